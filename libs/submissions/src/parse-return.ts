import { parseCsv } from './parse-csv.js';
import { parseJson } from './parse-json.js';
import { MAX_BYTES, MAX_ROWS, ReturnRefused } from './return-refused.js';
import type { ParsedReturn, ReturnFormat } from './return-refused.js';

/** Reads a file of either format; what it holds decides, unless the sender says. A file that cannot be read is refused. */
export function parseReturn(bytes: Uint8Array, format: ReturnFormat | null): ParsedReturn {
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
  if (isArchive(bytes))
    throw new ReturnRefused(
      'not-supported',
      'The file is a workbook or another archive; save the sheet as CSV and send that.',
    );
  const parsed = (format ?? formatOf(bytes)) === 'json' ? parseJson(bytes) : parseCsv(bytes);
  if (parsed.headers.every((header) => header.trim() === '') && parsed.format === 'csv') {
    throw new ReturnRefused(
      'unreadable',
      'The file has no header line; its first line must name the columns, such as provider_ref.',
    );
  }
  if (parsed.rows.length > MAX_ROWS) {
    throw new ReturnRefused(
      'too-large',
      `The file has ${parsed.rows.length} rows; a return may have at most ${MAX_ROWS}. Send it in parts.`,
    );
  }
  return parsed;
}

function formatOf(bytes: Uint8Array): ReturnFormat {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith('{') ? 'json' : 'csv';
}

/** Zip (all modern workbooks) or the older compound file. */
function isArchive(bytes: Uint8Array): boolean {
  const starts = (...signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);
  return starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);
}
