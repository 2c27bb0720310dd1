import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { isReviewOver, mayAnswerFor, membershipsToSuspend, quarterOf, reviewDueOn } from './index.js';
import type { Role } from './index.js';

describe('quarterOf', () => {
  it.each([
    ['2026-01-01', '2026-01-01'],
    ['2026-03-31', '2026-01-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026-09-30', '2026-07-01'],
    ['2026-12-31', '2026-10-01'],
    ['2027-01-01', '2027-01-01'],
    ['2028-02-29', '2028-01-01'],
  ])('of %s begins on %s', (day, first) => expect(quarterOf(parseDay(day)).toString()).toBe(first));
});

describe('reviewDueOn', () => {
  it.each([
    ['2026-10-01', '2026-10-29'],
    ['2026-12-31', '2027-01-28'],
    ['2028-02-01', '2028-02-29'],
  ])('of %s is %s', (opened, due) => expect(reviewDueOn(parseDay(opened)).toString()).toBe(due));
});

describe('isReviewOver', () => {
  it.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
  ])('is, for one due on 31 December 2026, on %s %s', (today, expected) =>
    expect(isReviewOver(parseDay('2026-12-31'), parseDay(today))).toBe(expected),
  );
});

describe('membershipsToSuspend', () => {
  const member = (membershipId: string, role: Role, since = '2026-01-01') => ({
    ...{ membershipId, personId: membershipId, role, since: parseDay(since) },
  });
  const unconfirmed = [
    member('c', 'commissioner'),
    member('b', 'administrator', '2025-01-02'),
    member('a', 'administrator', '2025-01-01'),
  ];

  it('are all who were not confirmed', () => {
    expect(membershipsToSuspend(unconfirmed, 'council', 1)).toEqual(['c', 'b', 'a']);
    expect(membershipsToSuspend([member('m', 'provider_manager')], 'provider', 0)).toEqual(['m']);
  });

  it('spare the administrator of longest standing where a council would be left without one', () => {
    expect(membershipsToSuspend(unconfirmed, 'council', 0)).toEqual(['c', 'b']);
    expect(membershipsToSuspend([member('c', 'commissioner')], 'council', 0)).toEqual(['c']);
  });
});

describe('mayAnswerFor', () => {
  const person = (personId: string, role: Role, providerId: string | null, ...managersInForce: string[]) => ({
    ...{ personId, role, providerId, managersInForce },
  });
  const administrator = { personId: 'admin', providerId: null };
  const manager = { personId: 'manager', providerId: 'harbour' };

  it.each([
    ['administrator', 'a colleague', administrator, person('x', 'commissioner', null, 'admin'), true],
    ['administrator', 'another administrator', administrator, person('x', 'administrator', null, 'admin', 'x'), true],
    [
      'administrator',
      'themselves, with another',
      administrator,
      person('admin', 'administrator', null, 'admin', 'x'),
      false,
    ],
    ['administrator', 'themselves, the only one', administrator, person('admin', 'administrator', null, 'admin'), true],
    [
      'administrator',
      'a provider’s only manager',
      administrator,
      person('m', 'provider_manager', 'harbour', 'm'),
      true,
    ],
    [
      'administrator',
      'a provider’s suspended manager',
      administrator,
      person('m', 'provider_manager', 'harbour'),
      true,
    ],
    [
      'administrator',
      'one of two managers',
      administrator,
      person('m', 'provider_manager', 'harbour', 'm', 'n'),
      false,
    ],
    ['administrator', 'a provider’s worker', administrator, person('w', 'provider_worker', 'harbour', 'm'), false],
    ['manager', 'a colleague', manager, person('w', 'provider_worker', 'harbour', 'manager'), true],
    [
      'manager',
      'themselves, the only one',
      manager,
      person('manager', 'provider_manager', 'harbour', 'manager'),
      false,
    ],
    ['manager', 'the council’s people', manager, person('x', 'commissioner', null, 'admin'), false],
    ['manager', 'another provider’s manager', manager, person('k', 'provider_manager', 'kestrel', 'k'), false],
  ] as const)('lets the %s answer for %s: %#', (_who, _whom, reviewer, reviewee, expected) =>
    expect(mayAnswerFor(reviewer, reviewee)).toBe(expected),
  );
});
