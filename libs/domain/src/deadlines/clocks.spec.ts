import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { parseDay, plusHours } from '../time/index.js';
import { readDeadlineKind, reconcileDeadlines, shippedContext } from './index.js';
import type { ClockContext, CouncilStep, Deadline, DeadlineKind } from './index.js';

/** Everything is first looked at a minute after the child went missing, unless a test says otherwise. */
const bankHolidays = new Set(['2025-12-25', '2025-12-26']);
const terms = { ...shippedContext.terms, bankHolidays };
type Around = Partial<Omit<ClockContext, 'councilSteps'>> & { readonly steps?: readonly CouncilStep[] };

let made = 0;
function look(words: MissingCaseWords, now: string, around: Around = {}, existing: readonly Deadline[] = []) {
  const { steps = [], ...rest } = around;
  const context = { ...shippedContext, terms, ...rest, councilSteps: new Set(steps) };
  return reconcileDeadlines(aMissingCase(words), existing, anInstant(now), () => `d${++made}`, null, context);
}
const clock = (kind: DeadlineKind, { deadlines }: ReturnType<typeof look>) =>
  deadlines.find((each) => each.kind === kind && each.supersededAt === null && each.settledAt === null);
const dueOf = (kind: DeadlineKind, result: ReturnType<typeof look>) => clock(kind, result)?.dueAt.toString() ?? null;
const stepsOf = ({ steps }: ReturnType<typeof look>) => steps.map(({ step }) => step);

const back = '2025-10-11T08:00:00Z';
const harm = { sections: { harm: 'HA02' } };
const held = (words: Parameters<typeof anInterview>[0] = {}): MissingCaseWords => ({
  interviews: [anInterview({ endedAt: aMoment('12/10/2025 11:00'), ...words })],
});
const missing: MissingCaseWords = { returnedAt: null };
const inCare = { ...missing, atStart: { careStatus: 'looked_after', group: 'looked_after_in' } } as const;

/** 10 October 2025 is a Friday, the 11th a Saturday; London is an hour ahead of UTC. */
describe('the clocks, each by its table row', () => {
  it.each<[DeadlineKind, string, MissingCaseWords, string, string | null]>([
    [
      'referral',
      'runs 24 hours from the return where nobody has been asked',
      { providerId: null },
      back,
      '2025-10-12T08:00:00Z',
    ],
    ['referral', 'does not run where a provider has been asked', {}, back, null],
    [
      'referral',
      'does not run where the referral was sent',
      { providerId: null, requirement: { referredAt: aMoment('11/10/2025 10:00') } },
      back,
      null,
    ],
    [
      'acknowledgement',
      'runs four hours of work from the referral',
      { requirement: { referredAt: aMoment('13/10/2025 12:00') } },
      '2025-10-13T11:00:00Z',
      '2025-10-13T15:00:00Z',
    ],
    [
      'acknowledgement',
      'starts with the next day of work',
      { requirement: { referredAt: aMoment('11/10/2025 12:00') } },
      '2025-10-11T11:00:00Z',
      '2025-10-13T12:00:00Z',
    ],
    [
      'acknowledgement',
      'leaves out Christmas',
      { requirement: { referredAt: aMoment('24/12/2025 15:00') } },
      '2025-12-24T15:00:00Z',
      '2025-12-29T11:00:00Z',
    ],
    [
      'acknowledgement',
      'ends with an offer that was tried',
      {
        requirement: { referredAt: aMoment('13/10/2025 12:00') },
        offers: [anOffer({ origin: 'attempt', outcome: 'no_response' })],
      },
      '2025-10-13T11:00:00Z',
      null,
    ],
    [
      'form',
      'runs three working days from the end of the interview',
      held(),
      '2025-10-12T10:00:00Z',
      '2025-10-15T23:00:00Z',
    ],
    [
      'form',
      'counts from the start where the end is not known',
      held({ endedAt: null, beganAt: '13/10/2025 10:00' }),
      '2025-10-13T10:00:00Z',
      '2025-10-16T23:00:00Z',
    ],
    [
      'form',
      'ends with the form',
      { ...held(), requirement: { formReturnedAt: aMoment('13/10/2025') } },
      '2025-10-13T10:00:00Z',
      null,
    ],
    ['form', 'does not run with a cause for concern', held(harm), '2025-10-12T10:00:00Z', null],
    ['form_concern', 'runs one working day with a harm', held(harm), '2025-10-12T10:00:00Z', '2025-10-13T23:00:00Z'],
    ['form_concern', 'runs with high risk', held({ riskNow: 'high' }), '2025-10-12T10:00:00Z', '2025-10-13T23:00:00Z'],
    ['form_concern', 'does not run without concern', held(), '2025-10-12T10:00:00Z', null],
    [
      'safeguarding',
      'runs to the end of the day of a harm',
      held(harm),
      '2025-10-12T10:00:00Z',
      '2025-10-12T23:00:00Z',
    ],
    [
      'safeguarding',
      'runs with a current vulnerability',
      held({ vulnerabilities: 'VU09=Y' }),
      '2025-10-12T10:00:00Z',
      '2025-10-12T23:00:00Z',
    ],
    [
      'safeguarding',
      'does not run with one that is absent',
      held({ vulnerabilities: 'VU09=N' }),
      '2025-10-12T10:00:00Z',
      null,
    ],
    [
      'safeguarding',
      'ends once somebody was told',
      { ...held(harm), requirement: { safeguardingAlertAt: aMoment('12/10/2025 11:30') } },
      '2025-10-12T11:00:00Z',
      null,
    ],
    [
      'quality_check',
      'runs five working days from the form',
      { requirement: { formReturnedAt: aMoment('22/12/2025 10:00') } },
      '2025-12-22T10:00:00Z',
      '2026-01-01T00:00:00Z',
    ],
    [
      'senior_manager',
      'runs 24 hours from when the child went missing',
      missing,
      '2025-10-10T20:01:00Z',
      '2025-10-11T20:00:00Z',
    ],
    [
      'senior_manager',
      'ends when the child is found',
      { ...missing, foundAt: aMoment('11/10/2025 09:00') },
      '2025-10-11T08:30:00Z',
      null,
    ],
    ['senior_manager', 'does not run for a child who is away', { ...missing, code: 'A' }, '2025-10-10T20:01:00Z', null],
    [
      'senior_manager',
      'does not run for another council’s child',
      { ...missing, atStart: { group: 'other_authority_here' } },
      '2025-10-10T20:01:00Z',
      null,
    ],
    [
      'strategy_meeting',
      'runs five working days from when the child went missing',
      missing,
      '2025-10-10T20:01:00Z',
      '2025-10-17T23:00:00Z',
    ],
    ['director', 'runs three days for a looked-after child', inCare, '2025-10-10T20:01:00Z', '2025-10-13T20:00:00Z'],
    ['director', 'does not run for another child', missing, '2025-10-10T20:01:00Z', null],
  ])('%s %s', (kind, _words, words, now, due) => expect(dueOf(kind, look(words, now))).toBe(due));

  it.each<[DeadlineKind, CouncilStep, MissingCaseWords]>([
    ['senior_manager', 'senior_manager_told', inCare],
    ['strategy_meeting', 'strategy_meeting_held', inCare],
    ['director', 'director_told', inCare],
    ['quality_check', 'quality_check_made', { requirement: { formReturnedAt: aMoment('11/10/2025 10:00') } }],
  ])('%s ends with %s and runs again where that is taken back', (kind, step, words) => {
    const now = '2025-10-11T10:00:00Z';
    const opened = look(words, now);
    expect(clock(kind, opened)).toBeDefined();
    const done = look(words, now, { steps: [step] }, opened.deadlines);
    expect(clock(kind, done)).toBeUndefined();
    expect(done.deadlines.find((each) => each.kind === kind)?.settledAt).toEqual(anInstant(now));
    expect(clock(kind, look(words, now, {}, done.deadlines))).toEqual(clock(kind, opened));
  });

  it('tells once, at the due instant and not before, of each clock of a child who stays missing', () => {
    let { deadlines } = look(inCare, '2025-10-10T20:01:00Z');
    const told = [
      '2025-10-11T19:59:59Z',
      '2025-10-11T20:00:00Z',
      '2025-10-13T20:00:00Z',
      '2025-10-17T22:59:59Z',
      '2025-10-17T23:00:00Z',
      '2025-10-30T00:00:00Z',
    ].map((now) => {
      const result = look(inCare, now, {}, deadlines);
      deadlines = result.deadlines;
      return stepsOf(result);
    });
    expect(told).toEqual([[], ['missed_senior_manager'], ['missed_director'], [], ['missed_strategy_meeting'], []]);
  });

  it('keeps none that was over before it was first seen: settled, or more than 28 days past', () => {
    const after = (days: number) => look(inCare, plusHours(anInstant('2025-10-10T20:00:00Z'), days * 24).toString());
    expect(after(29).deadlines.map(({ kind }) => kind)).toEqual(['senior_manager', 'strategy_meeting', 'director']);
    const late = after(60);
    expect([late.deadlines, late.steps, late.arrivedOverdue]).toEqual([[], [], false]);
    expect(look({ ...inCare, returnedAt: back }, back).deadlines.map(({ kind }) => kind)).toEqual([
      'interview',
      'offer',
    ]);
  });

  it('replaces the clocks of a missing child whom it turns out to be away, and of one in care who is not', () => {
    const opened = look(inCare, '2025-10-10T20:01:00Z').deadlines;
    const away = look({ ...inCare, code: 'A' }, '2025-10-10T21:00:00Z', {}, opened);
    expect(away.deadlines.map(({ supersededAt }) => supersededAt)).toEqual(
      opened.map(() => anInstant('2025-10-10T21:00:00Z')),
    );
    const home = look(missing, '2025-10-10T21:00:00Z', {}, opened);
    expect(home.deadlines.filter(({ supersededAt }) => supersededAt !== null).map(({ kind }) => kind)).toEqual([
      'director',
    ]);
  });

  it('replaces the clock of a form by a shorter one when a concern becomes known, and keeps the old due time', () => {
    const opened = look(held(), '2025-10-12T10:00:00Z').deadlines;
    const graver = look(held(harm), '2025-10-12T11:00:00Z', {}, opened);
    const old = graver.deadlines.find(({ kind }) => kind === 'form');
    expect([old?.dueAt.toString(), old?.supersededAt?.toString()]).toEqual([
      '2025-10-15T23:00:00Z',
      '2025-10-12T11:00:00Z',
    ]);
    expect(dueOf('form_concern', graver)).toBe('2025-10-13T23:00:00Z');
  });
});

describe('repeats', () => {
  const starts = (...days: readonly number[]) =>
    days.map((day) => plusHours(anInstant('2025-10-10T20:00:00Z'), -24 * day));
  const told = (around: Around, words: MissingCaseWords = missing) =>
    stepsOf(look(words, '2025-10-10T20:01:00Z', around)).filter((step) => step.startsWith('repeat'));
  const both = ['repeat_3_in_30', 'repeat_3_in_90'];

  it.each<[string, readonly number[], readonly string[]]>([
    ['the second', [10], []],
    ['the third in 30 days, to the day', [10, 30], both],
    ['the third in 31', [10, 31], ['repeat_3_in_90']],
    ['the third in 90, to the day', [31, 90], ['repeat_3_in_90']],
    ['the third in 91', [31, 91], []],
    ['the fourth', [1, 2, 3], both],
    ['one before two later ones', [-1, -2], []],
    ['the second of two, with one later', [5, -1], []],
  ])('calls a strategy meeting at once for %s', (_words, days, steps) =>
    expect(told({ otherMissingAt: starts(...days) })).toEqual(steps),
  );

  it('calls once for an episode, also after the return, and not where a meeting was held', () => {
    const around = { otherMissingAt: starts(1, 2) };
    const opened = look(missing, '2025-10-10T20:01:00Z', around);
    const again = look({}, '2025-10-11T08:00:00Z', around, opened.deadlines);
    expect(stepsOf(again)).toEqual([]);
    expect(clock('repeat_3_in_30', again)).toEqual(clock('repeat_3_in_30', opened));
    expect(told({ ...around, steps: ['strategy_meeting_held'] })).toEqual([]);
  });

  it('counts no child who is away', () =>
    expect(told({ otherMissingAt: starts(1, 2) }, { ...missing, code: 'A' })).toEqual([]));

  it('runs by several numbers at once, those of the authority too', () => {
    const setting = (kind: DeadlineKind, change: 'watched' | 'not_watched') => ({
      ...{ kind, contractId: null, validFrom: parseDay('2025-10-01'), change: { kind: change } },
    });
    const settings = [setting('repeat_2_in_7', 'watched'), setting('repeat_3_in_90', 'not_watched')];
    const around = { otherMissingAt: starts(1, 2), terms: { ...terms, settings } };
    expect(told(around)).toEqual(['repeat_3_in_30', 'repeat_2_in_7']);
  });

  it.each([
    ['repeat_2_in_7', true],
    ['repeat_1_in_7', false],
    ['repeat_3_in_366', false],
    ['repeat_3_in_030', false],
    ['offer', true],
    ['strategy', false],
  ])('knows the name %s: %s', (name, isKnown) => expect(readDeadlineKind(name) === null).toBe(!isKnown));
});
