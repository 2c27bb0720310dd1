import type { ReturnFormat } from '#submissions';

/** What a return may come as. Of a workbook and of bytes without a name the content says what they are. */
export const returnTypes: ReadonlyMap<string, ReturnFormat | null> = new Map([
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/octet-stream', null],
]);

export const SEND_AS =
  'Send the return as application/json, as text/csv, or as a workbook: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.';
