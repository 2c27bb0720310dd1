export { columnLetters, columnNumber } from './workbook-content.js';
export { containerOf, openWorkbook } from './open-workbook.js';
export type { Sheet } from './open-workbook.js';
export { markWorkbook } from './mark-workbook.js';
export { neutralised, restored } from './neutralise.js';
export type { CellNote, SheetRow } from './read-sheet.js';
export { WorkbookRefused } from './workbook-refused.js';
export { writeWorkbook } from './write-workbook.js';
export type { NewColumn, NewSheet } from './write-workbook.js';
