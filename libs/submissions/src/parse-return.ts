import { WorkbookRefused, containerOf } from '#workbooks';
import { columnKey, isColumnName } from '#domain/submissions';
import { parseCsv } from './parse-csv.js';
import { parseJson } from './parse-json.js';
import { parseXlsx } from './parse-xlsx.js';
import { MAX_BYTES, ReturnRefused } from './return-refused.js';
import type { ParsedReturn, ReturnFormat } from './return-refused.js';

/**
 * Reads a file of any format. What it holds decides which; what the sender says counts only for a text that could be
 * either. A file that cannot be read, or is not safe to read, is refused.
 */
export async function parseReturn(bytes: Uint8Array, said: ReturnFormat | null): Promise<ParsedReturn> {
  if (bytes.length === 0)
    throw new ReturnRefused(
      'unreadable',
      'The file is empty (zero bytes). For a month without episodes send the header line alone, with the period.',
    );
  if (bytes.length > MAX_BYTES) {
    throw new ReturnRefused(
      'too-large',
      `The file has ${megabytes(bytes.length)} MB; a return may have at most ${megabytes(MAX_BYTES)} MB. Send it in parts.`,
    );
  }
  const parsed = await parseAs(formatOf(bytes, said), bytes);
  if (parsed.rows.length === 0 && parsed.format !== 'json' && !parsed.headers.some(isKnown))
    throw new ReturnRefused(
      'unreadable',
      'The file names none of the columns of a return; its first line must name them, such as provider_ref.',
    );
  return parsed;
}

async function parseAs(format: ReturnFormat, bytes: Uint8Array): Promise<ParsedReturn> {
  switch (format) {
    case 'csv':
      return parseCsv(bytes);
    case 'json':
      return parseJson(bytes);
    case 'xlsx':
      try {
        return await parseXlsx(bytes);
      } catch (error) {
        throw error instanceof WorkbookRefused ? new ReturnRefused(error.reason, error.message) : error;
      }
  }
}

function formatOf(bytes: Uint8Array, said: ReturnFormat | null): ReturnFormat {
  if (containerOf(bytes) !== null) return 'xlsx';
  const start = new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).trimStart();
  if (/^[{[]/.test(start)) return 'json';
  return said === 'json' && !/^[^\r\n]*provider_ref/i.test(start) ? 'json' : 'csv';
}

function isKnown(header: string): boolean {
  return isColumnName(columnKey(header));
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);
}
