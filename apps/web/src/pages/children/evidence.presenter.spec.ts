import { describe, expect, it } from '@jest/globals';
import type { ChildEvidence } from '#casework';
import { noCaseText } from '#domain/cases';
import { buildWorklist } from '#domain/deadlines';
import { parseDay } from '#domain/time';
import { aMissingCase, anInstant, anInterview, anOffer } from '../../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../../test/builders/index.js';
import { presentEvidence } from './evidence.presenter.js';

const at = anInstant('2025-11-03T09:00:00Z');

/** Evidence of one episode, whose child came back on Saturday 11 October 2025 at 9:00. */
function presented(words: MissingCaseWords = {}, text: Partial<typeof noCaseText> = {}) {
  const missingCase = aMissingCase(words);
  const { episode: facts, requirement, offers, interviews } = missingCase;
  const evidence: ChildEvidence = {
    ...{ childId: 'child-1', recordIds: ['child-1'], isRestricted: false, hasEmergency: false, at },
    identity: {
      ...{ childId: 'child-1', councilChildId: 'S1001', givenName: 'Testa', familyName: 'Ashgrove-Sample' },
      ...{ dateOfBirth: parseDay('2010-03-14'), gender: null, ethnicity: null, homePostcode: null },
    },
    episodes: [
      {
        ...{ facts, refs: ['H001'], providerName: 'Harbour', thirdParty: null, claim: null, corrections: [] },
        ...{ questions: [], apart: [], steps: [], moved: [], reports: [] },
        clock: buildWorklist([missingCase], at)[0] ?? null,
        form: {
          ...{ requirement, offers, text: { ...noCaseText, ...text } },
          interviews: interviews.map((interview) => ({ ...interview, providerName: 'Harbour' })),
        },
      },
    ],
  };
  const view = presentEvidence(evidence, 'Sutton', 'Ann');
  const [episode] = view.episodes;
  const value = (label: string) => episode?.facts.find((fact) => fact.label === label)?.value;
  return { view, episode, value };
}

describe('presentEvidence', () => {
  it('says who made it and when, and of whom it is', () => {
    const { view } = presented();
    expect([view.madeBy, view.heading.name, view.heading.known, view.count]).toEqual([
      'Made by Ann on Monday 3 November 2025, 09:00',
      'Testa Ashgrove-Sample',
      'Council child ID S1001, born 14 March 2010',
      '1 episode',
    ]);
  });

  it('says when it was offered, by whom and to whom, the offer that counts before attempts', () => {
    const attempt = (offeredAt: string) => anOffer({ origin: 'attempt', outcome: 'no_response', offeredAt });
    const offers = [
      attempt('2025-10-11T10:00:00Z'),
      attempt('2025-10-11T11:00:00Z'),
      anOffer({ offeredAt: '2025-10-12T10:00:00Z', outcome: 'accepted' }),
    ];
    const { value } = presented({ offers });
    expect(value('Offered')).toMatch(
      /^Offered Sunday 12 October 2025, 11:00.*to the child, accepted\. Attempted .* 1 more/,
    );
    expect([value('Offered by'), value('First offer')]).toEqual(['Harbour', 'in time']);
  });

  it('says who held it and, where the interviewer was not independent, why', () => {
    const interviews = [anInterview({ beganAt: '2025-10-13T10:00:00Z', isIndependent: false })];
    const { episode, value } = presented({ interviews }, { interviewer: 'R. Sample', independenceReason: 'Her wish' });
    expect(episode?.state).toBe('Held in time');
    expect(value('Held by')).toBe('R. Sample, Harbour');
    expect(value('Independent')).toBe('no: Her wish');
  });

  it.each([
    ['2025-10-14T08:00:00Z', 'Held in time'],
    ['2025-10-14T08:00:01Z', 'Held late'],
    ['14/10/2025', 'Held, time not known'],
  ])('of an interview at %s says: %s', (beganAt, state) => {
    expect(presented({ interviews: [anInterview({ beganAt })] }).episode?.state).toBe(state);
  });

  it('says why none was held', () => {
    const { value } = presented({ requirement: { notCompletedReason: 'custody' } });
    expect(value('Interview')).toBe('not held: In custody');
  });

  it('cuts a long text and says so, and none that fits', () => {
    expect(presented({}, { planChange: 'x'.repeat(160) }).value('Changed in the plan')).toBe('x'.repeat(160));
    expect(presented({}, { planChange: 'x'.repeat(161) }).value('Changed in the plan')).toMatch(/^x{160}… \(shortened/);
  });
});
