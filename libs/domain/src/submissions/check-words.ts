import type { Note, Severity } from './finding.js';

/** What the check is made over: the return as a whole, one cell, one row, or the record that the row meets. */
export const checkKinds = ['file', 'cell', 'row', 'record'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** A row that came before the example's own, from the same provider in the same file or from another one earlier. */
export interface EarlierRow {
  readonly by: 'same' | 'another';
  readonly cells: Readonly<Record<string, string>>;
}

/** A return that raises the finding: cells put over those of a sound row, less the columns that are left out. */
export interface CheckExample {
  readonly cells: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
  readonly after?: readonly EarlierRow[];
}

/** What a check says of itself. The page of codes, the messages and the tests follow from it. */
export interface CheckWords {
  readonly kind: CheckKind;
  /** `PR-` and three figures, never used again for anything else. */
  readonly code: string;
  /** An error holds the row; a warning asks somebody to look; an information asks for nothing. */
  readonly severity: Severity;
  /** The columns it speaks of; none where it may be any of them. */
  readonly columns: readonly string[];
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** What to do, in one sentence. */
  readonly explain: string;
  /** None where no text raises it: what only a workbook can hold, what follows a correction by the council, and a fault of the service. */
  readonly example: CheckExample | null;
  /** Whether the sender may say, with a reason, that it is right as it stands. */
  readonly isConfirmable: boolean;
  /** Whether it rests on what others told: then the council reads it, and the sender learns nothing of it. */
  readonly isForCouncil?: boolean;
}

/** A check whose finding is written by whoever reads the cell, the header or the record. */
export interface SpokenCheck<Parts extends readonly string[] = readonly string[]> extends CheckWords {
  readonly says: (...parts: Parts) => string;
}

/** The finding of a spoken check, before it is known where it stands. */
export function note<Parts extends readonly string[]>(check: SpokenCheck<Parts>, ...parts: Parts): Note {
  return { code: check.code, severity: check.severity, message: check.says(...parts) };
}

/** What is wrong and what to do, where the check has no more to say than that. */
export function sentence(check: Pick<CheckWords, 'title' | 'explain'>): string {
  return `${check.title} ${check.explain}`;
}

/** A check over the text of a cell as it was written, before it is read as what its column holds. */
export interface TextCheck extends SpokenCheck<[cell: string]> {
  readonly kind: 'cell';
  finds(cell: string): boolean;
}
