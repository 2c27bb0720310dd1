import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { isEqual } from '../kernel/index.js';
import { joinAbsence, joinAbsences } from './index.js';
import type { MissingCase } from './index.js';

const joined = (...reports: readonly MissingCaseWords[]) => {
  const join = joinAbsence(
    'e1',
    reports.map((words, place) => aMissingCase({ id: `e${place + 1}`, ...words })),
  );
  if (!join) throw new Error('nothing was joined');
  return join;
};
const span = ({ episode: { missingAt, returnedAt } }: MissingCase) => [missingAt, returnedAt];
const from = (missingAt: string, returnedAt: string | null) => ({ missingAt, returnedAt });

describe('joinAbsence, from when to when', () => {
  it.each([
    [
      'the latest start and the earliest return of two that overlap',
      ...[from('10/10/2025 20:00', '11/10/2025 08:00'), from('10/10/2025 21:00', '11/10/2025 07:30')],
      ...['10/10/2025 21:00', '11/10/2025 07:30'],
    ],
    [
      'both together of two that follow one another',
      ...[from('10/10/2025 20:00', '11/10/2025 08:00'), from('11/10/2025 09:00', '11/10/2025 12:00')],
      ...['10/10/2025 20:00', '11/10/2025 12:00'],
    ],
    [
      'the return that one alone tells',
      ...[from('10/10/2025 20:00', null), from('10/10/2025 19:00', '11/10/2025 08:00')],
      ...['10/10/2025 20:00', '11/10/2025 08:00'],
    ],
    [
      'no return where the other has the child leave after it',
      ...[from('10/10/2025 20:00', '10/10/2025 21:00'), from('10/10/2025 22:00', null)],
      ...['10/10/2025 20:00', null],
    ],
    [
      'the time where another one knows the day alone',
      ...[from('10/10/2025', '11/10/2025'), from('10/10/2025 20:00', '11/10/2025 08:00')],
      ...['10/10/2025 20:00', '11/10/2025 08:00'],
    ],
  ] as const)('takes %s', (_words, first, second, missing, returned) => {
    const expected = [aMoment(missing), returned === null ? null : aMoment(returned)];
    expect(isEqual(span(joined(first, second)), expected)).toBe(true);
    expect(isEqual(span(joined(second, first)), expected)).toBe(true);
  });
});

describe('joinAbsence', () => {
  it('bears the name of the report that leads, and takes its classes first, each from its own field alone', () => {
    const classes = { policeClassification: 'missing', policeRisk: null, councilClassification: null } as const;
    const reports = [aMissingCase({ id: 'e1', childId: 'c1' }), aMissingCase({ id: 'e2', childId: 'c2' })].map(
      (each, place): MissingCase => ({
        ...each,
        episode: place === 0 ? each.episode : { ...each.episode, ...classes, code: 'A' },
      }),
    );
    expect(joinAbsence('e1', reports)?.episode).toMatchObject({ id: 'e1', childId: 'c1', code: 'M', ...classes });
    expect(joinAbsence('e2', reports)?.episode).toMatchObject({ id: 'e2', childId: 'c2', code: 'A', ...classes });
  });

  it('is owed by who leads, else by whoever was asked', () => {
    expect(joined({ providerId: 'p1' }, { providerId: 'p2' }).episode.providerId).toBe('p1');
    expect(joined({ providerId: null }, { providerId: 'p2' }).episode.providerId).toBe('p2');
  });

  it('holds each offer and each interview once, and each interview covers the absence', () => {
    const interview = anInterview({ episodeId: 'e2', covers: ['e1', 'e2', 'e9'] });
    const join = joined(
      { offers: [anOffer()], interviews: [interview] },
      { offers: [anOffer()], interviews: [interview] },
    );
    expect(join.offers).toHaveLength(1);
    expect(join.interviews).toMatchObject([{ episodeId: 'e1', covers: ['e1', 'e9'] }]);
  });

  it('leaves out a report that was taken back, as long as another one stands', () => {
    const held = { interviews: [anInterview({ episodeId: 'e1' })], returnedAt: '10/10/2025 23:00' };
    const join = joined({ ...held, end: 'cancelled', childId: 'c1' }, { childId: 'c2' });
    expect(join).toMatchObject({ episode: { id: 'e1', childId: 'c1', end: null }, interviews: [] });
    expect(joined({ end: 'cancelled' }, { end: 'cancelled' }).episode.end).toBe('cancelled');
  });

  it.each([
    ['custody', 'p2', 'custody'],
    ['declined_by_child', 'p2', 'declined_by_child'],
    ['no_contact', 'p2', null],
    ['provider_unable', 'p2', null],
    ['no_contact', null, 'no_contact'],
  ] as const)('of the reason %s, while the other report is with %s, holds %s', (reason, providerId, holds) => {
    const told = { requirement: { notCompletedReason: reason } };
    expect(joined(told, { providerId }).requirement.notCompletedReason).toBe(holds);
    expect(joined({ providerId }, told).requirement.notCompletedReason).toBe(holds);
  });

  it.each([
    ['the earlier of two', '11/10/2025 07:00', '11/10/2025 06:30', '11/10/2025 06:30'],
    ['the one that is told', null, '11/10/2025 06:30', '11/10/2025 06:30'],
    [
      'the one after which no other report has the child leave',
      '10/10/2025 20:30',
      '11/10/2025 06:30',
      '11/10/2025 06:30',
    ],
  ] as const)('takes as found %s', (_words, one, other, expected) => {
    const told = (id: string, missingAt: string, found: string | null) => {
      const report = aMissingCase({ id, missingAt, returnedAt: '11/10/2025 08:00' });
      return { ...report, episode: { ...report.episode, foundAt: found === null ? null : aMoment(found) } };
    };
    const reports = [told('e1', '10/10/2025 20:00', one), told('e2', '10/10/2025 21:00', other)];
    for (const given of [reports, [...reports].reverse()])
      expect(isEqual(joinAbsence('e1', given)?.episode.foundAt, aMoment(expected))).toBe(true);
  });

  it('takes the earliest of what was done, the latest booking, and what any report says', () => {
    const [early, late] = [aMoment('11/10/2025 09:00'), aMoment('12/10/2025 09:00')];
    const join = joined(
      { requirement: { referredAt: late, bookedFor: early, hasCarerInformation: true } },
      { requirement: { referredAt: early, bookedFor: late, hasPlanChange: true } },
    );
    expect(join.requirement).toMatchObject({
      ...{ referredAt: early, bookedFor: late, hasCarerInformation: true, hasPlanChange: true },
    });
  });
});

describe('joinAbsences', () => {
  it('joins what is merged and leaves the rest', () => {
    const cases = ['e1', 'e2', 'e3'].map((id) => aMissingCase({ id }));
    const absences = joinAbsences(cases, new Map([['e3', 'e1']]));
    expect(absences.map(({ episode }) => episode.id)).toEqual(['e1', 'e2']);
    expect(absences[1]).toBe(cases[1]);
    expect(joinAbsences(cases, new Map())).toBe(cases);
  });
});
