import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { defaultTerms, joinAbsence } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { matchChild } from '../children/index.js';
import { whyDouble } from '../episodes/index.js';
import { parseDay } from '../time/index.js';
import { hasDeclined, interviewClock, interviewTiming, offerTiming, reconcileDeadlines } from './index.js';
import type { Deadline } from './index.js';

/** The cases of domain brief 1.6, which break simple trackers, by the names that they have there. */

let made = 0;
const at = (missingCase: MissingCase, now: string, existing: readonly Deadline[] = []) =>
  reconcileDeadlines(missingCase, existing, anInstant(now), () => `d${++made}`);
const running = ({ deadlines }: ReturnType<typeof at>) =>
  deadlines.filter((each) => each.supersededAt === null && each.settledAt === null).map(({ kind }) => kind);
const clock = (words: MissingCaseWords, now = '2025-11-01T00:00:00Z') =>
  interviewClock(aMissingCase(words), anInstant(now));
const report = (id: string, from: string, to: string | null, source: string) => ({
  ...{ id, childId: 'child-1', sources: [source], end: null },
  ...{ missingAt: aMoment(from), returnedAt: to === null ? null : aMoment(to) },
});
const telephone = { interviews: [anInterview({ mode: 'telephone' })] } as const;

describe('a case that breaks simple trackers', () => {
  it('Not yet returned: no clock of the interview runs, those of the strategy meeting do', () => {
    const open = aMissingCase({ returnedAt: null });
    expect(running(at(open, '2025-10-10T20:01:00Z'))).toEqual(['senior_manager', 'strategy_meeting']);
    expect(interviewClock(open, anInstant('2025-11-01T00:00:00Z'))).toBeNull();
  });

  it('Missing again before the interview: one interview covers both, and each is judged against its own return', () => {
    const both = anInterview({
      covers: ['episode-1', 'episode-2'],
      episodeId: 'episode-2',
      beganAt: '14/10/2025 12:00',
    });
    const first = aMissingCase({ returnedAt: '11/10/2025 09:00', interviews: [both] });
    const second = aMissingCase({
      id: 'episode-2',
      missingAt: '12/10/2025',
      returnedAt: '13/10/2025',
      interviews: [both],
    });
    const now = anInstant('2025-11-01T00:00:00Z');
    expect([interviewClock(first, now), interviewClock(second, now)]).toEqual(['late', 'in_time']);
    expect(running(at(first, '2025-10-14T12:00:00Z'))).toEqual([]);
    expect(running(at(second, '2025-10-14T12:00:00Z'))).toEqual(['form']);
  });

  it('Two reports, one absence: one clock, from the return of either, and nothing runs twice', () => {
    const police = aMissingCase({ id: 'episode-2', returnedAt: '2025-10-11T07:00:00Z' });
    const joined = joinAbsence('episode-1', [aMissingCase(), police]);
    expect(joined && running(at(joined, '2025-10-11T08:00:00Z'))).toEqual(['interview', 'offer']);
    expect(
      whyDouble(report('a', '10/10/2025 20:00', '11/10/2025 09:00', 'x'), report('b', '11/10/2025 11:00', null, 'y')),
    ).toBe('close');
    expect(
      whyDouble(report('a', '10/10/2025 20:00', '11/10/2025 09:00', 'x'), report('b', '11/10/2025 11:01', null, 'y')),
    ).toBeNull();
  });

  it('Overlapping episodes for one child: an error to resolve, and both keep their clocks until then', () => {
    expect(
      whyDouble(
        report('a', '10/10/2025 20:00', '12/10/2025 09:00', 'x'),
        report('b', '11/10/2025 11:00', '13/10/2025', 'x'),
      ),
    ).toBe('overlap');
    const ids = ['episode-1', 'episode-2'].map((id) => running(at(aMissingCase({ id }), '2025-10-11T08:00:00Z')));
    expect(ids).toEqual([
      ['interview', 'offer'],
      ['interview', 'offer'],
    ]);
  });

  it('Missing across two placements: the period that ends with the placement has no return, the next one has its clocks', () => {
    const ended = aMissingCase({ returnedAt: null, end: 'ended_other' });
    const next = aMissingCase({ id: 'episode-2', missingAt: '12/10/2025 10:00', returnedAt: null });
    expect([running(at(ended, '2025-10-12T09:00:00Z')), running(at(next, '2025-10-12T09:30:00Z'))]).toEqual([
      [],
      ['senior_manager', 'strategy_meeting'],
    ]);
  });

  it('Missing over 31 March: the same period carries on with the same clocks', () => {
    const long = aMissingCase({ missingAt: '30/03/2026 20:00', returnedAt: null });
    const before = at(long, '2026-03-30T19:01:00Z').deadlines;
    const after = at(long, '2026-04-01T00:00:00Z', before);
    expect(after.deadlines.map(({ id, startsAt, dueAt }) => [id, startsAt, dueAt])).toEqual(
      before.map(({ id, startsAt, dueAt }) => [id, startsAt, dueAt]),
    );
  });

  it('Reaches 18 while missing: no clock runs on once the episode ends on that day', () => {
    const open = at(aMissingCase({ returnedAt: null }), '2025-10-10T20:01:00Z');
    const grown = at(aMissingCase({ returnedAt: null, end: 'turned_18' }), '2025-10-11T00:00:00Z', open.deadlines);
    expect([running(grown), clock({ returnedAt: null, end: 'turned_18' })]).toEqual([[], null]);
  });

  it('Found in another area, in custody, hospital or abroad: found is not returned, and the 72 hours run from the return', () => {
    const found = aMissingCase({ returnedAt: null, foundAt: aMoment('11/10/2025 02:00') });
    expect(running(at(found, '2025-10-11T02:00:00Z'))).toEqual([]);
    const [interview] = at(
      aMissingCase({ foundAt: aMoment('11/10/2025 02:00'), returnedAt: '12/10/2025 10:00' }),
      '2025-10-12T10:00:00Z',
    ).deadlines;
    expect(interview?.startsAt).toEqual(anInstant('2025-10-12T09:00:00Z'));
  });

  it('UASC missing within 24 h of arrival: still an episode', () => {
    const arrived = aMissingCase({
      returnedAt: null,
      atStart: { careStatus: 'looked_after', group: 'looked_after_in' },
    });
    expect(running(at(arrived, '2025-10-10T20:01:00Z'))).toEqual(['senior_manager', 'strategy_meeting', 'director']);
  });

  it('Child declines, later agrees: the second offer re-opens, and late completion is completed, not in time', () => {
    const refused = anOffer({ outcome: 'declined' });
    const agreed = anOffer({ id: 'offer-2', offeredAt: '15/10/2025 09:00' });
    const declined = at(aMissingCase({ offers: [refused] }), '2025-10-12T00:00:00Z');
    expect([running(declined), clock({ offers: [refused] })]).toEqual([[], 'declined']);
    const again = at(aMissingCase({ offers: [refused, agreed] }), '2025-10-15T08:00:00Z', declined.deadlines);
    expect(running(again)).toEqual(['interview']);
    const held = { offers: [refused, agreed], interviews: [anInterview({ beganAt: '16/10/2025 10:00' })] };
    expect([hasDeclined(aMissingCase(held)), clock(held)]).toEqual([false, 'late']);
  });

  it('Parent interviewed, child refused: no completed interview', () => {
    const words = { offers: [anOffer({ outcome: 'declined' })], requirement: { hasCarerInformation: true } };
    expect(clock(words)).toBe('declined');
  });

  it('Telephone or video interview: the contract says whether it counts', () => {
    expect([clock(telephone), clock({ interviews: [anInterview({ mode: 'video' })] })]).toEqual(['missed', 'in_time']);
    expect(clock({ ...telephone, terms: { ...defaultTerms, countedModes: ['telephone'] } })).toBe('in_time');
  });

  it('Unborn or baby missing with family: the council says that no interview is in the child’s interest', () => {
    const baby = { atStart: { age: 0 }, requirement: { notCompletedReason: 'not_in_childs_interest' } } as const;
    expect(running(at(aMissingCase(baby), '2025-10-11T09:00:00Z'))).toEqual([]);
  });

  it('Interview done by child’s social worker at child’s wish: counts', () => {
    expect(clock({ interviews: [anInterview({ isIndependent: false })] })).toBe('in_time');
  });

  it('Identity doubt, aliases, same-name siblings: never matched on the name alone', () => {
    const sibling = {
      councilChildId: null,
      givenName: 'Testa',
      familyName: 'Sample',
      dateOfBirth: parseDay('2010-03-14'),
    };
    const known = [{ ...sibling, dateOfBirth: parseDay('2011-03-14') }];
    expect(matchChild(sibling, known)).toEqual({ kind: 'new' });
    expect(matchChild(sibling, [sibling, sibling])).toMatchObject({ kind: 'doubtful' });
  });

  it('Restricted record: no clock knows of it, so that none of its counts is left out', () => {
    // A restriction is no fact of a case: what is judged here is all that is counted and watched.
    expect(Object.keys(aMissingCase()).some((name) => /restrict/i.test(name))).toBe(false);
    expect(Object.keys(aMissingCase().episode).some((name) => /restrict|guard/i.test(name))).toBe(false);
  });

  it('Episode wrongly marked away / missing: reclassified, the clocks of a missing child stop and stay on record', () => {
    const open = at(aMissingCase({ returnedAt: null }), '2025-10-10T20:01:00Z');
    const away = at(aMissingCase({ returnedAt: null, code: 'A' }), '2025-10-10T21:00:00Z', open.deadlines);
    expect([running(away), away.deadlines.map(({ id }) => id)]).toEqual([[], open.deadlines.map(({ id }) => id)]);
    const back = at(aMissingCase({ returnedAt: null }), '2025-10-10T22:00:00Z', away.deadlines);
    expect(running(back)).toEqual(['senior_manager', 'strategy_meeting']);
  });
});

describe('offered and carried out in time', () => {
  it('are two answers: an offer within 72 hours does not make a late interview timely', () => {
    const words = aMissingCase({
      offers: [anOffer()],
      interviews: [anInterview({ beganAt: '2025-10-14T08:00:00.001Z' })],
    });
    const back = aMoment('2025-10-11T08:00:00Z');
    expect([offerTiming(words, back), interviewTiming(words, back)]).toEqual(['in_time', 'late']);
  });

  it.each([
    ['2025-10-14T08:00:00Z', 'in_time'],
    ['2025-10-14T08:00:01Z', 'late'],
  ])('are exact at the due instant: %s is %s', (beganAt, expected) =>
    expect(clock({ interviews: [anInterview({ beganAt })] })).toBe(expected),
  );
});
