import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemContext } from '#persistence';
import { parse } from 'csv-parse/sync';
import { readWorklist, sweepDeadlines } from '#casework';
import type { Cell, MaceReport } from '#domain/reports';
import { parseInstant, parseReportingMonth } from '#domain/time';
import { obtainMaceReport } from '#reports';
import type { SubmissionResult } from '#submissions';
import { aWorkbook, escapeXml } from '../builders/a-workbook.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { stateOf } from '../support/state.js';

const samples = join(import.meta.dirname, 'samples');
const csv = readFileSync(join(samples, 'return-block-2025-10.csv'));

/** The figures that were worked out by hand. */
interface ExpectedFigures {
  readonly import: {
    readonly rows: number;
    readonly new: number;
    readonly held: number;
    readonly errors: Readonly<Record<string, string>>;
  };
  readonly clockAt: string;
  readonly clock: Readonly<Record<string, string>>;
  readonly dueAt: Readonly<Record<string, string>>;
  readonly report: Readonly<Record<string, object>>;
}

const expected = JSON.parse(readFileSync(join(samples, 'expected-2025-10.json'), 'utf8')) as ExpectedFigures;
const records: Record<string, string>[] = parse(csv, {
  bom: true,
  columns: (headers: string[]) => headers.map((header) => header.trim()),
});
const json = Buffer.from(JSON.stringify({ format: 1, period: '2025-10', rows: records }));
const semicolons = Buffer.from(asCsv(records, ';'), 'latin1');
const xlsx = asWorkbook(records);
const shuffled = Buffer.from(asCsv([...records].reverse().map(withColumnsReversed), '\t'));

const context = { ...systemContext(SUTTON, 'test'), actor: 'authority' } as const;
const at = parseInstant(expected.clockAt);

function withColumnsReversed(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).reverse());
}

function asCsv(rows: readonly Record<string, string>[], delimiter: string): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const headers = Object.keys(rows[0] ?? {});
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]
    .map((cells) => cells.map(quoted).join(delimiter))
    .join('\r\n');
}

/** Dates as numbers of the 1904 system; references as shared strings, every other text inline; rows from the third on. */
function asWorkbook(rows: readonly Record<string, string>[]): Buffer {
  const shared: string[] = [];
  const cell = (text: string, column: number): string => {
    const serial = column < 2 ? null : serialOf(text);
    if (serial !== null) return `<c s="${Number.isInteger(serial) ? 1 : 2}"><v>${serial}</v></c>`;
    if (column < 2) return `<c t="s"><v>${shared.push(`<si><t>${escapeXml(text)}</t></si>`) - 1}</v></c>`;
    return `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  };
  const headers = Object.keys(rows[0] ?? {});
  const sheet = [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]
    .map((texts, index) => `<row r="${index + 1}">${texts.map(cell).join('')}</row>`)
    .join('');
  return aWorkbook({
    sheets: { Cover: '<row r="1"><c t="str"><v>October</v></c></row>', Returns: sheet },
    sharedStrings: shared.join(''),
    formats: ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm'],
    is1904: true,
  });
}

/** Days since 1 January 1904 of a date that exists. */
function serialOf(text: string): number | null {
  const [, day, month, year, hour = 0, minute = 0] = (
    /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d):(\d\d))?$/.exec(text) ?? []
  ).map(Number);
  if (day === undefined || month === undefined || year === undefined) return null;
  const at = Date.UTC(year, month - 1, day, hour || 0, minute || 0);
  return new Date(at).getUTCDate() === day ? (at - Date.UTC(1904, 0, 1)) / 86_400_000 : null;
}

describe.each(testServers())('the sample return on $name', (server) => {
  let test: TestService;
  let result: SubmissionResult;

  beforeAll(async () => {
    test = await createTestService({ server });
    result = await test.service.returns.receive(aReceivedReturn(csv));
  });
  afterAll(() => test.close());

  it('ends with the receipts that were worked out by hand', () => {
    const { rows, new: taken, held } = expected.import;
    expect(result).toMatchObject({ rows, new: taken, held, same: 0, changed: 0, refused: 0 });
    const heldRefs = result.receipts.filter(({ outcome }) => outcome === 'held').map(({ ref }) => ref);
    expect(heldRefs).toEqual(Object.keys(expected.import.errors));
  });

  it('has exactly the findings that were worked out by hand', () => {
    const of = (severity: string) => result.findings.filter((finding) => finding.severity === severity);
    expect(Object.fromEntries(of('error').map(({ ref, column }) => [ref, column]))).toEqual(expected.import.errors);
    expect(of('warning').map(({ ref, column }) => ref ?? column)).toEqual(['Notes to self', 'H005']);
    expect(of('info').map(({ ref }) => ref)).toEqual(['H008', 'H009']);
  });

  it('gives every clock value and due time', async () => {
    const { items } = await readWorklist(test.service.database, context, at);
    const byRef = new Map(items.map((item) => [item.ref, item]));
    const clock = Object.keys(expected.clock).map((ref) => [ref, byRef.get(ref)?.state]);
    expect(Object.fromEntries(clock)).toEqual(expected.clock);
    const due = Object.keys(expected.dueAt).map((ref) => [ref, byRef.get(ref)?.dueAt?.toString()]);
    expect(Object.fromEntries(due)).toEqual(expected.dueAt);
    expect(byRef.get('H008')).toMatchObject({ kind: 'missing', state: 'missing', dueAt: null });
  });

  it('gives every figure of the report, and the same bytes when it is asked for again', async () => {
    const month = parseReportingMonth('2025-10');
    if (!month) throw new Error('not a month');
    const request = { first: month, last: month, audience: 'mace', cutOff: at, rebuild: false } as const;
    const first = await obtainMaceReport(test.service.database, test.service.lists, context, request);
    expect(withShorthand(first.report)).toMatchObject(expected.report);
    const again = await obtainMaceReport(test.service.database, test.service.lists, context, request);
    expect(again.json).toBe(first.json);
    const rebuilt = await obtainMaceReport(test.service.database, test.service.lists, context, {
      ...request,
      rebuild: true,
    });
    expect(rebuilt.report.build).toBe(2);
  });

  it.each([
    ['the same file', csv],
    ['JSON', json],
    ['Windows-1252 with semicolons', semicolons],
    ['another order of rows and columns, with tabs', shuffled],
    ['a workbook', xlsx],
    ['a workbook made by openpyxl', readFileSync(join(samples, 'return-block-2025-10-openpyxl.xlsx'))],
    ['a workbook made by LibreOffice', readFileSync(join(samples, 'return-block-2025-10-libreoffice.xlsx'))],
  ])('says "same" and changes nothing when it comes again as %s', async (_name, bytes) => {
    const before = await stateOf(test.database);
    const again = await test.service.returns.receive(aReceivedReturn(bytes));
    expect(again).toMatchObject({ rows: 22, new: 0, changed: 0, same: 18, held: 4 });
    expect(await stateOf(test.database)).toEqual(before);
  });

  it('raises nothing when swept twice: what is long past left a mark when it arrived', async () => {
    const first = await sweepDeadlines(test.service.casework, SUTTON, at, 'test');
    const second = await sweepDeadlines(test.service.casework, SUTTON, at, 'test');
    expect([first.raised, second.raised]).toEqual([0, 0]);
  });
});

describe('the sample return in another format', () => {
  it.each([
    ['JSON', json],
    ['tabs, in another order', shuffled],
    ['a workbook', xlsx],
  ])('gives the same state and findings as %s', async (_name, bytes) => {
    const [asCsvFile, other] = [await createTestService(), await createTestService()];
    try {
      const first = await asCsvFile.service.returns.receive(aReceivedReturn(csv));
      const second = await other.service.returns.receive(aReceivedReturn(bytes));
      expect(await stateOf(other.database)).toEqual(await stateOf(asCsvFile.database));
      const told = ({ findings }: SubmissionResult) =>
        findings.map(({ code, ref, column, message }) => ({ code, ref, column, message })).sort(byText);
      expect(told(second)).toEqual(told(first));
    } finally {
      await Promise.all([asCsvFile.close(), other.close()]);
    }
  });
});

function byText(left: object, right: object): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

/** The expected figures write a factor's rate short: numerator and base as plain numbers. */
function withShorthand(report: MaceReport): object {
  const short = (rows: MaceReport['factors']['push']) =>
    rows.map(({ code, interviews }) => ({
      code,
      numerator: valueOf(interviews.numerator),
      base: valueOf(interviews.base),
    }));
  const factors = { ...report.factors, push: short(report.factors.push), pull: short(report.factors.pull) };
  return { ...report, factors, interviews: report.interviews.filter(({ by }) => by === 'all') };
}

function valueOf(cell: Cell): number | null {
  return 'value' in cell ? cell.value : null;
}
