import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import type { CareStatus } from '../children/index.js';
import { keepUntil, retentionRules, rulesInForce } from './index.js';
import type { Keeping, LocalRetention, RetentionFacts } from './index.js';

const day = parseDay;
const today = day('2026-11-23');

interface Words {
  readonly born?: string;
  readonly died?: string;
  readonly seen?: readonly CareStatus[];
  readonly last?: string | null;
  readonly closed?: string | null;
  readonly isMissing?: boolean;
  readonly isHeld?: boolean;
}

const facts = (words: Words = {}): RetentionFacts => ({
  dateOfBirth: day(words.born ?? '2008-06-15'),
  diedOn: words.died === undefined ? null : day(words.died),
  careStatuses: words.seen ?? ['home'],
  lastEpisodeOn: words.last === null ? null : day(words.last ?? '2023-10-02'),
  closedOn: words.closed === null ? null : day(words.closed ?? '2023-10-03'),
  isMissing: words.isMissing ?? false,
  isHeld: words.isHeld ?? false,
});
const judge = (words: Words, on = today, local: readonly LocalRetention[] = []) =>
  keepUntil(facts(words), rulesInForce(local, on), on);
const endOf = (keeping: Keeping) => (keeping.kind === 'due' ? keeping.since : keeping.until)?.toString() ?? null;
const local = (careStatus: CareStatus, anchor: LocalRetention['anchor'], years: number, from = '2020-01-01') => ({
  careStatus,
  anchor,
  years,
  validFrom: day(from),
});

describe('keepUntil', () => {
  it.each([
    ['at home', { seen: ['home'] }, '2032-06-15'],
    ['looked after', { seen: ['looked_after'] }, '2083-06-15'],
    ['a care leaver', { seen: ['care_leaver'] }, '2083-06-15'],
    ['looked after by another council', { seen: ['looked_after_other_authority'] }, '2083-06-15'],
    ['at home, later looked after', { seen: ['home', 'looked_after'] }, '2083-06-15'],
    ['looked after, later at home', { seen: ['looked_after', 'home'] }, '2083-06-15'],
    ['looked after, died at 15', { seen: ['looked_after'], died: '2024-02-01' }, '2039-02-01'],
    [
      'looked after, died the day before the 18th birthday',
      { seen: ['looked_after'], died: '2026-06-14' },
      '2041-06-14',
    ],
    ['looked after, died on the 18th birthday', { seen: ['looked_after'], died: '2026-06-15' }, '2083-06-15'],
    ['at home, died at 15', { seen: ['home'], died: '2024-02-01' }, '2032-06-15'],
    ['looked after and at home, died as a baby', { seen: ['home', 'looked_after'], died: '2009-01-01' }, '2032-06-15'],
  ] as const)('of a child %s', (_words, words, until) => {
    expect(endOf(judge(words))).toBe(until);
  });

  it.each([
    ['looked after, 75 years on', { born: '2008-02-29', seen: ['looked_after'] }, '2083-03-01'],
    ['at home, in a leap year', { born: '2008-02-29' }, '2032-02-29'],
    ['died on it', { born: '2008-02-20', seen: ['looked_after'], died: '2024-02-29' }, '2039-03-01'],
    [
      'died on 28 February 18 years on',
      { born: '2008-02-29', seen: ['looked_after'], died: '2026-02-28' },
      '2041-02-28',
    ],
    ['died on 1 March 18 years on', { born: '2008-02-29', seen: ['looked_after'], died: '2026-03-01' }, '2083-03-01'],
  ] as const)('counts 29 February as 1 March where there is none: %s', (_words, words, until) => {
    expect(endOf(judge(words))).toBe(until);
  });

  it.each([
    ['2032-06-14', 'kept'],
    ['2032-06-15', 'due'],
    ['2032-06-16', 'due'],
  ])('on %s is %s: the day itself is no longer within the time', (on, kind) => {
    expect(judge({}, day(on)).kind).toBe(kind);
  });

  it('says by which rule', () => {
    const kept = judge({ seen: ['home', 'looked_after'] });
    expect(kept.kind === 'kept' && kept.because.source).toContain('regulation 50');
  });

  it.each([{}, { born: '1940-01-01' }, { born: '1940-01-01', seen: ['looked_after'] }, { seen: [] }] as const)(
    'is stopped by a legal hold whatever else',
    (words) => {
      expect(judge({ ...words, isHeld: true })).toMatchObject({ kind: 'stopped', by: 'legal_hold' });
    },
  );

  it('does not end while the child is missing', () => {
    expect(judge({ born: '1990-01-01', isMissing: true })).toMatchObject({ kind: 'stopped', by: 'missing' });
    expect(judge({ isMissing: true }).kind).toBe('kept');
  });

  it('cannot be told without a status, or without the fact that a rule counts from', () => {
    expect(judge({ born: '1940-01-01', seen: [] })).toMatchObject({ kind: 'stopped', by: 'not_known' });
    const byEpisode = [local('home', 'last_episode', 6)];
    expect(judge({ last: null }, today, byEpisode)).toMatchObject({ kind: 'stopped', by: 'not_known' });
    expect(judge({ closed: null }, today, [local('home', 'closure', 6)])).toMatchObject({ by: 'not_known' });
    expect(judge({ isMissing: true }, today, [local('home', 'closure', 1)])).toMatchObject({ by: 'not_known' });
  });

  it('follows what the council set, from the day it set it', () => {
    const six = [local('home', 'last_episode', 6, '2026-11-23')];
    expect(endOf(judge({}, day('2026-11-22'), six))).toBe('2032-06-15');
    expect(endOf(judge({}, day('2026-11-23'), six))).toBe('2029-10-02');
    expect(endOf(judge({}, today, [local('home', 'closure', 6)]))).toBe('2029-10-03');
    const later = [...six, local('home', 'birth', 30, '2026-12-01')];
    expect(endOf(judge({}, day('2026-12-01'), later))).toBe('2038-06-15');
  });

  it('lets a council keep care records longer than the statute asks, and no shorter', () => {
    expect(endOf(judge({ seen: ['looked_after'] }, today, [local('looked_after', 'birth', 30)]))).toBe('2083-06-15');
    expect(endOf(judge({ seen: ['looked_after'] }, today, [local('looked_after', 'birth', 100)]))).toBe('2108-06-15');
    const other = [local('looked_after_other_authority', 'birth', 25)];
    expect(endOf(judge({ seen: ['looked_after_other_authority'] }, today, other))).toBe('2033-06-15');
  });
});

describe('retentionRules', () => {
  it('name each status, with a source', () => {
    expect(new Set(retentionRules.map(({ careStatus }) => careStatus)).size).toBe(4);
    expect(retentionRules.filter(({ source }) => source.length < 20)).toEqual([]);
  });
});
