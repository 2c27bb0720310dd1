import { describe, expect, it } from '@jest/globals';
import { aMoment, anInterview, anOffer } from '../../../../test/builders/index.js';
import { childsAnswer, firstValidOffer, isOfferedToCarerOnly, isRefusalOvertaken, isValidOffer } from './index.js';

const first = '12/10/2025 10:00';
const later = '13/10/2025 10:00';
const declined = (offeredAt: string) => anOffer({ offeredAt, outcome: 'declined' });
const accepted = (offeredAt: string) => anOffer({ offeredAt, outcome: 'accepted' });
const carerDeclined = (offeredAt: string) => anOffer({ offeredAt, outcome: 'declined', offeredTo: 'carer' });

describe('isValidOffer', () => {
  it.each([
    ['offer', 'child', 'accepted', true],
    ['offer', 'child', 'no_response', true],
    ['offer', 'child', null, true],
    ['offer', 'both', 'declined', true],
    ['offer', null, null, true],
    ['offer', 'carer', 'accepted', false],
    ['attempt', 'child', 'accepted', true],
    ['attempt', 'child', 'declined', true],
    ['attempt', 'child', 'no_response', false],
    ['attempt', 'child', null, false],
    ['attempt', 'carer', 'declined', false],
  ] as const)('of an %s to %s with the answer %s is %p', (origin, offeredTo, outcome, expected) =>
    expect(isValidOffer(anOffer({ origin, offeredTo, outcome }))).toBe(expected),
  );
});

describe('firstValidOffer', () => {
  it('is the earliest, in whatever order they are held', () => {
    expect(firstValidOffer([accepted(later), declined(first)], [])).toEqual(aMoment(first));
  });

  it('passes over the carer and unanswered attempts', () => {
    const unanswered = anOffer({ origin: 'attempt', outcome: 'no_response', offeredAt: '11/10/2025 10:00' });
    expect(firstValidOffer([unanswered, carerDeclined(first), accepted(later)], [])).toEqual(aMoment(later));
  });

  it('is implied by an interview at its start, only while no valid offer is recorded', () => {
    const interview = anInterview({ beganAt: first });
    expect(firstValidOffer([], [interview])).toEqual(aMoment(first));
    expect(firstValidOffer([carerDeclined(later)], [interview])).toEqual(aMoment(first));
    expect(firstValidOffer([accepted(later)], [interview])).toEqual(aMoment(later));
  });

  it('is null while nobody was offered anything', () => expect(firstValidOffer([], [])).toBeNull());
});

describe('childsAnswer', () => {
  it.each([
    ['nothing', [], null],
    ['an acceptance', [accepted(first)], 'accepted'],
    ['a refusal', [declined(first)], 'declined'],
    ['no response', [anOffer({ outcome: 'no_response' })], null],
    ['a refusal, later an acceptance', [declined(first), accepted(later)], 'accepted'],
    ['the same, held the other way round', [accepted(later), declined(first)], 'accepted'],
    ['an acceptance, later a refusal', [accepted(first), declined(later)], 'declined'],
    ['refused, accepted, refused', [declined('11/10/2025'), accepted(first), declined(later)], 'declined'],
    ['both on one day at unknown times', [accepted('12/10/2025'), declined('12/10/2025')], 'accepted'],
    ['both at the same minute', [declined(first), accepted(first)], 'accepted'],
    ['a refusal by the carer', [carerDeclined(first)], null],
    ['an acceptance, later a refusal by the carer', [accepted(first), carerDeclined(later)], 'accepted'],
  ] as const)('to %s', (_words, offers, answer) => expect(childsAnswer(offers, [])).toBe(answer));

  it('is an acceptance once an interview was held', () => {
    expect(childsAnswer([declined(later)], [anInterview({ beganAt: first })])).toBe('accepted');
  });
});

describe('isRefusalOvertaken', () => {
  it.each([
    ['no refusal on record', [accepted(first)], false],
    ['a refusal, later an acceptance', [declined(first), accepted(later)], true],
    ['an acceptance, later a refusal', [accepted(first), declined(later)], false],
    ['a refusal by the carer, later the child’s acceptance', [carerDeclined(first), accepted(later)], true],
    ['the child’s acceptance, later a refusal by the carer', [accepted(first), carerDeclined(later)], false],
    ['a refusal alone', [declined(first)], false],
  ] as const)('with %s', (_words, offers, expected) => expect(isRefusalOvertaken(offers)).toBe(expected));
});

describe('isOfferedToCarerOnly', () => {
  it.each([
    ['the carer', [carerDeclined(first)], [], true],
    ['the carer, later the child', [carerDeclined(first), accepted(later)], [], false],
    ['both at once', [anOffer({ offeredTo: 'both' })], [], false],
    ['nobody', [], [], false],
    ['the carer, but the child was interviewed', [carerDeclined(first)], [anInterview()], false],
  ] as const)('when it was offered to %s', (_words, offers, interviews, expected) =>
    expect(isOfferedToCarerOnly(offers, interviews)).toBe(expected),
  );
});
