import type { StateWords } from './state-words.js';

/** A step that is required next to the interview, with the time that is left for it. */
export interface StepView {
  readonly what: string;
  readonly due: string;
  readonly left: string;
  readonly isOver: boolean;
}

export interface RowView extends StateWords {
  readonly child: string;
  /** The address of the child's record, or of the notification; empty where the person may open neither. */
  readonly href: string;
  readonly ref: string;
  readonly provider: string;
  readonly what: string;
  /** The time lost to arranging; empty where nothing is bought. */
  readonly arranging: string;
  readonly steps: readonly StepView[];
  readonly when: string;
  readonly length: string;
}

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly whenHeading: string;
  readonly lengthHeading: string;
  readonly rows: readonly RowView[];
  /** What is said where it has no rows; empty: then it is left out. */
  readonly none: string;
}

/** A section of what is to be acted on, with its name in the counts at the head. */
export interface CountedSection extends SectionView {
  readonly countLabel: string;
}
