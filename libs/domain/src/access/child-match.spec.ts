import { describe, expect, it } from '@jest/globals';
import { NAME_MOST, decideMatch, decideMatchUndo, decideName } from './index.js';
import type { MatchCandidate, MatchQuestion, MatchWish } from './index.js';

const REASON = 'Her mother confirmed it';
const child: MatchCandidate = {
  ...{ childId: 'child-1', isBornElse: false, isOfReference: false, hasEmergency: false, needsReason: false },
};
const question: MatchQuestion = { because: 'several_children', candidates: [child], isKept: false, isNameFull: true };
const thisChild = { kind: 'this_child', childId: 'child-1', birth: null, keepsName: false } as const;
const wishes: readonly MatchWish[] = [thisChild, { kind: 'new_child' }, { kind: 'left_out' }];

describe('decideMatch', () => {
  it.each(wishes)('lets who sees every candidate decide with a reason: $kind', (wish) =>
    expect(decideMatch(question, wish, ` ${REASON} `)).toEqual({ kind: 'granted', value: REASON }),
  );

  it.each([
    ['not-yours', { ...question, isKept: true }],
    ['opening-first', { ...question, candidates: [child, { ...child, childId: 'child-2', needsReason: true }] }],
    ['emergency-only', { ...question, candidates: [child, { ...child, childId: 'child-2', hasEmergency: true }] }],
  ] as const)('refuses every decision as %s', (because, asked) => {
    for (const wish of wishes) expect(decideMatch(asked, wish, REASON)).toEqual({ kind: 'refused', because });
  });

  const bornElse = { ...question, candidates: [{ ...child, isBornElse: true }] };
  const tied = {
    ...question,
    because: 'reference_of_another_child' as const,
    candidates: [child, { ...child, childId: 'child-2', isOfReference: true }],
  };
  it.each([
    ['not-a-candidate', question, { ...thisChild, childId: 'child-9' }],
    ['birth-not-chosen', bornElse, thisChild],
    ['name-not-full', { ...question, isNameFull: false }, { ...thisChild, keepsName: true }],
    ['reference-elsewhere', tied, thisChild],
    ['reference-elsewhere', tied, { kind: 'new_child' }],
  ] as const)('is refused as %s', (because, asked, wish) =>
    expect(decideMatch(asked, wish, REASON)).toEqual({ kind: 'refused', because }),
  );

  it.each([
    [bornElse, { ...thisChild, birth: 'row' }],
    [bornElse, { ...thisChild, birth: 'record' }],
    [{ ...question, isNameFull: false }, thisChild],
    [tied, { ...thisChild, childId: 'child-2' }],
    [tied, { kind: 'left_out' }],
  ] as const)('lets what is told be decided: %#', (asked, wish) =>
    expect(decideMatch(asked, wish, REASON).kind).toBe('granted'),
  );

  it('asks for a reason', () =>
    expect(decideMatch(question, thisChild, 'short')).toEqual({ kind: 'refused', because: 'reason-too-short' }));
});

describe('decideMatchUndo', () => {
  it('needs a reason, and no emergency', () => {
    expect(decideMatchUndo({ hasEmergency: false }, REASON)).toEqual({ kind: 'granted', value: REASON });
    expect(decideMatchUndo({ hasEmergency: false }, '')).toMatchObject({ because: 'reason-too-short' });
    expect(decideMatchUndo({ hasEmergency: true }, REASON)).toMatchObject({ because: 'emergency-only' });
  });
});

describe('decideName', () => {
  it.each([
    [' Tess ', ' Borne', { kind: 'granted', value: { givenName: 'Tess', familyName: 'Borne' } }],
    ['', 'Borne', { kind: 'refused', because: 'name-missing' }],
    ['Tess', '-', { kind: 'refused', because: 'name-missing' }],
    ['T'.repeat(NAME_MOST), 'B', { kind: 'granted', value: { givenName: 'T'.repeat(NAME_MOST), familyName: 'B' } }],
    ['T', 'B'.repeat(NAME_MOST + 1), { kind: 'refused', because: 'name-too-long' }],
  ])('of %s and %s is %j', (givenName, familyName, decision) =>
    expect(decideName({ givenName, familyName })).toEqual(decision),
  );
});
