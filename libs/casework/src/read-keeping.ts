import { appendAudit, inNameOf } from '#access';
import type { ChildId } from '#domain/kernel';
import { dueSieve } from '#domain/retention';
import type { Keeping, RetentionRule } from '#domain/retention';
import { dayInLondon, instantOf, parseDay } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import { asService, inTransaction, listRetentionCandidates, listRetentionFacts } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { openChild } from './children/open-child.js';
import type { Opened } from './children/open-child.js';
import { judgeKeeping } from './judge-keeping.js';
import type { Judged } from './judge-keeping.js';
import { rulesToday } from './keeping-context.js';
import { listHoldsInForce, listHoldsOf } from './legal-holds.js';
import type { LegalHold } from './legal-holds.js';

type Database = Parameters<typeof inTransaction>[0];

/** A child whose time of keeping is over, with the name by which the council knows it. */
export interface NamedKeeping extends Judged {
  readonly name: string;
}

/** A record that was deleted: when, from which day it might, and why. */
export interface Deletion {
  readonly executedAt: Instant;
  readonly dueOn: Day;
  readonly reason: string;
}

/** A hold with the name of the child; null where it is on the whole council, or on a record that the person may not see. */
export interface NamedHold extends LegalHold {
  readonly name: string | null;
}

/** What whoever keeps the records has before them. */
export interface KeepingOverview {
  readonly today: Day;
  readonly due: readonly NamedKeeping[];
  /** The time is over, but something stops the deletion. */
  readonly stopped: readonly NamedKeeping[];
  /** How many more there are whose records are restricted, so that the person is not shown them. */
  readonly restricted: number;
  /** How many there are in all; the lists end after `SHOWN`. */
  readonly counts: { readonly due: number; readonly stopped: number; readonly holds: number };
  readonly holds: readonly NamedHold[];
  readonly rules: readonly RetentionRule[];
  readonly deletions: readonly Deletion[];
}

/** How many children or holds a list shows at once, the longest due first. */
const SHOWN = 200;

/**
 * The children whose time of keeping is over, derived anew each time from what is on record. Which they are is worked out
 * for all children; who they are is read as the person who asks, and is on record.
 */
export async function readKeepingOverview(database: Database, context: TransactionContext): Promise<KeepingOverview> {
  const { judged, holds, ...council } = await inTransaction(database, inNameOf(context), judgeAll);
  const [due, stopped] = [judged.filter(({ keeping }) => keeping.kind === 'due'), judged.filter(isStopped)];
  return inTransaction(database, context, async (tx) => {
    const ids = judged.map(({ childId }) => childId);
    const visible = await visibleAmong(tx, ids);
    const seen = (list: readonly Judged[]) => list.filter(({ childId }) => visible.has(childId));
    const shown = [seen(due).slice(0, SHOWN), seen(stopped).slice(0, SHOWN)] as const;
    const childIds = shown.flat().flatMap(({ recordIds }) => recordIds);
    const names = await namesOf(tx, [...childIds, ...holds.shown.flatMap(({ childId }) => childId ?? [])]);
    const named = (list: readonly Judged[]) =>
      list.map((each) => ({ ...each, name: names.get(each.childId) ?? each.childId }));
    await appendAudit(
      tx,
      { action: 'RetentionRead', itemCount: shown.flat().length, childIds: [...childIds, ...names.keys()] },
      newId,
    );
    return {
      ...council,
      holds: holds.shown.map((hold) => ({ ...hold, name: names.get(hold.childId ?? '') ?? null })),
      due: named(shown[0]),
      stopped: named(shown[1]),
      counts: { due: seen(due).length, stopped: seen(stopped).length, holds: holds.count },
      restricted: ids.length - visible.size,
    };
  });
}

async function judgeAll(tx: Transaction) {
  const [today, rules] = [dayInLondon(tx.now), await rulesToday(tx)];
  const candidates = await listRetentionCandidates(tx, dueSieve(rules, today));
  const judged = (await judgeKeeping(tx, candidates, rules))
    .filter((each) => each.keeping.kind === 'due' || isStopped(each))
    .filter(({ keeping }) => !isBeforeItsTime(keeping, today));
  return { today, rules, judged, holds: await listHoldsInForce(tx, SHOWN), deletions: await listDeletions(tx) };
}

function isStopped({ keeping }: Pick<Judged, 'keeping'>): boolean {
  return keeping.kind === 'stopped';
}

/** A hold on a record that would be kept for long anyway is no news. */
function isBeforeItsTime(keeping: Keeping, today: Day): boolean {
  return keeping.kind === 'stopped' && keeping.until !== null && keeping.until.toString() > today.toString();
}

async function listDeletions(tx: Transaction): Promise<readonly Deletion[]> {
  const rows = await tx.query<{ executed_at: Date; due_on: string; reason: string }>(
    `SELECT executed_at, due_on::text, reason FROM deletion_decision
     WHERE authority = $1 AND executed_at IS NOT NULL ORDER BY executed_at DESC, child_id LIMIT 20`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    executedAt: instantOf(row.executed_at),
    dueOn: parseDay(row.due_on),
    reason: row.reason,
  }));
}

async function visibleAmong(tx: Transaction, childIds: readonly ChildId[]): Promise<ReadonlySet<ChildId>> {
  const rows = await tx.query<{ id: ChildId }>('SELECT id FROM child WHERE authority = $1 AND id = ANY ($2::uuid[])', [
    tx.context.authority,
    childIds,
  ]);
  return new Set(rows.map(({ id }) => id));
}

async function namesOf(tx: Transaction, childIds: readonly ChildId[]): Promise<ReadonlyMap<ChildId, string>> {
  const rows = await tx.query<{ child_id: ChildId; name: string }>(
    `SELECT child_id, concat_ws(', ', nullif(concat_ws(' ', given_name, family_name), ''), council_child_id) AS name
     FROM child_identity WHERE authority = $1 AND child_id = ANY ($2::uuid[])`,
    [tx.context.authority, childIds],
  );
  return new Map(rows.flatMap(({ child_id, name }) => (name === '' ? [] : [[child_id, name]])));
}

/** How long one child's records are kept, and why. */
export interface ChildKeeping extends NamedKeeping {
  readonly today: Day;
  readonly holds: readonly LegalHold[];
}

/** Opens the keeping of one child: how long the record is kept is worked out as the service, who it is read as the person. */
export function readChildKeeping(
  database: Database,
  context: TransactionContext,
  childId: string,
): Promise<Opened<ChildKeeping>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'RetentionRead' }, async (child): Promise<ChildKeeping | null> => {
      const judged = await asService(tx, () => judge(tx, child.childId));
      if (!judged) return null;
      const names = await namesOf(tx, [judged.childId]);
      await appendAudit(
        tx,
        { action: 'RetentionRead', itemId: child.childId, itemCount: 1, childIds: child.recordIds },
        newId,
      );
      return { ...judged, name: names.get(judged.childId) ?? judged.childId };
    }),
  );
}

async function judge(tx: Transaction, childId: ChildId) {
  const [found] = await judgeKeeping(tx, await listRetentionFacts(tx, [childId]), await rulesToday(tx));
  return found && { ...found, today: dayInLondon(tx.now), holds: await listHoldsOf(tx, found.recordIds) };
}
