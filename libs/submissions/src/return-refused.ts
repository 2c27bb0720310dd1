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

export const returnFormats = ['json', 'csv'] as const;
export type ReturnFormat = (typeof returnFormats)[number];

/** A file as it was read: its headers and rows, still as texts. */
export interface ParsedReturn {
  readonly format: ReturnFormat;
  readonly headers: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[];
  readonly period: string | null;
  readonly authority: string | null;
}
