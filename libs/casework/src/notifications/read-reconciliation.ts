import { appendAudit } from '#access';
import { reconcileMonth } from '#domain/notifications';
import type { Reconciliation } from '#domain/notifications';
import { periodOfMonths } from '#domain/time';
import type { Period, ReportingMonth } from '#domain/time';
import { asReader, asService, inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { differenceDocument, nameAll } from './name-differences.js';
import type { NamedDifference } from './name-differences.js';
import { loadReconciliationFacts } from './reconciliation-facts.js';

type Database = Parameters<typeof inTransaction>[0];

/** What has to be done to make the sides agree, the most urgent first. */
export interface ReconciliationLists {
  readonly neverReferred: readonly NamedDifference[];
  readonly notOnRecord: readonly NamedDifference[];
  readonly referredNotReturned: readonly NamedDifference[];
  readonly returnedNotNotified: readonly NamedDifference[];
  readonly doubtful: readonly NamedDifference[];
  readonly withoutAction: readonly NamedDifference[];
}

export interface NamedReconciliation {
  readonly counts: Reconciliation;
  /** Null for those who are given counts and see no child. */
  readonly lists: ReconciliationLists | null;
  /** How many absences stand in restricted records that the person is not admitted to; null for those who are not told. */
  readonly restrictedCount: number | null;
}

/** Lays the sides of a month beside one another in the view of whoever asks, on record. */
export function readReconciliation(
  database: Database,
  context: TransactionContext,
  month: ReportingMonth,
): Promise<NamedReconciliation> {
  const period = periodOfMonths(month, month);
  return inTransaction(database, context, async (tx) => {
    const isCounting = !context.fields.includes('identity');
    const counts = isCounting ? await asReader(tx, () => reconcile(tx, period)) : await reconcile(tx, period);
    const lists = isCounting ? null : await nameLists(tx, counts);
    const shown = lists === null ? [] : Object.values<readonly NamedDifference[]>({ ...lists }).flat();
    await appendAudit(
      tx,
      {
        ...{ action: 'ReconciliationRead', itemCount: shown.length },
        childIds: shown.flatMap(({ childId }) => childId ?? []),
      },
      newId,
    );
    return { counts, lists, restrictedCount: isCounting ? null : await countRestricted(tx, period, counts) };
  });
}

async function reconcile(tx: Transaction, period: Period): Promise<Reconciliation> {
  const { episodes, notifications } = await loadReconciliationFacts(tx, period);
  return reconcileMonth(episodes, notifications, period);
}

/** Only to those whose view reaches the whole council it is told how much of it they are not shown. */
async function countRestricted(tx: Transaction, period: Period, seen: Reconciliation): Promise<number | null> {
  const { actor, reach } = tx.context;
  if (actor !== 'authority' || reach !== 'authority') return null;
  const all = await asService(tx, () => reconcile(tx, period));
  return Math.max(0, all.known.episodes - seen.known.episodes);
}

async function nameLists(tx: Transaction, counts: Reconciliation): Promise<ReconciliationLists> {
  const doubtful = counts.doubtful.map((id) => ({ childId: '', episodeId: null, notificationIds: [id] }));
  const groups = [
    counts.neverReferred,
    counts.notOnRecord,
    counts.referredNotReturned,
    counts.returnedNotNotified,
    doubtful,
    counts.withoutAction,
  ];
  const named = await nameAll(tx, groups.flat());
  const [neverReferred = [], notOnRecord = [], referredNotReturned = [], returnedNotNotified = [], ...others] =
    groups.map((group) => group.flatMap((each) => named(each) ?? []));
  const [inDoubt = [], withoutAction = []] = others;
  return { neverReferred, notOnRecord, referredNotReturned, returnedNotNotified, doubtful: inDoubt, withoutAction };
}

/** The reconciliation of a month as one document. */
export function reconciliationDocument(authority: string, month: ReportingMonth, read: NamedReconciliation) {
  const { notified, referred, returned, known } = read.counts;
  const lists = Object.entries<readonly NamedDifference[]>({ ...read.lists });
  return {
    ...{ authority, month: month.toString(), notified, referred, returned, known, restricted: read.restrictedCount },
    ...Object.fromEntries(lists.map(([name, differences]) => [name, differences.map(differenceDocument)])),
  };
}
