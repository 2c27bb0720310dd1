import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { parseInstant, plusHours } from '../time/index.js';
import { reconcileDeadlines } from './index.js';
import type { Deadline, Reconciled } from './index.js';

const returned = parseInstant('2025-10-11T08:00:00Z');
const after = (hours: number) => plusHours(returned, 0).add({ seconds: Math.round(hours * 3600) });
const booked = { bookedFor: aMoment('14/10/2025 20:00') };
const refused = anOffer({ outcome: 'declined' });

/** One case in the hands of a service: facts come, time passes, deadlines stay. */
function aService() {
  let deadlines: readonly Deadline[] = [];
  let made = 0;
  return {
    at(hours: number, words: MissingCaseWords = {}): Reconciled {
      const result = reconcileDeadlines(aMissingCase(words), deadlines, after(hours), () => `d${++made}`);
      deadlines = result.deadlines;
      return result;
    },
    steps(hours: number, words: MissingCaseWords = {}): readonly string[] {
      return this.at(hours, words).steps.map(({ step, isLate }) => (isLate ? `${step} late` : step));
    },
    one(kind: Deadline['kind']): Deadline {
      const open = deadlines.filter((deadline) => deadline.kind === kind && deadline.supersededAt === null);
      if (!open[0] || open.length > 1) throw new Error(`${open.length} deadlines of kind ${kind}`);
      return open[0];
    },
    all: () => deadlines,
  };
}

describe('reconcileDeadlines', () => {
  it('opens no clock of an interview while the child is missing', () => {
    const { deadlines, ...rest } = aService().at(0, { returnedAt: null });
    expect(deadlines.map(({ kind }) => kind)).toEqual(['senior_manager', 'strategy_meeting']);
    expect(rest).toEqual({ steps: [], arrivedOverdue: false });
  });

  it('opens both clocks on the return, counted in elapsed hours from it', () => {
    const service = aService();
    expect(service.steps(1)).toEqual([]);
    expect(service.one('interview')).toMatchObject({
      startsAt: returned,
      dueAt: after(72),
      ruleVersion: 'interview-1',
    });
    expect(service.one('interview').nextStep).toEqual({ step: 'warning_48', at: after(48) });
    expect(service.one('offer')).toMatchObject({ startsAt: returned, dueAt: after(24) });
  });

  it('counts alerts from the earliest that a return of unknown time can have been', () => {
    const service = aService();
    service.at(1, { returnedAt: '11/10/2025' });
    expect(service.one('interview').startsAt.toString()).toBe('2025-10-10T23:00:00Z');
  });

  it('names each step as it comes, once, and in time up to five minutes after', () => {
    const service = aService();
    expect(service.steps(1)).toEqual([]);
    expect(service.steps(24)).toEqual(['missed_24']);
    expect(service.steps(47.9997)).toEqual([]);
    expect(service.steps(48)).toEqual(['warning_48']);
    expect(service.steps(48)).toEqual([]);
    expect(service.steps(60 + 5 / 60)).toEqual(['warning_60']);
    expect(service.steps(72 + 6 / 60)).toEqual(['missed_72 late']);
    expect(service.steps(1000)).toEqual([]);
    expect(service.one('interview').nextStep).toBeNull();
  });

  it('names every step once and in order after the service was down', () => {
    const service = aService();
    service.at(1);
    expect(service.steps(100)).toEqual(['warning_48 late', 'warning_60 late', 'missed_72 late', 'missed_24 late']);
    expect(service.steps(101)).toEqual([]);
  });

  it('takes no deadline for history that was there before a long time of being down', () => {
    const service = aService();
    service.at(1);
    const { steps, arrivedOverdue } = service.at(40 * 24);
    expect([steps.length, arrivedOverdue]).toEqual([4, false]);
  });

  it.each([
    [30, ['missed_24 late'], false],
    [50, ['warning_48 late', 'missed_24 late'], false],
    [61, ['warning_60 late', 'missed_24 late'], false],
    [72, ['missed_72', 'missed_24 late'], false],
    [24 + 28 * 24, ['missed_72 late', 'missed_24 late'], false],
    [24.01 + 28 * 24, ['missed_72 late'], true],
    [72 + 28 * 24, ['missed_72 late'], true],
    [72.01 + 28 * 24, [], true],
    [10_000, [], true],
  ])('gives a return that arrives after %d hours one step for each deadline: %p', (hours, steps, arrivedOverdue) => {
    const service = aService();
    const result = service.at(hours);
    expect(result.steps.map(({ step, isLate }) => (isLate ? `${step} late` : step))).toEqual(steps);
    expect(result.arrivedOverdue).toBe(arrivedOverdue);
    expect(service.at(hours)).toMatchObject({ steps: [], arrivedOverdue: false });
  });

  it('warns only while no interview is booked, and says so when it is missed all the same', () => {
    const service = aService();
    service.at(1, { requirement: booked });
    expect(service.steps(50, { requirement: booked })).toEqual(['missed_24 late']);
    expect(service.steps(60)).toEqual(['warning_60']);
    expect(service.steps(72, { requirement: booked })).toEqual(['missed_72']);
  });

  it('warns again when the booked time has gone by without an interview', () => {
    const lapsed = { requirement: { bookedFor: aMoment('13/10/2025 10:00') } };
    const service = aService();
    expect(service.steps(24, lapsed)).toEqual(['missed_24']);
    expect(service.steps(48, lapsed)).toEqual([]);
    expect(service.steps(60, lapsed)).toEqual(['warning_60']);
  });

  it.each<[string, MissingCaseWords, readonly Deadline['kind'][]]>([
    ['an interview', { interviews: [anInterview()] }, ['interview', 'offer']],
    ['a telephone call that the contract does not count', { interviews: [anInterview({ mode: 'telephone' })] }, []],
    ['an offer to the child', { offers: [anOffer({ outcome: null })] }, ['offer']],
    ['an offer to the carer', { offers: [anOffer({ offeredTo: 'carer' })] }, []],
    ['an attempt without an answer', { offers: [anOffer({ origin: 'attempt', outcome: 'no_response' })] }, []],
    ['a refusal', { offers: [refused] }, ['interview', 'offer']],
    ['a reason', { requirement: { notCompletedReason: 'custody' } }, ['interview', 'offer']],
    ['a booking', { requirement: booked }, []],
  ])('is settled by %s as far as that goes', (_words, words, kinds) => {
    const service = aService();
    service.at(1);
    service.at(2, words);
    for (const kind of ['interview', 'offer'] as const) {
      const isSettled = kinds.includes(kind);
      expect(service.one(kind).settledAt?.toString()).toBe(isSettled ? after(2).toString() : undefined);
      expect(service.one(kind).nextStep === null).toBe(isSettled);
    }
  });

  it('says nothing more once it is settled, and keeps when that was', () => {
    const service = aService();
    service.at(1);
    service.at(2, { interviews: [anInterview()] });
    expect(service.steps(100, { interviews: [anInterview()] })).toEqual([]);
    expect(service.one('interview').settledAt).toEqual(after(2));
  });

  it('re-opens on a second offer, with the one step that stands and those to come', () => {
    const agreed = anOffer({ id: 'offer-2', offeredAt: '13/10/2025 10:00' });
    const requirement = { notCompletedReason: 'declined_by_child' } as const;
    const service = aService();
    service.at(5, { offers: [refused], requirement });
    expect(service.steps(61, { offers: [refused, agreed], requirement })).toEqual(['warning_60 late']);
    expect(service.one('interview')).toMatchObject({ id: 'd1', settledAt: null, nextStep: { step: 'missed_72' } });
    expect(service.steps(72, { offers: [refused, agreed], requirement })).toEqual(['missed_72']);
  });

  it('keeps a deadline that a corrected return supersedes, and opens another', () => {
    const service = aService();
    service.at(73);
    const corrected = { returnedAt: '2025-10-12T08:00:00Z' };
    expect(service.steps(74, corrected)).toEqual(['warning_48 late', 'missed_24 late']);
    const old = service.all().filter(({ supersededAt }) => supersededAt !== null);
    expect(old.map(({ id, startsAt, nextStep }) => [id, startsAt.toString(), nextStep])).toEqual([
      ['d1', returned.toString(), null],
      ['d2', returned.toString(), null],
    ]);
    expect(service.one('interview').dueAt).toEqual(after(96));
    service.at(75, corrected);
    expect(service.all()).toHaveLength(4);
  });

  it.each<[string, MissingCaseWords]>([
    ['the return is taken back', { returnedAt: null }],
    ['the episode was recorded in error', { end: 'cancelled' }],
    ['the duty is another council’s', { requirement: { notCompletedReason: 'other_authority_duty' } }],
  ])('supersedes both without another when %s', (_words, words) => {
    const service = aService();
    service.at(1);
    expect(service.steps(80, words).filter((step) => !step.includes('senior_manager'))).toEqual([]);
    const ofInterview = service.all().filter(({ kind }) => kind === 'interview' || kind === 'offer');
    expect(ofInterview.map(({ supersededAt, nextStep }) => [supersededAt, nextStep])).toEqual([
      [after(80), null],
      [after(80), null],
    ]);
  });
});
