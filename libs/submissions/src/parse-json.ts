import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { restored } from '#workbooks';
import { ProviderReturnDto } from './provider-return.dto.js';
import { isFindingsHeader } from './read-table.js';
import { refuseJsonBomb } from './refuse-json-bomb.js';
import { ReturnRefused } from './return-refused.js';
import type { ParsedReturn } from './return-refused.js';

/** Reads `{ "format": 1, "period": "YYYY-MM", "rows": [] }`. The first object counts as row 2, as in a spreadsheet. */
export function parseJson(bytes: Uint8Array): ParsedReturn {
  const envelope = plainToInstance(ProviderReturnDto, readJsonObject(bytes, WHOLE_RETURN));
  const errors = validateSync(envelope, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  const fault = Object.values(errors[0]?.constraints ?? {})[0];
  if (fault !== undefined) throw new ReturnRefused('unreadable', `The JSON is not a provider return: ${fault}.`);
  const rows = envelope.rows.map((row, index) => ({ row: index + 2, cells: cellsOf(row), faults: [] }));
  refuseUnstorable(rows);
  return {
    format: 'json',
    headers: [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))].filter((name) => !isFindingsHeader(name)),
    rows,
    findings: [],
    headerRow: 1,
    letters: new Map(),
    sheet: null,
    period: envelope.period ?? null,
    authority: envelope.authority ?? null,
  };
}

/** NUL and half a character can be written in JSON, but stand for nothing that could be kept or shown. */
function refuseUnstorable(rows: ParsedReturn['rows']): void {
  const faulty = rows.find(({ cells }) =>
    Object.entries(cells).some((pair) => pair.some((text) => /[\0\p{Surrogate}]/u.test(text))),
  );
  if (!faulty) return;
  throw new ReturnRefused(
    'unreadable',
    `The JSON holds a NUL or half a character in row ${faulty.row}; write the text out again in UTF-8.`,
  );
}

const WHOLE_RETURN = 'The JSON is not a provider return: it must be an object with format, period and rows.';

/** Reads one JSON object, once it is safe to. `instead` is what is said of a list or a value that stands alone. */
export function readJsonObject(bytes: Uint8Array, instead: string): object {
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    refuseJsonBomb(text);
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof ReturnRefused) throw error;
    const where =
      error instanceof SyntaxError ? (/at position \d+/.exec(error.message)?.[0] ?? '') : 'because it is not UTF-8';
    throw new ReturnRefused(
      'unreadable',
      `The file is not JSON ${where}`.trim() + '; check that it was written out whole.',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ReturnRefused('unreadable', instead);
  }
  return value;
}

/** Values as the texts that a spreadsheet would hold; true and false are Y and N. */
export function cellsOf(row: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !isFindingsHeader(column))
      .map(([column, value]) => [column, restored(textOf(value))]),
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(';');
  return JSON.stringify(value);
}
