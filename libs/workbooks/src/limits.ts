/** What is read of a workbook at most. Bytes and characters are those after unpacking. */
export interface WorkbookLimits {
  readonly entries: number;
  readonly totalBytes: number;
  /** How many times smaller than its content a packed entry may be; tables of like rows reach about 60. */
  readonly ratio: number;
  /** Small entries may be packed more tightly: they cannot do harm. */
  readonly ratioFromBytes: number;
  readonly sharedStringBytes: number;
  readonly sharedStrings: number;
  readonly columns: number;
  /** As in the spreadsheet programs themselves. */
  readonly cellCharacters: number;
  readonly milliseconds: number;
}

export const workbookLimits: WorkbookLimits = {
  entries: 2_000,
  totalBytes: 256 * 1024 * 1024,
  ratio: 200,
  ratioFromBytes: 4 * 1024 * 1024,
  sharedStringBytes: 64 * 1024 * 1024,
  sharedStrings: 1_000_000,
  columns: 500,
  cellCharacters: 32_767,
  milliseconds: 60_000,
};
