import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMissingCase, aMoment, anInterview, anOffer } from '../../../../test/builders/index.js';
import { notCompletedReasons } from '../interviews/index.js';
import { isEqual } from '../kernel/index.js';
import { joinAbsence } from './index.js';
import type { MissingCase } from './index.js';

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
