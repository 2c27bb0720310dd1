/** A workbook that cannot be taken, in one sentence that says what is wrong and what to do. */
export class WorkbookRefused extends Error {
  override readonly name = 'WorkbookRefused';

  constructor(
    readonly reason: 'unreadable' | 'too-large' | 'not-supported',
    message: string,
  ) {
    super(message);
  }
}

/** The file is cut off, or does not hold together. */
export function damaged(what: string): WorkbookRefused {
  return new WorkbookRefused(
    'unreadable',
    `The workbook is damaged (${what}); open it in the spreadsheet program, save it under a new name and send that.`,
  );
}

/** The file is far larger inside than a workbook of the allowed size can be. */
export function tooLarge(what: string): WorkbookRefused {
  return new WorkbookRefused(
    'too-large',
    `The workbook ${what}, which is more than is read here; copy the rows into a new workbook, in parts, and send those.`,
  );
}
