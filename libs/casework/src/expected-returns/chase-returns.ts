import { appendAudit } from '#access';
import { chaseProviderReturns } from '#domain/deadlines';
import type { ReturnDeadline } from '#domain/deadlines';
import { expectedReturns } from '#domain/providers';
import { Temporal, isAfter, reportingMonthOf } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import {
  listReturnDeadlines,
  listReturnRules,
  listSentReturns,
  loadReturnTerms,
  saveReturnDeadlines,
} from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';

/** Clocks are opened for this month and so many before it: what was due before that lies more than 28 days back. */
const MONTHS_BACK = 3;

/** How many clocks had a step that had come, and how many chases are new. */
interface ChasesRaised {
  readonly checked: number;
  readonly raised: number;
}

/**
 * Opens the clocks of the provider returns that are expected, and raises a chase for each that has not come, once. One
 * worker at a time does so for an authority. Where no contract asks for returns it costs one look at an empty table.
 */
export async function chaseReturns(tx: Transaction, at: Instant): Promise<ChasesRaised> {
  const rules = await listReturnRules(tx);
  if (rules.length === 0) return { checked: 0, raised: 0 };
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward chase ' || $1, 0))`, [tx.context.authority]);
  const [terms, last] = [await loadReturnTerms(tx, rules), reportingMonthOf(at)];
  const openFrom = last.subtract({ months: MONTHS_BACK });
  const existing = await listReturnDeadlines(tx, openFrom, at);
  const first = earliest([openFrom, ...existing.map(({ month }) => month)]);
  const facts = {
    expected: expectedReturns(terms, first, last),
    sent: await listSentReturns(tx, first, last),
    ...{ bankHolidays: terms.bankHolidays, openFrom, now: at },
  };
  const chased = chaseProviderReturns(existing, facts, newId);
  const raised = await saveReturnDeadlines(tx, existing, chased, at, newId);
  if (raised > 0) await appendAudit(tx, { action: 'ReturnsChase', itemCount: raised, childIds: [] }, newId);
  return { checked: countDue(existing, chased.steps, at), raised };
}

/** Clocks with a step that had come, of those that ran and of those that were opened with one. */
function countDue(
  existing: readonly ReturnDeadline[],
  steps: ReturnType<typeof chaseProviderReturns>['steps'],
  at: Instant,
): number {
  const due = existing.filter(({ nextStep }) => nextStep !== null && !isAfter(nextStep.at, at));
  return new Set([...due, ...steps.map(({ deadline }) => deadline)].map(({ id }) => id)).size;
}

function earliest(months: readonly ReportingMonth[]): ReportingMonth {
  return months.reduce((first, month) => (Temporal.PlainYearMonth.compare(month, first) < 0 ? month : first));
}
