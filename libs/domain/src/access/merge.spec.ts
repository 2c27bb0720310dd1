import { describe, expect, it } from '@jest/globals';
import { decideMerge, decideMergeUndo, decideRecordMergeUndo } from './index.js';
import type { RecordToMerge } from './index.js';

const REASON = 'The same name and day of birth';
const aRecord = (childId: string, parts: Partial<RecordToMerge> = {}): RecordToMerge => ({
  ...{ authority: 'E09000029', childId, isDeleted: false, isMergedAway: false, holdsOthers: false },
  ...parts,
});
const wish = { into: aRecord('a'), away: aRecord('b'), hasEmergency: false, reason: REASON };

describe('decideMerge', () => {
  it('is granted for two records of a council, with the reason as it is kept', () => {
    expect(decideMerge({ ...wish, reason: ` ${REASON} ` })).toEqual({ kind: 'granted', value: REASON });
  });

  it('lets a record that holds others take in one more', () => {
    expect(decideMerge({ ...wish, into: aRecord('a', { holdsOthers: true }) }).kind).toBe('granted');
  });

  it.each([
    ['with itself', { away: aRecord('a') }, 'same-record'],
    ['across councils', { away: aRecord('b', { authority: 'E09000001' }) }, 'other-authority'],
    ['of a record that is deleted', { away: aRecord('b', { isDeleted: true }) }, 'deleted'],
    ['into a record that is deleted', { into: aRecord('a', { isDeleted: true }) }, 'deleted'],
    ['of a record that is merged away', { away: aRecord('b', { isMergedAway: true }) }, 'merged-already'],
    ['into a record that is merged away', { into: aRecord('a', { isMergedAway: true }) }, 'goes-on-elsewhere'],
    ['of a record that holds others', { away: aRecord('b', { holdsOthers: true }) }, 'holds-others'],
    ['by who opened one of them in an emergency', { hasEmergency: true }, 'emergency-only'],
    ['without a reason', { reason: 'same' }, 'reason-too-short'],
    ['with a story for a reason', { reason: 'x'.repeat(501) }, 'reason-too-long'],
  ] as const)('refuses one %s', (_, parts, because) => {
    expect(decideMerge({ ...wish, ...parts })).toEqual({ kind: 'refused', because });
  });
});

describe('decideMergeUndo', () => {
  it('undoes a merge that stands, with a reason', () => {
    expect(decideMergeUndo({ stands: true, hasEmergency: false }, REASON)).toEqual({ kind: 'granted', value: REASON });
  });

  it.each([
    [{ stands: false, hasEmergency: false }, REASON, 'undone-already'],
    [{ stands: true, hasEmergency: true }, REASON, 'emergency-only'],
    [{ stands: true, hasEmergency: false }, 'because', 'reason-too-short'],
  ] as const)('refuses case %#', (merge, reason, because) => {
    expect(decideMergeUndo(merge, reason)).toEqual({ kind: 'refused', because });
  });
});

describe('decideRecordMergeUndo', () => {
  const merge = { stands: true, hasEmergency: false, sharesAbsence: false };

  it('undoes a merge of which no absence is told on both records', () => {
    expect(decideRecordMergeUndo(merge, REASON)).toEqual({ kind: 'granted', value: REASON });
  });

  it.each([
    [{ ...merge, sharesAbsence: true }, REASON, 'reports-are-one'],
    [{ ...merge, stands: false }, REASON, 'undone-already'],
    [{ ...merge, hasEmergency: true }, REASON, 'emergency-only'],
    [merge, 'because', 'reason-too-short'],
  ] as const)('refuses case %#', (asked, reason, because) => {
    expect(decideRecordMergeUndo(asked, reason)).toEqual({ kind: 'refused', because });
  });
});
