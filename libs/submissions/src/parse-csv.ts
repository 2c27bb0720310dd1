import { CsvError, parse } from 'csv-parse/sync';
import { ReturnRefused } from './return-refused.js';
import type { ParsedReturn } from './return-refused.js';

const delimiters = [',', ';', '\t'] as const;

/** Reads a CSV file: UTF-8 or Windows-1252; comma, semicolon or tab. Rows that are blank throughout are passed over. */
export function parseCsv(bytes: Uint8Array): ParsedReturn {
  const text = decode(bytes);
  const [headers = [], ...lines] = readLines(text);
  const rows = lines
    .map((cells, index) => ({ row: index + 2, cells: namedCells(headers, cells) }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ''));
  return { format: 'csv', headers, rows, period: null, authority: null };
}

function decode(bytes: Uint8Array): string {
  if (bytes.includes(0))
    throw new ReturnRefused(
      'unreadable',
      'The file holds NUL bytes, so it is no CSV text; save it again as "CSV UTF-8" and send that.',
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function readLines(text: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? ` near line ${error['lines']}` : '';
    throw new ReturnRefused(
      'unreadable',
      `The file cannot be read as CSV${line}: a quotation mark is not closed or stands in the wrong place. Save it again from the spreadsheet.`,
    );
  }
}

/** The delimiter that the header line has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

/** Cells by header; of a doubled header the first counts, and cells beyond the header keep a name of their own. */
function namedCells(headers: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> {
  const named: Record<string, string> = {};
  cells.forEach((cell, index) => {
    const header = headers[index] ?? '';
    const name = header.trim() === '' ? `(column ${index + 1})` : header;
    if (!(name in named) && (cell !== '' || header.trim() !== '')) named[name] = cell;
  });
  return named;
}
