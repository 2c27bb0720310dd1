import type { Id, NewId, ProviderId } from '../kernel/index.js';
import { returnState } from '../providers/index.js';
import type { ExpectedReturn, SentReturn } from '../providers/index.js';
import { Temporal, hoursBetween, isAfter, plusWorkingDays, startOfDay } from '../time/index.js';
import type { BankHolidays, Instant, ReportingMonth } from '../time/index.js';
import { HISTORY_AFTER_HOURS, LATE_AFTER_MINUTES } from './limits.js';

/** A moment at which a provider return that has not come is chased, in working days after the day on which it was due. */
interface ChaseStep {
  readonly step: string;
  readonly afterWorkingDays: number;
}

/** When the return of a month is chased. The days are defaults of this service; when it is due, its contract says. */
export const chaseRule = {
  version: 'provider-return-1',
  steps: [
    { step: 'missing', afterWorkingDays: 0 },
    { step: 'missing_5_working_days', afterWorkingDays: 5 },
  ],
} as const satisfies { readonly version: string; readonly steps: readonly ChaseStep[] };

/** The clock of one expected provider return. Whether it came is read from what was sent, and not kept here. */
export interface ReturnDeadline {
  readonly id: Id<'provider return deadline'>;
  readonly providerId: ProviderId;
  readonly contractId: Id<'contract'>;
  readonly month: ReportingMonth;
  readonly ruleVersion: string;
  readonly dueAt: Instant;
  /** When another due day, or none, took its place; what it had raised stays. */
  readonly supersededAt: Instant | null;
  /** When it was first seen, where that was more than 28 days after a step: one mark, no alert. */
  readonly arrivedOverdueAt: Instant | null;
  /** Null when nothing more is to be raised, because it came or because every step has. */
  readonly nextStep: { readonly step: string; readonly at: Instant } | null;
}

/** A step at which a return that has not come is to be chased, once. */
export interface ChaseDue {
  readonly deadline: ReturnDeadline;
  readonly step: string;
  readonly dueAt: Instant;
  /** Raised after its time, because the service was late. */
  readonly isLate: boolean;
}

export interface Chased {
  readonly deadlines: readonly ReturnDeadline[];
  readonly steps: readonly ChaseDue[];
}

/** What a chase is decided from, at `now`. */
export interface ChaseFacts {
  readonly expected: readonly ExpectedReturn[];
  readonly sent: readonly SentReturn[];
  readonly bankHolidays: BankHolidays;
  /** For months before this one no clock is opened any more: they are history. */
  readonly openFrom: ReportingMonth;
  readonly now: Instant;
}

/**
 * Makes the clocks of provider returns say what is expected and what has come, and names the steps that have come. Doing
 * it again with the same facts changes nothing and names no step.
 */
export function chaseProviderReturns(existing: readonly ReturnDeadline[], facts: ChaseFacts, newId: NewId): Chased {
  const current = existing.filter(({ supersededAt }) => supersededAt === null);
  const stands = (deadline: ReturnDeadline, expected: ExpectedReturn) =>
    isOf(deadline, expected) && deadline.dueAt.equals(expected.dueAt) && deadline.ruleVersion === chaseRule.version;
  const superseded = current
    .filter((deadline) => !facts.expected.some((expected) => stands(deadline, expected)))
    .map((deadline) => ({ ...deadline, supersededAt: facts.now, nextStep: null }));
  const followed = facts.expected.flatMap((expected) => {
    const known = current.find((deadline) => stands(deadline, expected));
    if (known) return [follow(known, expected, facts, false)];
    if (Temporal.PlainYearMonth.compare(expected.month, facts.openFrom) < 0) return [];
    return [follow(openClock(expected, facts.bankHolidays, newId), expected, facts, true)];
  });
  return {
    deadlines: [...superseded, ...followed.flatMap(({ deadlines }) => deadlines)],
    steps: followed.flatMap(({ steps }) => steps),
  };
}

function isOf(deadline: ReturnDeadline, expected: ExpectedReturn): boolean {
  return deadline.contractId === expected.contractId && deadline.month.equals(expected.month);
}

function openClock(expected: ExpectedReturn, bankHolidays: BankHolidays, newId: NewId): ReturnDeadline {
  const { providerId, contractId, month, dueAt } = expected;
  const [first] = stepsOf(expected, bankHolidays);
  return {
    ...{ id: newId(), providerId, contractId, month, ruleVersion: chaseRule.version, dueAt },
    ...{ supersededAt: null, arrivedOverdueAt: null, nextStep: first ?? null },
  };
}

/** The steps of an expected return with their instants: each at the end of its day in London. */
function stepsOf(
  { dueOn }: ExpectedReturn,
  bankHolidays: BankHolidays,
): readonly { readonly step: string; readonly at: Instant }[] {
  return chaseRule.steps.map(({ step, afterWorkingDays }) => ({
    step,
    at: startOfDay(plusWorkingDays(dueOn, afterWorkingDays, bankHolidays).add({ days: 1 })),
  }));
}

function follow(deadline: ReturnDeadline, expected: ExpectedReturn, facts: ChaseFacts, isNew: boolean): Chased {
  const { sent, now, bankHolidays } = facts;
  if (deadline.nextStep === null) return { deadlines: [deadline], steps: [] };
  if (returnState(expected, sent, now).kind === 'received')
    return { deadlines: [{ ...deadline, nextStep: null }], steps: [] };
  const steps = stepsOf(expected, bankHolidays);
  const open = steps.slice(steps.findIndex(({ step }) => step === deadline.nextStep?.step));
  const come = open.filter(({ at }) => !isAfter(at, now));
  const told = isNew ? come.slice(-1) : come;
  const isHistory = ({ at }: { readonly at: Instant }) => isNew && hoursBetween(at, now) > HISTORY_AFTER_HOURS;
  const next = open.find((step) => !come.includes(step)) ?? null;
  const followed = {
    ...deadline,
    nextStep: next,
    arrivedOverdueAt: told.some(isHistory) ? now : deadline.arrivedOverdueAt,
  };
  return {
    deadlines: [followed],
    steps: told
      .filter((step) => !isHistory(step))
      .map(({ step, at }) => ({
        ...{ deadline: followed, step, dueAt: at },
        isLate: hoursBetween(at, now) * 60 > LATE_AFTER_MINUTES,
      })),
  };
}
