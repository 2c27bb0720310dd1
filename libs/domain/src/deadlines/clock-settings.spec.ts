import { describe, expect, it } from '@jest/globals';
import { aContract, aMissingCase, anInstant } from '../../../../test/builders/index.js';
import { parseDay, plusHours } from '../time/index.js';
import { checkClockSetting, checkHoursOfWork, reconcileDeadlines, shippedContext } from './index.js';
import type { ClockSetting, ClockTerms, Deadline, HoursOfWorkFrom } from './index.js';

const returned = anInstant('2025-10-11T08:00:00Z');
const hours = (amount: number) => ({ kind: 'allowance', unit: 'hours', amount }) as const;
const aSetting = (words: Partial<Omit<ClockSetting, 'validFrom'>> & { readonly from?: string } = {}): ClockSetting => ({
  ...{ kind: 'offer', contractId: null, change: hours(30), validFrom: parseDay(words.from ?? '2025-10-01') },
  ...(words.change && { change: words.change }),
  ...(words.contractId !== undefined && { contractId: words.contractId }),
  ...(words.kind && { kind: words.kind }),
});
const latestFirst = (settings: readonly ClockSetting[]) =>
  [...settings].sort((left, right) => (left.validFrom.toString() < right.validFrom.toString() ? 1 : -1));
const termsOf = (...settings: readonly ClockSetting[]): ClockTerms => ({
  ...{ settings: latestFirst(settings), hoursOfWork: [], bankHolidays: new Set<string>() },
  contracts: [aContract()],
});
let made = 0;
const offerClock = (terms: ClockTerms, existing: readonly Deadline[] = [], words = {}, now = plusHours(returned, 1)) =>
  reconcileDeadlines(aMissingCase(words), existing, now, () => `d${++made}`, null, { ...shippedContext, terms });
const runningOf = (kind: string, { deadlines }: ReturnType<typeof offerClock>) =>
  deadlines
    .filter((each) => each.kind === kind && each.supersededAt === null)
    .map(({ ruleVersion, dueAt, nextStep }) => [
      ruleVersion,
      (dueAt.epochMilliseconds - returned.epochMilliseconds) / 3_600_000,
      nextStep?.step,
    ]);

describe('a clock that an authority has set', () => {
  it.each<[string, readonly ClockSetting[], unknown[]]>([
    ['nothing', [], [['offer-1', 24, 'missed_24']]],
    ['another time', [aSetting()], [['offer-1@authority-2025-10-01', 30, 'missed_offer']]],
    ['from the very day', [aSetting({ from: '2025-10-11' })], [['offer-1@authority-2025-10-11', 30, 'missed_offer']]],
    ['from the next day', [aSetting({ from: '2025-10-12' })], [['offer-1', 24, 'missed_24']]],
    ['not watched', [aSetting({ change: { kind: 'not_watched' } })], []],
    [
      'not watched, then watched again',
      [aSetting({ change: { kind: 'not_watched' } }), aSetting({ from: '2025-10-09', change: { kind: 'watched' } })],
      [['offer-1', 24, 'missed_24']],
    ],
    [
      'the later one',
      [aSetting(), aSetting({ from: '2025-10-09', change: hours(40) })],
      [['offer-1@authority-2025-10-09', 40, 'missed_offer']],
    ],
    [
      'its contract before itself, also where that is older',
      [
        aSetting({ from: '2025-10-09' }),
        aSetting({ from: '2025-09-01', contractId: 'contract-1', change: hours(12) }),
        aSetting({ from: '2025-10-10', contractId: 'contract-2', change: hours(13) }),
      ],
      [['offer-1@contract-2025-09-01', 12, 'missed_offer']],
    ],
  ])('runs by: %s', (_words, settings, expected) =>
    expect(runningOf('offer', offerClock(termsOf(...settings)))).toEqual(expected),
  );

  it('leaves the 72 hours alone', () => {
    const terms = termsOf(aSetting({ kind: 'interview', change: { kind: 'not_watched' } }));
    expect(runningOf('interview', offerClock(terms))).toEqual([['interview-1', 72, 'warning_48']]);
  });

  it('says at the time that was set that it is missed', () => {
    const steps = (at: number) => offerClock(termsOf(aSetting()), [], {}, plusHours(returned, at)).steps;
    expect(steps(29)).toEqual([]);
    expect(steps(30)).toMatchObject([{ step: 'missed_offer', isLate: false }]);
  });

  it('is replaced where another provider with another contract is asked, and the old one keeps its time', () => {
    const terms = termsOf(aSetting({ contractId: 'contract-1' }));
    const before = offerClock(terms);
    const after = offerClock(terms, before.deadlines, { providerId: 'provider-2' }, plusHours(returned, 2));
    expect(runningOf('offer', after)).toEqual([['offer-1', 24, 'missed_24']]);
    const old = after.deadlines.filter(({ supersededAt }) => supersededAt !== null);
    expect(old.map(({ ruleVersion, dueAt }) => [ruleVersion, dueAt])).toEqual([
      ['offer-1@contract-2025-10-01', plusHours(returned, 30)],
    ]);
  });
});

describe('checkClockSetting', () => {
  const today = parseDay('2025-11-03');
  it.each([
    ['a time within the range, from today', aSetting({ from: '2025-11-03', change: hours(72) }), null, null],
    ['more than it may be', aSetting({ from: '2025-11-03', change: hours(73) }), null, 'out-of-range'],
    ['part of an hour', aSetting({ from: '2025-11-03', change: hours(1.5) }), null, 'out-of-range'],
    [
      'another unit',
      aSetting({ from: '2025-11-03', change: { kind: 'allowance', unit: 'working_days', amount: 1 } }),
      null,
      'out-of-range',
    ],
    ['the 72 hours', aSetting({ kind: 'interview', from: '2025-11-03' }), null, 'fixed'],
    ['yesterday', aSetting({ from: '2025-11-02' }), null, 'rewrites-the-past'],
    ['the day of the last one', aSetting({ from: '2025-11-03' }), '2025-11-03', 'before-the-last-one'],
    ['after the last one', aSetting({ from: '2025-11-04' }), '2025-11-03', null],
  ])('of %s', (_words, setting, last, fault) =>
    expect(checkClockSetting(setting, last === null ? null : { validFrom: parseDay(last) }, today)).toBe(fault),
  );
});

describe('checkHoursOfWork', () => {
  const today = parseDay('2025-11-03');
  const nights: HoursOfWorkFrom = { firstWeekday: 6, lastWeekday: 7, fromMinute: 0, toMinute: 1440, validFrom: today };
  it.each<[HoursOfWorkFrom, string | null]>([
    [nights, null],
    [{ ...nights, toMinute: 1441 }, 'no-hours'],
    [{ ...nights, fromMinute: 1440 }, 'no-hours'],
    [{ ...nights, firstWeekday: 7, lastWeekday: 6 }, 'no-hours'],
    [{ ...nights, validFrom: parseDay('2025-11-02') }, 'rewrites-the-past'],
  ])('of %j is %s', (hoursOfWork, fault) => expect(checkHoursOfWork(hoursOfWork, null, today)).toBe(fault));
});
