import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMissingCase, aMoment, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { isEqual } from '../kernel/index.js';
import { isBefore, parseInstant } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { deadlineRules, reconcileDeadlines } from './index.js';
import type { Deadline, Reconciled } from './index.js';

const start = parseInstant('2025-10-11T08:00:00Z');
const instant = (maxHours: number) =>
  fc.integer({ min: -60, max: maxHours * 60 }).map((minutes) => start.add({ minutes }));

const returns = fc.constantFrom(null, '2025-10-11T08:00:00Z', '2025-10-11T14:30:00Z', '11/10/2025', '25/10/2025 22:00');
const requirement = fc.record({
  bookedFor: fc.constantFrom(null, aMoment('13/10/2025 10:00')),
  notCompletedReason: fc.constantFrom(null, null, null, 'custody', 'declined_by_child', 'other_authority_duty'),
});
const offers = fc.subarray([
  anOffer({ id: 'o1', offeredTo: 'carer', outcome: 'declined' }),
  anOffer({ id: 'o2', outcome: 'declined' }),
  anOffer({ id: 'o3', offeredAt: '13/10/2025', outcome: 'accepted' }),
  anOffer({ id: 'o4', origin: 'attempt', outcome: 'no_response' }),
]);
const interviews = fc.constantFrom([], [], [anInterview({ mode: 'telephone' })], [anInterview()]);

/** The facts of a case at one time. */
const facts: fc.Arbitrary<MissingCaseWords> = fc.record({
  returnedAt: returns,
  end: fc.constantFrom(null, null, null, 'cancelled', 'turned_18'),
  code: fc.constantFrom('M', 'A'),
  requirement,
  offers,
  interviews,
});
/** Facts of a child who is back, with nothing that settles or ends a clock. */
const owed: fc.Arbitrary<MissingCaseWords> = fc.record({ returnedAt: returns.filter((written) => written !== null) });

interface Seen {
  readonly words: MissingCaseWords;
  readonly now: Instant;
}
const histories = fc.array(fc.record({ words: facts, now: instant(45 * 24) }), { minLength: 1, maxLength: 8 });

/** Each reconciliation of a history with what it started from. */
function follow(
  history: readonly Seen[],
): readonly (Seen & { readonly before: readonly Deadline[]; readonly result: Reconciled })[] {
  let [made, deadlines]: [number, readonly Deadline[]] = [0, []];
  return history.map((seen) => {
    const before = deadlines;
    const result = reconcileDeadlines(aMissingCase(seen.words), before, seen.now, () => `d${++made}`);
    deadlines = result.deadlines;
    return { ...seen, before, result };
  });
}

const namesOf = ({ steps }: Reconciled) => steps.map(({ deadlineId, step }) => `${deadlineId} ${step}`);

function law(holds: (one: ReturnType<typeof follow>[number]) => void): void {
  fc.assert(
    fc.property(histories, (history) => follow(history).forEach(holds)),
    { numRuns: 300 },
  );
}

describe('reconcileDeadlines, whatever happens and whenever', () => {
  it('changes nothing and names nothing the second time', () => {
    law(({ words, now, result }) => {
      const again = reconcileDeadlines(aMissingCase(words), result.deadlines, now, () => 'never');
      expect(isEqual(again.deadlines, result.deadlines)).toBe(true);
      expect(again).toMatchObject({ steps: [], arrivedOverdue: false });
    });
  });

  it('never sets a due time or a step before its trigger', () => {
    law(({ result }) => {
      for (const { startsAt, dueAt, nextStep } of result.deadlines) {
        expect(isBefore(dueAt, startsAt)).toBe(false);
        expect(nextStep !== null && isBefore(nextStep.at, startsAt)).toBe(false);
      }
    });
  });

  it('names no step before it has come, and none of a deadline that is settled or superseded', () => {
    law(({ result, now }) => {
      const open = result.deadlines.filter((each) => each.settledAt === null && each.supersededAt === null);
      for (const { deadlineId, dueAt } of result.steps) {
        expect(open.map(({ id }) => id)).toContain(deadlineId);
        expect(isBefore(now, dueAt)).toBe(false);
      }
    });
  });

  it('has every deadline that stands start at its fact', () => {
    law(({ words, result }) => {
      const standing = result.deadlines.filter(({ supersededAt }) => supersededAt === null);
      const { episode, requirement, interviews: held } = aMissingCase(words);
      const facts = {
        ...{ missing: episode.missingAt, return: episode.returnedAt, referral: requirement.referredAt },
        ...{ interview_end: held[0]?.endedAt ?? held[0]?.beganAt, disclosure: held[0]?.beganAt },
        form: requirement.formReturnedAt,
      };
      for (const { kind, startsAt } of standing) {
        const rule = deadlineRules.find((each) => each.kind === kind);
        expect(rule && facts[rule.startsWith]?.at).toEqual(startsAt);
      }
    });
  });

  it('plans no step on a deadline that is settled or superseded', () => {
    law(({ result }) => {
      const closed = result.deadlines.filter((each) => each.settledAt !== null || each.supersededAt !== null);
      expect(closed.filter(({ nextStep }) => nextStep !== null)).toEqual([]);
    });
  });

  it('loses no deadline, changes none that is superseded, and has at most one of each kind that is not', () => {
    law(({ before, result }) => {
      const after = new Map(result.deadlines.map((deadline) => [deadline.id, deadline]));
      expect(after.size).toBe(result.deadlines.length);
      for (const old of before) {
        const kept = after.get(old.id);
        expect(kept?.startsAt.equals(old.startsAt)).toBe(true);
        if (old.supersededAt !== null) expect(isEqual(kept, old)).toBe(true);
      }
      for (const { kind } of deadlineRules) {
        const standing = result.deadlines.filter((each) => each.kind === kind && each.supersededAt === null);
        expect(standing.length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('names each step of a deadline once, but for the one that stands when what was settled re-opens', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const named = new Set<string>();
        for (const { before, result } of follow(history)) {
          const reopened = new Set(before.filter(({ settledAt }) => settledAt !== null).map(({ id }) => id));
          for (const { deadlineId, step } of result.steps) {
            const name = `${deadlineId} ${step}`;
            if (named.has(name)) expect(reopened.has(deadlineId)).toBe(true);
            named.add(name);
          }
          for (const id of reopened)
            expect(result.steps.filter((each) => each.deadlineId === id).length).toBeLessThan(2);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('names, of an interview that stays owed, one step on arrival and then every later one, however it is woken', () => {
    const wakings = fc.array(instant(30 * 24), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(owed, wakings, (words, nows) => {
        const history = follow(nows.map((now) => ({ words, now })));
        const named = history.flatMap(({ result }) => namesOf(result));
        expect(new Set(named).size).toBe(named.length);
        const [arrival] = history;
        const latest = Math.max(...nows.map((now) => now.epochMilliseconds));
        for (const { id, kind, startsAt } of arrival?.result.deadlines ?? []) {
          const rule = deadlineRules.find((each) => each.kind === kind);
          const comeBy = (ms: number) =>
            (rule?.steps ?? []).filter(
              (step) => startsAt.epochMilliseconds + (step.afterHours ?? 24) * 3_600_000 <= ms,
            );
          const onArrival = comeBy(nows[0]?.epochMilliseconds ?? 0);
          const expected = [...onArrival.slice(-1), ...comeBy(latest).slice(onArrival.length)];
          const isHistory = arrival?.result.arrivedOverdue === true && onArrival.length === rule?.steps.length;
          if (!isHistory)
            expect(named.filter((name) => name.startsWith(`${id} `))).toEqual(
              expected.map(({ step }) => `${id} ${step}`),
            );
        }
      }),
      { numRuns: 300 },
    );
  });
});
