import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import { caseAsAt } from './case-as-at.js';

const cutOff = anInstant('2025-11-03T09:00:00Z');
const before = '2025-11-03T08:59:59Z';
const at = '2025-11-03T09:00:00Z';
const after = '2025-11-03T09:00:01Z';

describe('caseAsAt', () => {
  it.each([before, at])('keeps a child who went missing at %s', (missingAt) => {
    expect(caseAsAt(aMissingCase({ missingAt, returnedAt: null }), cutOff)).not.toBeNull();
  });

  it('leaves out a child who went missing later', () => {
    expect(caseAsAt(aMissingCase({ missingAt: after, returnedAt: null }), cutOff)).toBeNull();
  });

  it.each([
    [before, true],
    [at, true],
    [after, false],
  ])('of a return at %s knows: %p', (returnedAt, isKnown) => {
    expect(caseAsAt(aMissingCase({ returnedAt }), cutOff)?.episode.returnedAt !== null).toBe(isKnown);
  });

  it('drops offers and interviews that came later, and the end of an interview under way', () => {
    const asAt = caseAsAt(
      aMissingCase({
        offers: [anOffer({ offeredAt: at }), anOffer({ id: 'offer-2', offeredAt: after })],
        interviews: [
          anInterview({ beganAt: before, endedAt: aMoment(after) }),
          anInterview({ id: 'interview-2', beganAt: after }),
        ],
      }),
      cutOff,
    );
    expect(asAt?.offers.map(({ id }) => id)).toEqual(['offer-1']);
    expect(asAt?.interviews.map(({ id, endedAt }) => [id, endedAt])).toEqual([['interview-1', null]]);
  });

  it('drops a plan that was informed later, together with its change, and keeps a booking that lies ahead', () => {
    const later = aMoment(after);
    const asAt = caseAsAt(
      aMissingCase({
        requirement: { planInformedAt: later, hasPlanChange: true, formReturnedAt: later, bookedFor: later },
      }),
      cutOff,
    );
    expect(asAt?.requirement).toMatchObject({
      planInformedAt: null,
      hasPlanChange: false,
      formReturnedAt: null,
      bookedFor: later,
    });
  });

  it('keeps a fact with a date but no time when its day had begun', () => {
    const planInformedAt = aMoment('03/11/2025');
    expect(
      caseAsAt(aMissingCase({ requirement: { planInformedAt } }), cutOff)?.requirement.planInformedAt,
    ).not.toBeNull();
  });
});
