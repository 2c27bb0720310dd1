import { describe, expect, it } from '@jest/globals';
import { aContract } from '../../../../test/builders/index.js';
import { parseDay, parseInstant } from '../time/index.js';
import { expectedReturns, returnRuleOfMonth, returnState } from './index.js';
import type { Contract, ReturnRule, SentReturn } from './index.js';

const month = (text: string) => parseDay(`${text}-01`).toPlainYearMonth();
const bankHolidays = new Set(['2025-12-25', '2025-12-26', '2026-01-01']);

function aRule(words: Partial<ReturnRule> = {}): ReturnRule {
  return {
    ...{ contractId: 'contract-1', validFrom: parseDay('2025-10-01'), validTo: null },
    ...{ dueWorkingDay: 5, requiredColumns: [], needsConfirmation: false },
    ...words,
  };
}

const inWords = (
  contracts: readonly Contract[],
  rules: readonly ReturnRule[],
  first = '2025-09',
  last = '2025-12',
): readonly string[] =>
  expectedReturns({ contracts, rules, bankHolidays }, month(first), month(last)).map(
    (each) => `${each.month.toString()} ${each.contractId} ${each.dueOn.toString()}`,
  );

describe('expectedReturns', () => {
  it('asks for one return for each month, from the first in which a rule holds, by its working day of the next', () => {
    expect(inWords([aContract()], [aRule()])).toEqual([
      '2025-10 contract-1 2025-11-07',
      '2025-11 contract-1 2025-12-05',
      '2025-12 contract-1 2026-01-08',
    ]);
  });

  it('asks for nothing where no rule was set', () => expect(inWords([aContract()], [])).toEqual([]));

  it('asks for the months in which the contract was in force for a day, and for no other', () => {
    const contract = aContract({ validFrom: parseDay('2025-10-31'), validTo: parseDay('2025-11-02') });
    expect(inWords([contract], [aRule()])).toEqual(['2025-10 contract-1 2025-11-07', '2025-11 contract-1 2025-12-05']);
    const ended = aContract({ validTo: parseDay('2025-11-01') });
    expect(inWords([ended], [aRule()])).toEqual(['2025-10 contract-1 2025-11-07']);
  });

  it('asks once for a month in which one contract followed another, by the later one', () => {
    const first = aContract({ validTo: parseDay('2025-11-15') });
    const second = aContract({ id: 'contract-2', validFrom: parseDay('2025-11-15') });
    const rules = [aRule(), aRule({ contractId: 'contract-2', dueWorkingDay: 3 })];
    expect(inWords([second, first], rules)).toEqual([
      '2025-10 contract-1 2025-11-07',
      '2025-11 contract-2 2025-12-03',
      '2025-12 contract-2 2026-01-06',
    ]);
  });

  it('leaves the past as it was asked for when the rule changes', () => {
    const changed = parseDay('2025-11-30');
    const rules = [aRule({ validFrom: changed, dueWorkingDay: 10 }), aRule({ validTo: changed })];
    expect(inWords([aContract()], rules)).toEqual([
      '2025-10 contract-1 2025-11-07',
      '2025-11 contract-1 2025-12-12',
      '2025-12 contract-1 2026-01-15',
    ]);
  });

  it('says for a month what was required then', () => {
    const changed = parseDay('2025-12-01');
    const rules = [aRule({ validFrom: changed, requiredColumns: ['mileage'] }), aRule({ validTo: changed })];
    const of = (text: string) =>
      returnRuleOfMonth({ contracts: [aContract()], rules }, 'provider-1', month(text))?.requiredColumns ?? null;
    expect([of('2025-09'), of('2025-11'), of('2025-12')]).toEqual([null, [], ['mileage']]);
  });
});

describe('returnState', () => {
  const [expected] = expectedReturns(
    { contracts: [aContract()], rules: [aRule()], bankHolidays },
    month('2025-10'),
    month('2025-10'),
  );
  const sent = (at: string, rowCount = 3, of: Partial<SentReturn> = {}): SentReturn => ({
    ...{ submissionId: at, providerId: 'provider-1', month: month('2025-10'), at: parseInstant(at), rowCount, ...of },
  });
  const stateAt = (at: string, ...come: readonly SentReturn[]) =>
    expected && returnState(expected, come, parseInstant(at));

  it.each([
    ['2025-11-07T23:59:59Z', 'not_yet_due'],
    ['2025-11-08T00:00:00Z', 'missing'],
    ['2025-11-08T00:00:01Z', 'missing'],
  ])('at %s of what has not come is %s', (at, kind) => expect(stateAt(at)).toEqual({ kind }));

  it.each([
    ['2025-11-07T23:59:59Z', false],
    ['2025-11-08T00:00:00Z', true],
  ])('of what came at %s says late: %s', (at, isLate) => {
    expect(stateAt('2025-12-01T00:00:00Z', sent(at))).toMatchObject({ kind: 'received', submissionId: at, isLate });
  });

  it('tells a nil return from a missing one, and is none as soon as a row came', () => {
    const nil = sent('2025-11-03T09:00:00Z', 0);
    expect(stateAt('2025-12-01T00:00:00Z', nil)).toMatchObject({ kind: 'received', isNil: true });
    const both = stateAt('2025-12-01T00:00:00Z', sent('2025-11-20T09:00:00Z'), nil);
    expect(both).toMatchObject({ kind: 'received', isNil: false, isLate: false });
  });

  it('takes no notice of what another provider sent, was sent for another month, or came later', () => {
    const others = [
      sent('2025-11-03T09:00:00Z', 3, { providerId: 'provider-2' }),
      sent('2025-11-03T09:00:00Z', 3, { month: month('2025-09') }),
      sent('2025-12-01T00:00:01Z'),
    ];
    expect(stateAt('2025-12-01T00:00:00Z', ...others)).toEqual({ kind: 'missing' });
  });
});
