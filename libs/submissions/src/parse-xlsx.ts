import { openWorkbook } from '#workbooks';
import type { Sheet } from '#workbooks';
import { hasColumns, readTable } from './read-table.js';
import { ReturnRefused } from './return-refused.js';
import type { ParsedReturn } from './return-refused.js';

/** Reads a workbook: the sheet `Returns`, or else the only one that has the columns. */
export async function parseXlsx(bytes: Uint8Array): Promise<ParsedReturn> {
  const sheet = await returnsSheet(await openWorkbook(bytes));
  const table = await readTable(sheet.rows());
  return { ...table, format: 'xlsx', sheet: sheet.name, period: null, authority: null };
}

async function returnsSheet(sheets: readonly Sheet[]): Promise<Sheet> {
  const named = sheets.find(({ name }) => name.replaceAll(/\s+/g, '').toLowerCase() === 'returns');
  if (named) return named;
  const fitting: Sheet[] = [];
  for (const sheet of sheets) if (await hasColumns(sheet.rows())) fitting.push(sheet);
  const [only, ...others] = fitting;
  if (only && others.length === 0) return only;
  const what = only ? 'several sheets that could be the return' : 'no sheet with the column provider_ref';
  const names = (only ? fitting : sheets).map(({ name }) => `"${name}"`);
  const listed =
    names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', ');
  throw new ReturnRefused(
    'unreadable',
    `The workbook has ${what} (${listed}); name the sheet to be read Returns and send it again.`,
  );
}
