export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** One result of a check on submitted data: what, where, and what to do. An error holds its row. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** Row as a spreadsheet counts it, the header being row 1, whatever the format; null for the file as a whole. */
  readonly row: number | null;
  readonly ref: string | null;
  readonly column: string | null;
  readonly message: string;
  /** What stands in the cell, shortened to forty characters; absent where the finding is about no one cell. */
  readonly value?: string;
}

/** A finding before it is known where it stands. */
export type Note = Pick<Finding, 'code' | 'severity' | 'message'>;

/** A value as a person can recognise it in a message: shortened, on one line. */
export function shorten(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
