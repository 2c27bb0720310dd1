import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import type { SheetRow } from '#workbooks';
import { asUtf8 } from './decode-text.js';
import { readTable } from './read-table.js';
import { ReturnRefused } from './return-refused.js';
import type { ParsedReturn } from './return-refused.js';

const delimiters = [',', ';', '\t'] as const;

/** One row may have so many bytes: room for every free text of the format at its longest. */
const MAX_ROW_BYTES = 1024 * 1024;
const SLICE = 64 * 1024;

/** Reads a CSV file: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab. Rows that are blank throughout are passed over. */
export async function parseCsv(bytes: Uint8Array): Promise<ParsedReturn> {
  const table = await readTable(readRecords(asUtf8(bytes)));
  return { ...table, format: 'csv', sheet: null, period: null, authority: null };
}

/** Rows as a spreadsheet would count them: a cell may have several lines. */
export async function* readRecords(bytes: Uint8Array): AsyncGenerator<SheetRow, void, undefined> {
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(bytes),
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: MAX_ROW_BYTES,
  });
  let number = 0;
  try {
    for await (const texts of Readable.from(slicesOf(bytes)).pipe(parser) as AsyncIterable<readonly string[]>) {
      number += 1;
      yield { number, texts, notes: [] };
    }
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error) : error;
  }
}

/** Between slices whoever else waits has a turn: a large file does not hold up the process. */
async function* slicesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += SLICE) {
    await setImmediate();
    yield bytes.subarray(at, at + SLICE);
  }
}

function refusalOf(error: CsvError): ReturnRefused {
  const line = typeof error['lines'] === 'number' ? ` near line ${error['lines']}` : '';
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new ReturnRefused(
      'too-large',
      `The file has a row of more than 1 MB${line}: line breaks are missing, or a quotation mark is not closed. Save it again from the spreadsheet.`,
    );
  return new ReturnRefused(
    'unreadable',
    `The file cannot be read as CSV${line}: a quotation mark is not closed or stands in the wrong place. Save it again from the spreadsheet.`,
  );
}

/** The delimiter that the header line has most of. */
export function delimiterOf(bytes: Uint8Array): string {
  const lines = new TextDecoder().decode(bytes.subarray(0, SLICE)).split(/[\r\n]+/);
  const header = lines.find((line) => line.toLowerCase().includes('provider_ref')) ?? lines[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}
