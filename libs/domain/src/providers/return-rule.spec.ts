import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { checkReturnRule, returnRuleOn } from './index.js';

const rule = {
  ...{ contractId: 'c', validFrom: parseDay('2025-10-01'), validTo: parseDay('2025-12-01') },
  ...{ dueWorkingDay: 5, requiredColumns: [], needsConfirmation: false },
};
const today = parseDay('2025-11-10');

describe('returnRuleOn', () => {
  it.each([
    ['2025-09-30', false],
    ['2025-10-01', true],
    ['2025-11-30', true],
    ['2025-12-01', false],
  ])('on %s finds one: %s', (day, found) => expect(returnRuleOn([rule], 'c', parseDay(day)) !== null).toBe(found));

  it('finds none of another contract', () => expect(returnRuleOn([rule], 'd', parseDay('2025-10-01'))).toBeNull());
});

describe('checkReturnRule', () => {
  it.each([
    [0, 'no-such-working-day'],
    [1, null],
    [20, null],
    [21, 'no-such-working-day'],
    [1.5, 'no-such-working-day'],
    [NaN, 'no-such-working-day'],
  ])('of the working day %p says %p', (dueWorkingDay, fault) =>
    expect(checkReturnRule({ dueWorkingDay, validFrom: today }, null, today)).toBe(fault),
  );

  it.each([
    ['2025-10-01', 'before-the-last-one'],
    ['2025-11-09', 'rewrites-the-past'],
    ['2025-11-10', null],
  ])('of a rule that follows another from %s says %p', (from, fault) =>
    expect(checkReturnRule({ dueWorkingDay: 5, validFrom: parseDay(from) }, rule, today)).toBe(fault),
  );

  it('lets the first rule of a contract begin in the past', () =>
    expect(checkReturnRule({ dueWorkingDay: 5, validFrom: parseDay('2018-04-01') }, null, today)).toBeNull());
});
