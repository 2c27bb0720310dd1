import type { ColumnName, Finding, Note, RawRow } from '#domain/submissions';

/** A whole file that cannot be taken: one sentence saying what and where, and what to do. Nothing was changed. */
export class ReturnRefused extends Error {
  override readonly name = 'ReturnRefused';

  constructor(
    readonly reason:
      | 'unreadable'
      | 'too-large'
      | 'not-supported'
      | 'disagreement'
      | 'unknown-authority'
      | 'unknown-provider'
      | 'no-contract'
      | 'no-agreement',
    message: string,
  ) {
    super(message);
  }
}

/** Limits of the format (interfaces, section 3). */
export const MAX_BYTES = 20 * 1024 * 1024;
export const MAX_ROWS = 20_000;
/** Far more than the format has: a return may carry columns of its own. */
export const MAX_COLUMNS = 500;

export const returnFormats = ['json', 'csv', 'xlsx'] as const;
export type ReturnFormat = (typeof returnFormats)[number];

/** What its workbook says against a cell, before anybody reads its text: such a cell is faulty whatever it says. */
export interface CellFault extends Note {
  readonly column: ColumnName;
}

/** A row as it was read. */
export interface ParsedRow extends RawRow {
  readonly faults: readonly CellFault[];
}

/** Rows under their header, as a CSV file or a sheet holds them. */
export interface ParsedTable {
  readonly headers: readonly string[];
  readonly rows: readonly ParsedRow[];
  /** What was found while reading, about the file as a whole. */
  readonly findings: readonly Finding[];
  /** The row of the header, as a spreadsheet counts. */
  readonly headerRow: number;
  /** The letters of each column of the format, by its name. */
  readonly letters: ReadonlyMap<ColumnName, string>;
}

/** A file as it was read: its headers and rows, still as texts. */
export interface ParsedReturn extends ParsedTable {
  readonly format: ReturnFormat;
  /** The sheet of a workbook. */
  readonly sheet: string | null;
  readonly period: string | null;
  readonly authority: string | null;
}
