import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { careStatuses } from '../children/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';
import { dueSieve, keepUntil, retentionAnchors, rulesInForce } from './index.js';
import type { Keeping, LocalRetention, RetentionFacts } from './index.js';

const compare = (left: Day, right: Day) => Temporal.PlainDate.compare(left, right);
const epoch = new Temporal.PlainDate(1950, 1, 1);
const anyDay = (days: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: days }).map((count) => epoch.add({ days: count })),
    fc
      .integer({ min: 0, max: Math.min(36, Math.floor(days / 1461)) })
      .map((count) => new Temporal.PlainDate(1952 + 4 * count, 2, 29)),
  );
const todays = anyDay(180 * 365).filter((day) => day.year > 2012);
const someFacts: fc.Arbitrary<RetentionFacts> = fc.record({
  dateOfBirth: anyDay(75 * 365),
  diedOn: fc.option(anyDay(100 * 365)),
  careStatuses: fc.subarray([...careStatuses], { minLength: 1 }),
  lastEpisodeOn: fc.option(anyDay(80 * 365)),
  closedOn: fc.option(anyDay(80 * 365)),
  isMissing: fc.boolean(),
  isHeld: fc.boolean(),
});
const settings: fc.Arbitrary<readonly LocalRetention[]> = fc.array(
  fc.record({
    careStatus: fc.constantFrom(...careStatuses),
    anchor: fc.constantFrom(...retentionAnchors),
    years: fc.integer({ min: 1, max: 120 }),
    validFrom: anyDay(90 * 365),
  }),
  { maxLength: 5 },
);
const endOf = (keeping: Keeping) => (keeping.kind === 'due' ? keeping.since : keeping.until);

describe('keepUntil', () => {
  it('is never shortened by a further status', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...careStatuses), settings, todays, (facts, status, local, today) => {
        const rules = rulesInForce(local, today);
        const before = keepUntil(facts, rules, today);
        const after = keepUntil({ ...facts, careStatuses: [...facts.careStatuses, status] }, rules, today);
        if (before.kind !== 'due') expect(after.kind).not.toBe('due');
        const [was, is] = [endOf(before), endOf(after)];
        if (was && is) expect(compare(was, is)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is always stopped by a hold', () => {
    fc.assert(
      fc.property(someFacts, settings, todays, (facts, local, today) => {
        const held = keepUntil({ ...facts, isHeld: true }, rulesInForce(local, today), today);
        expect(held).toMatchObject({ kind: 'stopped', by: 'legal_hold' });
      }),
    );
  });

  it('never ends before the 75th birthday of a child once looked after who did not die under 18', () => {
    fc.assert(
      fc.property(someFacts, settings, todays, (facts, local, today) => {
        const looked = { ...facts, diedOn: null, careStatuses: ['looked_after' as const] };
        const birthday = facts.dateOfBirth.add({ years: 75 });
        if (keepUntil(looked, rulesInForce(local, today), today).kind === 'due')
          expect(compare(today, birthday)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('stays due once it is, as long as nothing changes', () => {
    fc.assert(
      fc.property(someFacts, todays, fc.integer({ min: 0, max: 9000 }), (facts, today, days) => {
        const later = today.add({ days });
        const isDue = (day: Day) => keepUntil(facts, rulesInForce([], day), day).kind === 'due';
        expect(!isDue(today) || isDue(later)).toBe(true);
      }),
    );
  });
});

describe('dueSieve', () => {
  it('lets through every child that is due', () => {
    fc.assert(
      fc.property(someFacts, settings, todays, (facts, local, today) => {
        const rules = rulesInForce(local, today);
        if (keepUntil(facts, rules, today).kind !== 'due') return;
        const sieve = dueSieve(rules, today);
        const passes = (fact: Day | null, by: Day | null) => fact !== null && by !== null && compare(fact, by) <= 0;
        expect(
          passes(facts.dateOfBirth, sieve.birth) ||
            passes(facts.lastEpisodeOn, sieve.last_episode) ||
            passes(facts.closedOn, sieve.closure) ||
            passes(facts.diedOn, sieve.death),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
