import { describe, expect, it } from '@jest/globals';
import { decideAdmission, decideLifting, decideRemoval, decideRestriction } from './index.js';
import type { AccessList, Admissible } from './index.js';

const reason = 'A relative of staff';
const ann: Admissible = { person: 'ann', isOfCouncil: true };
const ben: Admissible = { person: 'ben', isOfCouncil: true };
const charity: Admissible = { person: 'charity', isOfCouncil: false };

/** Ann wants to change a record that is not restricted; Ben and somebody of a provider work with the child as well. */
function anAccessList(words: Partial<AccessList> = {}): AccessList {
  return { isRestricted: false, listed: [], admissible: [ann, ben, charity], by: 'ann', hasEmergency: false, ...words };
}

const restricted = (words: Partial<AccessList> = {}) =>
  anAccessList({ isRestricted: true, listed: [ann, ben], ...words });

describe('decideRestriction', () => {
  it('admits whoever restricts and the one who is named', () => {
    expect(decideRestriction(anAccessList(), 'ben', ` ${reason} `)).toEqual({
      kind: 'granted',
      value: { reason, admitted: ['ann', 'ben'] },
    });
  });

  it.each([
    ['names nobody', '', anAccessList(), reason, 'nobody-of-council'],
    ['names whoever restricts', 'ann', anAccessList(), reason, 'nobody-of-council'],
    ['names somebody of a provider', 'charity', anAccessList(), reason, 'nobody-of-council'],
    ['names a stranger', 'eve', anAccessList(), reason, 'nobody-of-council'],
    ['gives no reason', 'ben', anAccessList(), 'because', 'reason-too-short'],
    ['comes second', 'ben', restricted(), reason, 'restricted-already'],
    ['sees it in an emergency only', 'ben', anAccessList({ hasEmergency: true }), reason, 'emergency-only'],
  ] as const)('refuses one who %s', (_, named, list, why, because) => {
    expect(decideRestriction(list, named, why)).toEqual({ kind: 'refused', because });
  });
});

describe('decideAdmission', () => {
  it('admits people of the council and of the provider', () => {
    for (const person of ['ben', 'charity'])
      expect(decideAdmission(restricted({ listed: [ann] }), person, reason).kind).toBe('granted');
  });

  it.each([
    ['a stranger', restricted(), 'eve', reason, 'not-admissible'],
    ['somebody twice', restricted(), 'ben', reason, 'listed-already'],
    ['without a reason', restricted({ listed: [ann] }), 'ben', '', 'reason-too-short'],
    ['to a record that is open', anAccessList(), 'ben', reason, 'not-restricted'],
    ['by an emergency', restricted({ by: 'eve', hasEmergency: true }), 'charity', reason, 'emergency-only'],
  ] as const)('refuses to admit %s', (_, list, person, why, because) => {
    expect(decideAdmission(list, person, why)).toEqual({ kind: 'refused', because });
  });

  it('is possible in an emergency once nobody of the council is left on the list', () => {
    const orphaned = restricted({ listed: [charity], by: 'ben', hasEmergency: true });
    expect(decideAdmission(orphaned, 'ann', reason).kind).toBe('granted');
  });
});

describe('decideRemoval', () => {
  it('takes people off while somebody of the council stays', () => {
    expect(decideRemoval(restricted(), 'ann').kind).toBe('granted');
    expect(decideRemoval(restricted({ listed: [ann, charity] }), 'charity').kind).toBe('granted');
  });

  it.each([
    ['the last one of the council', [ann], 'ann', 'nobody-of-council'],
    ['the last one of the council, though a provider stays', [ann, charity], 'ann', 'nobody-of-council'],
    ['somebody who is not on it', [ann], 'ben', 'not-listed'],
  ] as const)('refuses to take off %s', (_, listed, person, because) => {
    expect(decideRemoval(restricted({ listed }), person)).toEqual({ kind: 'refused', because });
  });

  it('is refused to whoever sees the record in an emergency only, and not to one who is listed besides', () => {
    expect(decideRemoval(restricted({ by: 'eve', hasEmergency: true }), 'ben').kind).toBe('refused');
    expect(decideRemoval(restricted({ by: 'ann', hasEmergency: true }), 'ben').kind).toBe('granted');
  });
});

describe('decideLifting', () => {
  it('needs a restriction, a reason and more than an emergency', () => {
    expect(decideLifting(restricted(), reason)).toEqual({ kind: 'granted', value: reason });
    expect(decideLifting(restricted(), '')).toEqual({ kind: 'refused', because: 'reason-too-short' });
    expect(decideLifting(anAccessList(), reason)).toEqual({ kind: 'refused', because: 'not-restricted' });
    const inEmergency = restricted({ by: 'eve', hasEmergency: true });
    expect(decideLifting(inEmergency, reason)).toEqual({ kind: 'refused', because: 'emergency-only' });
  });
});
