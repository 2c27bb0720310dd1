import { describe, expect, it } from '@jest/globals';
import { aContract } from '../../../../test/builders/index.js';
import { expectedReturns } from '../providers/index.js';
import type { SentReturn } from '../providers/index.js';
import { parseDay, parseInstant } from '../time/index.js';
import { chaseProviderReturns } from './index.js';
import type { ReturnDeadline } from './index.js';

const month = (text: string) => parseDay(`${text}-01`).toPlainYearMonth();
const bankHolidays = new Set<string>();
/** Due on 7 November 2025, and chased again after 14 November. */
const october = { month: month('2025-10'), rule: 5 };

function chaseAt(
  at: string,
  existing: readonly ReturnDeadline[] = [],
  { dueWorkingDay = october.rule, sent = [] as readonly SentReturn[], openFrom = october.month } = {},
) {
  const rules = [
    {
      contractId: 'contract-1',
      validFrom: parseDay('2025-10-01'),
      validTo: null,
      dueWorkingDay,
      requiredColumns: [],
      needsConfirmation: false,
    },
  ];
  const expected = expectedReturns({ contracts: [aContract()], rules, bankHolidays }, october.month, october.month);
  let ids = existing.length;
  const newId = () => `deadline-${(ids += 1)}`;
  return chaseProviderReturns(existing, { expected, sent, bankHolidays, openFrom, now: parseInstant(at) }, newId);
}
const stepsOf = ({ steps }: ReturnType<typeof chaseAt>) => steps.map(({ step, isLate }) => [step, isLate]);
const opened = () => chaseAt('2025-11-01T00:00:00Z').deadlines;
const came = (at: string): SentReturn => ({
  ...{ submissionId: 's', providerId: 'provider-1', month: october.month, at: parseInstant(at), rowCount: 0 },
});

describe('chaseProviderReturns', () => {
  it.each([
    ['2025-11-07T23:59:59Z', []],
    ['2025-11-08T00:00:00Z', [['missing', false]]],
    ['2025-11-08T00:05:00Z', [['missing', false]]],
    ['2025-11-08T00:05:01Z', [['missing', true]]],
    ['2025-11-14T23:59:59Z', [['missing', true]]],
    [
      '2025-11-15T00:00:00Z',
      [
        ['missing', true],
        ['missing_5_working_days', false],
      ],
    ],
  ])('of a clock that runs raises at %s %j', (at, steps) => expect(stepsOf(chaseAt(at, opened()))).toEqual(steps));

  it('changes nothing and raises nothing when it is done again', () => {
    const first = chaseAt('2025-11-08T00:00:00Z', opened());
    expect(chaseAt('2025-11-08T00:00:00Z', first.deadlines)).toEqual({ deadlines: first.deadlines, steps: [] });
    const last = chaseAt('2025-11-15T00:00:00Z', first.deadlines);
    expect(stepsOf(last)).toEqual([['missing_5_working_days', false]]);
    expect(chaseAt('2026-11-15T00:00:00Z', last.deadlines)).toEqual({ deadlines: last.deadlines, steps: [] });
  });

  it('raises late, and only the last step, what it sees first after its time', () => {
    expect(stepsOf(chaseAt('2025-11-20T00:00:00Z'))).toEqual([['missing_5_working_days', true]]);
  });

  it('raises even months later what it had seen in time, because the service was down', () => {
    expect(stepsOf(chaseAt('2026-06-01T00:00:00Z', opened()))).toEqual([
      ['missing', true],
      ['missing_5_working_days', true],
    ]);
  });

  it.each([
    ['2025-12-13T00:00:00Z', [['missing_5_working_days', true]], false],
    ['2025-12-13T00:00:01Z', [], true],
  ])('marks and does not raise what is more than 28 days past when it is first seen: at %s', (at, steps, isMarked) => {
    const chased = chaseAt(at);
    expect(stepsOf(chased)).toEqual(steps);
    expect(chased.deadlines.map(({ arrivedOverdueAt }) => arrivedOverdueAt !== null)).toEqual([isMarked]);
    expect(stepsOf(chaseAt('2026-01-20T00:00:00Z', chased.deadlines))).toEqual([]);
  });

  it('opens no clock for a month before those that are looked at', () => {
    expect(chaseAt('2026-06-01T00:00:00Z', [], { openFrom: month('2026-03') })).toEqual({ deadlines: [], steps: [] });
  });

  it('raises nothing once the return has come, a nil return as well', () => {
    const chased = chaseAt('2025-11-08T00:00:00Z', opened(), { sent: [came('2025-11-07T10:00:00Z')] });
    expect(chased).toMatchObject({ deadlines: [{ nextStep: null }], steps: [] });
  });

  it('puts another clock in the place of one whose due day has changed', () => {
    const chased = chaseAt('2025-11-08T00:00:00Z', opened(), { dueWorkingDay: 6 });
    expect(chased.deadlines).toMatchObject([
      { id: 'deadline-1', supersededAt: parseInstant('2025-11-08T00:00:00Z'), nextStep: null },
      { id: 'deadline-2', supersededAt: null, nextStep: { step: 'missing' } },
    ]);
    expect(stepsOf(chaseAt('2025-11-11T00:00:00Z', chased.deadlines, { dueWorkingDay: 6 }))).toEqual([
      ['missing', false],
    ]);
  });
});
