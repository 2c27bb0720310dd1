import { describe, expect, it } from '@jest/globals';
import { anInstant } from '../../../../test/builders/index.js';
import { decideBreakGlass, decideReview } from './index.js';

const now = anInstant('2025-11-03T09:00:00Z');
const opening = {
  openedBy: 'ann',
  startsAt: anInstant('2025-11-03T07:00:00Z'),
  endsAt: anInstant('2025-11-03T11:00:00Z'),
  reviewedAt: null,
};
const sound = { by: 'ben', finding: 'justified', note: 'On the duty log' };

describe('decideBreakGlass', () => {
  it('opens from now on and for four hours', () => {
    expect(decideBreakGlass('A child is at the station', now)).toEqual({
      kind: 'granted',
      value: { reason: 'A child is at the station', startsAt: now, endsAt: anInstant('2025-11-03T13:00:00Z') },
    });
  });

  it('lasts four elapsed hours on the night in October when the clocks go back', () => {
    const night = anInstant('2025-10-25T23:30:00Z');
    expect(decideBreakGlass('A child is at the station', night)).toMatchObject({
      value: { endsAt: anInstant('2025-10-26T03:30:00Z') },
    });
  });

  it('is refused without a reason', () => {
    expect(decideBreakGlass('urgent', now)).toEqual({ kind: 'refused', because: 'reason-too-short' });
  });
});

describe('decideReview', () => {
  it('ends an opening that is still running', () => {
    expect(decideReview(opening, sound, now)).toEqual({
      kind: 'granted',
      value: { finding: 'justified', note: 'On the duty log', endsAt: now },
    });
  });

  it('leaves the end of one that is over', () => {
    const later = anInstant('2025-11-04T09:00:00Z');
    expect(decideReview(opening, { ...sound, finding: 'not_justified' }, later)).toMatchObject({
      value: { finding: 'not_justified', endsAt: opening.endsAt },
    });
  });

  it.each([
    ['by the one who opened', opening, { ...sound, by: 'ann' }, 'own-opening'],
    ['twice', { ...opening, reviewedAt: now }, sound, 'reviewed-already'],
    ['without a finding', opening, { ...sound, finding: '' }, 'finding-missing'],
    ['with a finding of its own', opening, { ...sound, finding: 'perhaps' }, 'finding-missing'],
    ['without a note', opening, { ...sound, note: ' ' }, 'reason-too-short'],
  ])('refuses a review %s', (_, reviewed, review, because) => {
    expect(decideReview(reviewed, review, now)).toEqual({ kind: 'refused', because });
  });
});
