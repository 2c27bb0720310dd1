import type { Id } from '../kernel/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';

/**
 * What a contract says of the provider's monthly returns: by which working day of the next month, with which columns
 * beyond those that the format itself needs, and whether changes are to be confirmed. In force on days in [validFrom, validTo): another policy is another rule,
 * so that it says nothing of the months before.
 */
export interface ReturnRule {
  readonly contractId: Id<'contract'>;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** Counted from 1. The return is in time until the end of that day in London. */
  readonly dueWorkingDay: number;
  readonly requiredColumns: readonly string[];
  /** Whether a row that changes what the provider sent before waits until the provider confirms that. */
  readonly needsConfirmation: boolean;
}

/** No contract gives longer than this: some four weeks. */
export const LATEST_WORKING_DAY = 20;

/** The rule of a contract that is in force on a day; null where the contract asks for no return then. */
export function returnRuleOn(rules: readonly ReturnRule[], contractId: string, day: Day): ReturnRule | null {
  const isBefore = (left: Day, right: Day) => Temporal.PlainDate.compare(left, right) < 0;
  return (
    rules.find(
      (rule) =>
        rule.contractId === contractId &&
        !isBefore(day, rule.validFrom) &&
        (rule.validTo === null || isBefore(day, rule.validTo)),
    ) ?? null
  );
}

export type ReturnRuleFault = 'no-such-working-day' | 'rewrites-the-past' | 'before-the-last-one';

/**
 * What is wrong with a rule that is to be set today; null where nothing is. The first rule of a contract may begin on any
 * day; one that follows another begins after it, and today at the earliest, so that what was asked for stays as it was.
 */
export function checkReturnRule(
  { dueWorkingDay, validFrom }: Pick<ReturnRule, 'dueWorkingDay' | 'validFrom'>,
  last: ReturnRule | null,
  today: Day,
): ReturnRuleFault | null {
  if (!Number.isInteger(dueWorkingDay) || dueWorkingDay < 1 || dueWorkingDay > LATEST_WORKING_DAY)
    return 'no-such-working-day';
  if (last === null) return null;
  if (Temporal.PlainDate.compare(validFrom, last.validFrom) <= 0) return 'before-the-last-one';
  return Temporal.PlainDate.compare(validFrom, today) < 0 ? 'rewrites-the-past' : null;
}
