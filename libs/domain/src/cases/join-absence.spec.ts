import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMissingCase, aMoment, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { notCompletedReasons } from '../interviews/index.js';
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

const moments = [
  '10/10/2025 20:00',
  '10/10/2025',
  '10/10/2025 21:30',
  '11/10/2025 07:00',
  '11/10/2025',
  '12/10/2025 06:00',
];
const moment = fc.constantFrom(...moments);
const momentOrNot = fc.option(moment.map((written) => aMoment(written)));
const reports = fc.uniqueArray(
  fc.record({
    ...{ id: fc.constantFrom('e1', 'e2', 'e3', 'e4'), providerId: fc.constantFrom(null, 'p1', 'p2') },
    ...{ missingAt: moment, returnedAt: fc.option(moment), code: fc.constantFrom('M', 'A') },
    end: fc.constantFrom(null, null, null, 'cancelled', 'turned_18'),
    requirement: fc.record({
      ...{ referredAt: momentOrNot, bookedFor: momentOrNot, formReturnedAt: momentOrNot },
      notCompletedReason: fc.option(fc.constantFrom(...notCompletedReasons)),
    }),
    offers: fc.subarray(['o1', 'o2', 'o3']).map((ids) => ids.map((id) => anOffer({ id }))),
    interviews: fc.subarray(['i1', 'i2']).map((ids) => ids.map((id) => anInterview({ id, covers: ['e1', 'e3'] }))),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
);
const given = reports.map((all) => all.map((words) => aMissingCase(words)));
const leads = fc.constantFrom('e1', 'e2', 'e3', 'e4');

function law(holds: (id: string, all: readonly MissingCase[], shuffled: readonly MissingCase[]) => void): void {
  fc.assert(
    fc.property(
      leads,
      given.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      (id, [all, shuffled]) => holds(id, all, shuffled),
    ),
    { numRuns: 500 },
  );
}

describe('joinAbsence, of whatever reports', () => {
  it('is one absence, whatever their order and however often each is given', () => {
    law((id, all, shuffled) => {
      const join = joinAbsence(id, all);
      expect(join?.episode.id).toBe(id);
      expect(isEqual(joinAbsence(id, shuffled), join)).toBe(true);
      expect(isEqual(joinAbsence(id, [...shuffled, ...all]), join)).toBe(true);
    });
  });

  it('stays as it is when it is joined again, alone', () => {
    law((id, all) => {
      const join = joinAbsence(id, all);
      expect(isEqual(join && joinAbsence(id, [join]), join)).toBe(true);
    });
  });

  it('leaves a report that stands alone as it is, and of no report there is none', () => {
    law((_id, all) => {
      for (const each of all) expect(joinAbsence(each.episode.id, [each])).toBe(each);
    });
    expect(joinAbsence('e1', [])).toBeNull();
  });

  it('has a start that some report tells, a return that some report tells or none, and no interview is lost', () => {
    law((id, all) => {
      const standing = all.filter(({ episode }) => episode.end !== 'cancelled');
      const join = joinAbsence(id, all);
      expect(all.some(({ episode }) => isEqual(episode.missingAt, join?.episode.missingAt))).toBe(true);
      const told = [null, ...all.map(({ episode }) => episode.returnedAt)];
      expect(told.some((each) => isEqual(each, join?.episode.returnedAt))).toBe(true);
      if (standing.length === 0) return;
      const ids = new Set(standing.flatMap(({ interviews }) => interviews.map((each) => each.id)));
      expect(new Set(join?.interviews.map((each) => each.id))).toEqual(ids);
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
