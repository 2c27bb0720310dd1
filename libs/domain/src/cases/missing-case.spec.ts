import { describe, expect, it } from '@jest/globals';
import { aMissingCase, anInterview } from '../../../../test/builders/index.js';
import { completedInterviews, reasonNotRequired } from './index.js';

describe('completedInterviews', () => {
  it.each([
    ['in_person', true],
    ['video', true],
    ['telephone', false],
    [null, true],
  ] as const)('of an interview in the mode %s, where the contract counts two modes: %p', (mode, counts) => {
    const interviews = [anInterview({ mode })];
    expect(completedInterviews(aMissingCase({ interviews }))).toEqual(counts ? interviews : []);
  });

  it('goes by the modes of the contract', () => {
    const terms = { countedModes: ['telephone'], countedEpisodes: ['M'] } as const;
    const [phone, visit] = [anInterview({ mode: 'telephone' }), anInterview({ mode: 'in_person' })];
    expect(completedInterviews(aMissingCase({ terms, interviews: [visit, phone] }))).toEqual([phone]);
  });
});

describe('reasonNotRequired', () => {
  const onlyMissing = { countedModes: ['in_person'], countedEpisodes: ['M'] } as const;

  it.each([
    ['a child at home', {}, null],
    ['a child away from placement', { code: 'A' }, null],
    ['a child away, where the contract counts the missing only', { code: 'A', terms: onlyMissing }, 'not_counted'],
    ['an episode recorded in error', { end: 'cancelled' }, 'cancelled'],
    ['a return after the 18th birthday', { end: 'turned_18' }, null],
    ['another council’s child', { atStart: { group: 'other_authority_here' } }, 'other_authority_duty'],
    ['a duty handed over', { requirement: { notCompletedReason: 'other_authority_duty' } }, 'other_authority_duty'],
    ['custody', { requirement: { notCompletedReason: 'custody' } }, null],
    ['a refusal', { requirement: { notCompletedReason: 'declined_by_child' } }, null],
    [
      'another council’s child, in error',
      { end: 'cancelled', atStart: { group: 'other_authority_here' } },
      'cancelled',
    ],
  ] as const)('of %s', (_words, words, reason) => expect(reasonNotRequired(aMissingCase(words))).toBe(reason));
});
