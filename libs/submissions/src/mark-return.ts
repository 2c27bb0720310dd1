import { stringify } from 'csv-stringify/sync';
import { columnKey, isColumnName } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import { columnNumber, markWorkbook, neutralised, restored } from '#workbooks';
import { delimiterOf, readRecords } from './parse-csv.js';
import { asUtf8 } from './decode-text.js';
import { FINDINGS_HEADER, isFindingsHeader } from './read-table.js';
import type { ParsedReturn } from './return-refused.js';

/** A return as its provider gets it back. */
export interface MarkedReturn {
  readonly format: 'csv' | 'xlsx';
  readonly bytes: Uint8Array;
}

/**
 * The provider's own file with what was found beside each row, in a column that is passed over when the file is sent in
 * again. A workbook keeps all that it has, and its faulty cells are coloured; a CSV file keeps its order, its columns and
 * its delimiter, and comes as UTF-8. JSON has no such form: null.
 */
export async function markReturn(
  bytes: Uint8Array,
  parsed: ParsedReturn,
  findings: readonly Finding[],
): Promise<MarkedReturn | null> {
  const notes = notesByRow(parsed, findings);
  const headerText = [FINDINGS_HEADER, ...findings.filter(({ row }) => row === null).map(inWords(parsed))].join(' | ');
  if (parsed.format === 'json') return null;
  if (parsed.sheet === null) return { format: 'csv', bytes: await markCsv(bytes, parsed, headerText, notes) };
  const marks = findings.flatMap(({ row, column, severity }) => {
    const letters = lettersOf(parsed, column);
    return letters === null || severity === 'info'
      ? []
      : [{ row: row ?? parsed.headerRow, column: columnNumber(letters) ?? 0, colour: severity }];
  });
  const { sheet, headerRow } = parsed;
  const marked = await markWorkbook(bytes, { sheet, headerRow, header: FINDINGS_HEADER, headerText, notes, marks });
  return { format: 'xlsx', bytes: marked };
}

function notesByRow(parsed: ParsedReturn, findings: readonly Finding[]): ReadonlyMap<number, string> {
  const notes = new Map<number, string>();
  const words = inWords(parsed);
  for (const finding of findings) {
    if (finding.row === null) continue;
    const before = notes.get(finding.row);
    notes.set(finding.row, before === undefined ? words(finding) : `${before} | ${words(finding)}`);
  }
  return notes;
}

/** Such as: error PR-021 in Q23: "31/09/2025 20:00" is a day that does not exist. */
function inWords(parsed: ParsedReturn): (finding: Finding) => string {
  return ({ severity, code, row, column, message }) => {
    const letters = lettersOf(parsed, column);
    const place = letters === null ? '' : ` in ${letters}${row ?? parsed.headerRow}`;
    return `${severity} ${code}${place}: ${message}`;
  };
}

/** Where the column of a finding stands: one of the format, or one of the provider's own. */
function lettersOf({ letters }: ParsedReturn, column: string | null): string | null {
  const key = columnKey(column ?? '');
  return isColumnName(key) ? (letters.get(key) ?? null) : null;
}

async function markCsv(
  bytes: Uint8Array,
  { headerRow }: ParsedReturn,
  headerText: string,
  notes: ReadonlyMap<number, string>,
): Promise<Uint8Array> {
  const utf8 = asUtf8(bytes);
  const rows: string[][] = [];
  for await (const { texts } of readRecords(utf8)) rows.push([...texts]);
  const header = rows[headerRow - 1] ?? [];
  const known = header.findIndex(isFindingsHeader);
  const column = known >= 0 ? known : rows.reduce((width, row) => Math.max(width, row.length), 0);
  const marked = rows.map((row, index) => {
    const note = index + 1 === headerRow ? headerText : (notes.get(index + 1) ?? '');
    const before = Array.from({ length: column }, (_, place) => neutralised(restored(row[place] ?? '')));
    return [...before, note, ...row.slice(column + 1).map((cell) => neutralised(restored(cell)))];
  });
  const options = { delimiter: delimiterOf(utf8), bom: true, record_delimiter: '\r\n' };
  return Buffer.from(stringify(marked, options));
}
