import type { MarkColour } from './mark-styles.js';

/** A cell to be coloured. Rows count from 1, columns from 0. */
export interface CellMark {
  readonly row: number;
  readonly column: number;
  readonly colour: MarkColour;
}

/** What is to be said about a sheet, beside its rows and on its cells. */
export interface SheetMarks {
  readonly sheet: string;
  readonly headerRow: number;
  /** What the header of the column of notes begins with: a column that has it is written anew, not added once more. */
  readonly header: string;
  /** The whole text of that header cell. */
  readonly headerText: string;
  readonly notes: ReadonlyMap<number, string>;
  readonly marks: readonly CellMark[];
}
