import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { timingWithin } from '#domain/deadlines';
import { compareMoments, hoursBetween, isAfter, isBefore, parseInstant, readMoment } from '#domain/time';
import type { Moment } from '#domain/time';
import type { DemonstrationOptions, GeneratedReturn } from './demonstration-options.js';
import { generateReturns } from './generate-returns.js';

type Row = Readonly<Record<string, string>>;

const at = parseInstant('2026-11-20T10:00:00Z');
const sutton: DemonstrationOptions = {
  authorityIndex: 0,
  authority: { code: 'E09000029', name: 'Sutton', outwardCodes: ['SM1', 'SM2', 'SM3', 'SM5', 'SM6'] },
  months: 18,
  seed: 2018,
  at,
};
const returns = generateReturns(sutton);
const rows = rowsOf(returns);
/** Another borough, over a whole year and the month that has begun. */
const bySeed = new Map(
  [7].map((seed) => [seed, generateReturns({ ...sutton, seed, months: 13 })] as const).concat([[2018, returns]]),
);

function rowsOf(some: readonly GeneratedReturn[]): readonly Row[] {
  return some.flatMap((one) => one.rows);
}

function momentOf(row: Row, column: string): Moment | null {
  const text = row[column];
  if (text === undefined) return null;
  const read = readMoment(text);
  if (read.kind === 'fault' || read.isDoubledHour)
    throw new Error(`${column} of ${row['provider_ref'] ?? ''}: ${text}`);
  return read.moment;
}

function returnedAt(row: Row): Moment | null {
  return momentOf(row, 'returned_at');
}

describe('generateReturns', () => {
  it('gives the same returns for the same options', () => {
    const short = { ...sutton, months: 2 };
    expect(generateReturns(short)).toEqual(generateReturns(short));
  });

  it('gives other returns for another seed', () => {
    expect(generateReturns({ ...sutton, months: 1, seed: 7 })).not.toEqual(generateReturns({ ...sutton, months: 1 }));
  });

  it('gives none for no month', () => {
    expect(generateReturns({ ...sutton, months: 0 })).toEqual([]);
  });

  it('gives one return for each provider and month, oldest first, the last one for the month of the end', () => {
    expect(returns).toHaveLength(54);
    expect(returns.slice(0, 3).map(({ providerCode }) => providerCode)).toEqual(['HARBOUR', 'NORTHWAY', 'KESTREL']);
    const periods = returns.map(({ period }) => period);
    expect([periods[0], periods.at(-1)]).toEqual(['2025-06', '2026-11']);
    expect(periods).toEqual([...periods].sort());
  });

  it.each([7, 2018])('holds a borough of about 1,400 episodes a year with seed %d', (seed) => {
    const year = (bySeed.get(seed) ?? []).filter(({ period }) => period >= '2025-11' && period <= '2026-10');
    expect(rowsOf(year).length).toBeGreaterThanOrEqual(1250);
    expect(rowsOf(year).length).toBeLessThanOrEqual(1550);
  });

  it.each([7, 2018])('has some 65 of 100 interviews held in time with seed %d', (seed) => {
    const timings = rowsOf(bySeed.get(seed) ?? []).flatMap((row) => {
      const [held, returned] = [momentOf(row, 'interview_at'), returnedAt(row)];
      return held && returned && row['interview_mode'] !== 'telephone' ? [timingWithin(held, returned, 72)] : [];
    });
    const share = timings.filter((timing) => timing === 'in_time').length / timings.length;
    expect(share).toBeGreaterThan(0.58);
    expect(share).toBeLessThan(0.72);
  });

  it('marks every child as invented', () => {
    for (const row of rows) {
      expect(row['family_name']).toMatch(/^[A-Z][a-z]+-Sample$/);
      expect(row['child_id']).toMatch(/^D\d{5}$/);
    }
  });

  it('gives every row of a provider a reference of its own', () => {
    const refs = rows.map((row) => row['provider_ref']);
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('never lets two episodes of one child overlap', () => {
    const episodesOf = new Map<string, readonly Row[]>();
    for (const row of rows) {
      const child = row['child_id'] ?? '';
      episodesOf.set(child, [...(episodesOf.get(child) ?? []), row]);
    }
    for (const episodes of episodesOf.values()) {
      for (const [index, row] of episodes.slice(1).entries()) {
        const before = momentOf(episodes[index] ?? {}, 'returned_at');
        const start = momentOf(row, 'missing_at');
        expect(before && start && compareMoments(before, start)).toBe(-1);
      }
    }
  });

  it('lets a child come back only after leaving', () => {
    for (const row of rows) {
      const [left, back] = [momentOf(row, 'missing_at'), returnedAt(row)];
      expect(left).not.toBeNull();
      if (left && back) expect(isBefore(left.at, back.at)).toBe(true);
    }
  });

  it('states no fact that lies after the end', () => {
    const ofTheLastMonths = rowsOf(returns.filter(({ period }) => period >= '2026-10'));
    expect(ofTheLastMonths.length).toBeGreaterThan(100);
    for (const row of ofTheLastMonths) {
      const tried = (row['attempts'] ?? '').split(';').map((attempt) => attempt.split('=')[0] ?? '');
      const columns = Object.keys(row).filter((column) => column.endsWith('_at'));
      const facts = {
        ...row,
        ...Object.fromEntries(tried.filter(Boolean).map((text, index) => [`try${index}`, text])),
      };
      for (const column of [...columns, ...Object.keys(facts).filter((key) => key.startsWith('try'))]) {
        const moment = momentOf(facts, column);
        expect(moment && isAfter(moment.at, at)).toBe(false);
      }
    }
  });

  it('uses codes of the taxonomy only, each in its own column', () => {
    const list = readFileSync('libs/persistence/reference-data/rhi-factor-taxonomy.csv', 'utf8');
    const categoryOf = new Map(list.split('\n').map((line) => [line.split(',')[0] ?? '', line.split(',')[1] ?? '']));
    const columns = {
      push_factors: 'push',
      pull_factors: 'pull',
      harms: 'harm',
      protective_factors: 'protective',
      vulnerabilities: 'vulnerability',
    };
    for (const [column, category] of Object.entries(columns)) {
      const codes = rows.flatMap((row) => (row[column] ?? '').match(/[A-Z]{2}\d\d/g) ?? []);
      expect(new Set(codes.map((code) => categoryOf.get(code)))).toEqual(new Set([category]));
    }
  });

  it('names only earlier episodes of the same child as covered by an interview', () => {
    const byRef = new Map(rows.map((row) => [row['provider_ref'], row]));
    const covering = rows.filter((row) => row['interview_covers'] !== undefined);
    expect(covering.length).toBeGreaterThan(0);
    for (const row of covering) {
      for (const ref of (row['interview_covers'] ?? '').split(';')) {
        const covered = byRef.get(ref);
        expect(covered?.['child_id']).toBe(row['child_id']);
        expect(covered?.['interview_at']).toBeUndefined();
      }
    }
  });

  it.each([7, 2018])('leaves people work to do at the end with seed %d', (seed) => {
    const all = rowsOf(bySeed.get(seed) ?? []);
    const covered = new Set(all.flatMap((row) => (row['interview_covers'] ?? '').split(';')));
    const open = all.filter((row) => !row['returned_at']);
    expect(open.length).toBeGreaterThanOrEqual(2);
    expect(open.length).toBeLessThanOrEqual(6);
    const waiting = all.filter((row) => row['returned_at'] && !row['interview_at'] && !row['not_completed_reason']);
    const owed = waiting.filter(
      (row) => row['offer_outcome'] !== 'declined' && !covered.has(row['provider_ref'] ?? ''),
    );
    const isOver = (row: Row) => hoursBetween(returnedAt(row)?.at ?? at, at) > 72;
    expect(owed.filter((row) => !isOver(row) && !row['booked_for']).length).toBeGreaterThan(0);
    expect(owed.filter((row) => isAfter(momentOf(row, 'booked_for')?.at ?? at, at)).length).toBeGreaterThan(0);
    expect(owed.filter(isOver).length).toBeGreaterThan(0);
    expect(owed.filter(isOver).length).toBeLessThan(30);
  });

  it('offers no interview before the child is back', () => {
    for (const row of rows) {
      const [offered, back] = [momentOf(row, 'offered_at'), returnedAt(row)];
      if (offered?.timeKnown && back?.timeKnown) expect(isBefore(offered.at, back.at)).toBe(false);
    }
  });
});
