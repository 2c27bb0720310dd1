import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { interviewClock } from './index.js';
import type { ClockValue } from './index.js';

const at = anInstant('2025-11-03T09:00:00Z');
/** The 72 hours of `aMissingCase` run from 11 October 9:00 to 14 October 9:00. */
const inTime = '14/10/2025 09:00';
const late = '14/10/2025 09:01';
const held = (beganAt: string, words = {}) => [anInterview({ beganAt, ...words })];
const refused = anOffer({ offeredAt: '12/10/2025 10:00', outcome: 'declined' });
const agreed = anOffer({ id: 'offer-2', offeredAt: '13/10/2025 10:00', outcome: 'accepted' });
const byChild = { notCompletedReason: 'declined_by_child' } as const;
const phoneCounts = { countedModes: ['telephone'], countedEpisodes: ['M', 'A'] } as const;
const missingOnly = { countedModes: ['in_person'], countedEpisodes: ['M'] } as const;

const scenarios: readonly (readonly [string, MissingCaseWords, ClockValue | null])[] = [
  ['not yet returned', { returnedAt: null }, null],
  ['not yet returned, though spoken to', { returnedAt: null, interviews: held('11/10/2025') }, null],
  ['returned and interviewed within 72 hours', { interviews: held(inTime) }, 'in_time'],
  ['returned and interviewed a minute later', { interviews: held(late) }, 'late'],
  ['interviewed before the return', { interviews: held('11/10/2025 08:00') }, 'in_time'],
  ['nothing done', {}, 'missed'],
  ['missing again before any interview', { requirement: { notCompletedReason: 'missing_again' } }, 'missed'],
  [
    'missing again, but a later interview covers this episode in time',
    {
      requirement: { notCompletedReason: 'missing_again' },
      interviews: held(inTime, { episodeId: 'episode-2', covers: ['episode-1', 'episode-2'] }),
    },
    'in_time',
  ],
  [
    'one interview over two returns, this return the earlier',
    { returnedAt: '10/10/2025 08:00', interviews: held(inTime) },
    'late',
  ],
  [
    'one interview over two returns, this return the later',
    { returnedAt: '13/10/2025 08:00', interviews: held(inTime) },
    'in_time',
  ],
  ['interviewed twice, once in time', { interviews: [...held(late), ...held(inTime)] }, 'in_time'],
  ['declined by the child', { offers: [refused], requirement: byChild }, 'declined'],
  ['declined by the child, no reason given', { offers: [refused] }, 'declined'],
  ['declined, no offer recorded', { requirement: byChild }, 'declined'],
  ['declined by the parents', { requirement: { notCompletedReason: 'declined_by_parent' } }, 'declined'],
  ['accepted, then declined on the day', { offers: [agreed], requirement: byChild }, 'declined'],
  ['declined, later agreed, held late', { offers: [refused, agreed], interviews: held(late) }, 'late'],
  ['declined, later agreed, held in time', { offers: [refused, agreed], interviews: held(inTime) }, 'in_time'],
  [
    'declined, held all the same, the reason left standing',
    { offers: [refused], requirement: byChild, interviews: held(late) },
    'late',
  ],
  ['declined, later agreed, not held', { offers: [refused, agreed] }, 'missed'],
  [
    'declined, later agreed, not held, the reason left standing',
    { offers: [refused, agreed], requirement: byChild },
    'missed',
  ],
  ['offered to the carer only', { offers: [anOffer({ offeredTo: 'carer', outcome: 'no_response' })] }, 'missed'],
  ['refused by the carer alone', { offers: [anOffer({ offeredTo: 'carer', outcome: 'declined' })] }, 'missed'],
  [
    'the carer spoke, the child refused',
    { offers: [refused], requirement: { ...byChild, hasCarerInformation: true } },
    'declined',
  ],
  [
    'the carer spoke, the child was not reached',
    { requirement: { notCompletedReason: 'no_contact', hasCarerInformation: true } },
    'missed',
  ],
  ['by telephone, which the contract does not count', { interviews: held(inTime, { mode: 'telephone' }) }, 'missed'],
  [
    'by telephone, which the contract counts',
    { interviews: held(inTime, { mode: 'telephone' }), terms: phoneCounts },
    'in_time',
  ],
  [
    'by telephone in time, in person late',
    { interviews: [...held(inTime, { mode: 'telephone' }), ...held(late)] },
    'late',
  ],
  ['by video', { interviews: held(inTime, { mode: 'video' }) }, 'in_time'],
  ['in a mode that nobody recorded', { interviews: held(inTime, { mode: null }) }, 'in_time'],
  [
    'by the child’s own social worker, at the child’s wish',
    { interviews: held(inTime, { isIndependent: false }) },
    'in_time',
  ],
  ['another council’s child placed here', { atStart: { group: 'other_authority_here' } }, 'not_required'],
  [
    'another council’s child, interviewed here by agreement',
    { atStart: { group: 'other_authority_here' }, interviews: held(inTime) },
    'not_required',
  ],
  [
    'the duty handed to another council',
    { requirement: { notCompletedReason: 'other_authority_duty' } },
    'not_required',
  ],
  ['recorded in error', { end: 'cancelled' }, 'not_required'],
  ['recorded in error, not returned', { end: 'cancelled', returnedAt: null }, null],
  ['18 while missing', { end: 'turned_18', returnedAt: null }, null],
  ['18 after the return', { requirement: { notCompletedReason: 'turned_18' } }, 'missed'],
  ['in custody after the return', { requirement: { notCompletedReason: 'custody' } }, 'missed'],
  [
    'in custody, interviewed there',
    { requirement: { notCompletedReason: 'custody' }, interviews: held(inTime) },
    'in_time',
  ],
  ['in hospital', { requirement: { notCompletedReason: 'hospital' } }, 'missed'],
  ['left the area', { requirement: { notCompletedReason: 'left_area' } }, 'missed'],
  ['away from placement', { code: 'A' }, 'missed'],
  ['away, where only the missing are owed one', { code: 'A', terms: missingOnly }, 'not_required'],
];

describe('interviewClock', () => {
  it.each(scenarios)('%s', (_name, words, clock) => expect(interviewClock(aMissingCase(words), at)).toBe(clock));

  it('does not start when the child is found but not yet back', () => {
    const { episode, ...rest } = aMissingCase({ returnedAt: null });
    const found = { ...rest, episode: { ...episode, foundAt: aMoment('11/10/2025 08:00') } };
    expect(interviewClock(found, at)).toBeNull();
  });

  it.each(['not done', 'held', 'declined'])('is not yet due before the 72 hours are over, %s', (how) => {
    const words = { held: { interviews: held('12/10/2025 09:00') }, declined: { offers: [refused] }, 'not done': {} }[
      how
    ];
    expect(interviewClock(aMissingCase(words), anInstant('2025-10-14T07:59:59.999Z'))).toBe('not_yet_due');
    expect(interviewClock(aMissingCase(words), anInstant('2025-10-14T08:00:00Z'))).not.toBe('not_yet_due');
  });

  it.each([
    ['cancelled', { end: 'cancelled' }],
    ['another council’s duty', { atStart: { group: 'other_authority_here' } }],
  ] as const)('is not required from the start when %s', (_words, words) =>
    expect(interviewClock(aMissingCase(words), anInstant('2025-10-11T08:00:00Z'))).toBe('not_required'),
  );
});
