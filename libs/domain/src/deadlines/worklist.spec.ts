import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMissingCase, aMoment, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { buildWorklist } from './index.js';
import type { RunningClock, WorklistItem } from './index.js';

const at = anInstant('2025-10-13T08:00:00Z');

function itemOf(words: MissingCaseWords, now = at): WorklistItem | undefined {
  return buildWorklist([aMissingCase(words)], now)[0];
}

const cases = [
  aMissingCase({
    id: 'settled early',
    returnedAt: '05/10/2025 10:00',
    missingAt: '04/10/2025',
    interviews: [anInterview()],
  }),
  aMissingCase({
    id: 'settled late',
    returnedAt: '06/10/2025 10:00',
    missingAt: '04/10/2025',
    requirement: { notCompletedReason: 'custody' },
  }),
  aMissingCase({ id: 'missing since the 9th', returnedAt: null, missingAt: '09/10/2025 20:00' }),
  aMissingCase({ id: 'missing since the 12th', returnedAt: null, missingAt: '12/10/2025 20:00' }),
  aMissingCase({ id: 'overdue', returnedAt: '08/10/2025 10:00', missingAt: '07/10/2025' }),
  aMissingCase({ id: 'runs out first', returnedAt: '10/10/2025 10:00', missingAt: '09/10/2025' }),
  aMissingCase({ id: 'runs out next, of unknown time', returnedAt: '11/10/2025', missingAt: '09/10/2025' }),
  aMissingCase({ id: 'runs out last', returnedAt: '12/10/2025 10:00', missingAt: '09/10/2025' }),
];
const inOrder = [
  'overdue',
  'runs out first',
  'runs out next, of unknown time',
  'runs out last',
  'missing since the 9th',
  'missing since the 12th',
  'settled early',
  'settled late',
];

describe('buildWorklist', () => {
  it('lists what runs out first, then children still missing, then what is settled, in whatever order cases come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(cases, { minLength: cases.length }), (shuffled) => {
        expect(buildWorklist(shuffled, at).map(({ episodeId }) => episodeId)).toEqual(inOrder);
      }),
      { numRuns: 50 },
    );
  });

  it('orders children still missing by their next step, and what is left after an interview before what is settled', () => {
    const clocks = new Map<string, readonly RunningClock[]>([
      ['missing since the 9th', [{ kind: 'strategy_meeting', dueAt: anInstant('2025-10-15T23:00:00Z') }]],
      ['missing since the 12th', [{ kind: 'senior_manager', dueAt: anInstant('2025-10-13T19:00:00Z') }]],
      ['settled late', [{ kind: 'form', dueAt: anInstant('2025-10-14T23:00:00Z') }]],
    ]);
    const listed = buildWorklist(cases, at, (id) => clocks.get(id) ?? []);
    expect(listed.slice(4).map(({ episodeId }) => episodeId)).toEqual([
      ...['missing since the 12th', 'missing since the 9th', 'settled late', 'settled early'],
    ]);
  });

  it('says with each step how long it has left and whose move it is, what is due first at the head', () => {
    const clocks = [
      { kind: 'interview', dueAt: anInstant('2025-10-13T10:00:00Z') },
      { kind: 'acknowledgement', dueAt: anInstant('2025-10-13T09:30:00Z') },
      { kind: 'referral', dueAt: anInstant('2025-10-13T07:00:00Z') },
    ] as const;
    const [item] = buildWorklist(
      [aMissingCase({ returnedAt: '10/10/2025 10:00', missingAt: '09/10/2025' })],
      at,
      () => clocks,
    );
    expect(item?.steps).toMatchObject([
      { kind: 'referral', minutesLeft: -60, takenBy: 'placement_team' },
      { kind: 'acknowledgement', minutesLeft: 90, takenBy: 'provider' },
    ]);
    expect(item?.waitsFor).toEqual(['provider', 'placement_team']);
  });

  it.each([
    ['a child who is missing', { returnedAt: null }, ['team']],
    ['an interview that a provider owes', { returnedAt: '12/10/2025 10:00', providerId: 'p1' }, ['provider']],
    [
      'an interview that nobody was asked for',
      { returnedAt: '12/10/2025 10:00', providerId: null },
      ['placement_team'],
    ],
    [
      'nobody, once it is settled',
      { returnedAt: '08/10/2025 10:00', requirement: { notCompletedReason: 'custody' } },
      [],
    ],
  ] as const)('waits with %s for whose move it is', (_what, words, waitsFor) => {
    expect(itemOf({ missingAt: '07/10/2025', ...words })?.waitsFor).toEqual(waitsFor);
  });

  it('orders what is due at the same time by its id', () => {
    const twins = ['b', 'c', 'a'].map((id) => aMissingCase({ id }));
    expect(buildWorklist(twins, at).map(({ episodeId }) => episodeId)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['2025-10-11T08:00:00Z', 4320, 'not_yet_due'],
    ['2025-10-14T07:00:00Z', 60, 'not_yet_due'],
    ['2025-10-14T07:59:59Z', 0, 'not_yet_due'],
    ['2025-10-14T08:00:00Z', 0, 'missed'],
    ['2025-10-14T08:00:01Z', -1, 'missed'],
    ['2025-10-14T09:00:00Z', -60, 'missed'],
  ])('has at %s %d whole minutes left and is %s', (now, minutesLeft, state) => {
    expect(itemOf({}, anInstant(now))).toMatchObject({ minutesLeft, state, isOpen: true, kind: 'interview' });
  });

  it('counts a return of unknown time from its earliest, and calls it missed only when that is sure', () => {
    const now = anInstant('2025-10-14T08:00:00Z');
    expect(itemOf({ returnedAt: '11/10/2025' }, now)).toMatchObject({
      dueAt: anInstant('2025-10-13T23:00:00Z'),
      minutesLeft: -540,
      state: 'not_yet_due',
    });
  });

  it('shows a child still missing without a clock', () => {
    expect(itemOf({ returnedAt: null })).toMatchObject({
      kind: 'missing',
      state: 'missing',
      isOpen: true,
      dueAt: null,
      minutesLeft: null,
      offer: null,
      missingAt: anInstant('2025-10-10T20:00:00Z'),
    });
  });

  it.each<[string, MissingCaseWords]>([
    ['an interview held before it was due', { interviews: [anInterview()] }],
    ['a refusal', { offers: [anOffer({ outcome: 'declined' })] }],
    ['a reason', { requirement: { notCompletedReason: 'hospital' } }],
    ['another council’s duty', { atStart: { group: 'other_authority_here' } }],
    ['a return that calls for no interview', { code: 'A', terms: { countedModes: [], countedEpisodes: ['M'] } }],
  ])('lists %s as settled', (_words, words) => {
    for (const now of [at, anInstant('2025-11-03T09:00:00Z')])
      expect(itemOf(words, now)).toMatchObject({ isOpen: false, minutesLeft: null });
  });

  it.each<[string, MissingCaseWords]>([
    ['a call that does not count', { interviews: [anInterview({ mode: 'telephone' })] }],
    ['a booking', { requirement: { bookedFor: aMoment('14/10/2025') } }],
    [
      'a second offer after a refusal',
      {
        offers: [anOffer({ outcome: 'declined' }), anOffer({ offeredAt: '12/10/2025 10:00' })],
        requirement: { notCompletedReason: 'declined_by_child' },
      },
    ],
  ])('keeps open what is owed in spite of %s', (_words, words) => expect(itemOf(words)?.isOpen).toBe(true));

  it.each<[string, MissingCaseWords, WorklistItem['offer']]>([
    ['made in time', { offers: [anOffer()] }, 'in_time'],
    ['made late', { offers: [anOffer({ offeredAt: '20/10/2025' })] }, 'late'],
    ['made to the carer only', { offers: [anOffer({ offeredTo: 'carer' })] }, 'none'],
    ['not made', {}, 'none'],
  ])('says of an offer %s', (_words, words, offer) => expect(itemOf(words)?.offer).toBe(offer));

  it('says whether an interview is booked', () => {
    expect(itemOf({})?.isBooked).toBe(false);
    expect(itemOf({ requirement: { bookedFor: aMoment('14/10/2025') } })?.isBooked).toBe(true);
  });

  it.each(['cancelled', 'turned_18', 'ended_other'] as const)('leaves out an episode that ended: %s', (end) =>
    expect(itemOf({ end, returnedAt: null })).toBeUndefined(),
  );

  it('leaves out a return that was recorded in error', () => {
    expect(itemOf({ end: 'cancelled' })).toBeUndefined();
  });
});
