import { appendAudit } from '#access';
import { decideMerge, decideRecordMergeUndo, needsReason } from '#domain/access';
import type { Decision, MergeRefusal, RecordMergeUndoRefusal, RecordToMerge } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { asService } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { lockImports } from '../keeping-context.js';
import { relinkMergedRecords } from '../notifications/link-notifications.js';
import { listStandingMerges } from './merged-records.js';
import { changeChild, findSeen, lockRecords, personOf, refuse } from './open-child.js';
import type { Opened, SeenChild } from './open-child.js';

/** Why a record cannot be merged with another one, besides what the rule says of the two. */
export type PairRefusal =
  | MergeRefusal
  /** The other record is not there, or not for whoever merges: which of the two is not said. */
  | 'other-not-there'
  /** The other record is restricted, and whoever merges has not said within the hour why they open it. */
  | 'other-needs-reason';

/** The record that is to be merged away, and why it is the same child. */
export interface MergeAsked {
  readonly otherId: string;
  readonly reason: string;
}

/**
 * Merges another record into a child's, where the person sees both. No row of either is moved or changed. Held rows that
 * might have meant either mean one child now, and are taken in with it.
 */
export function mergeChildren(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  asked: MergeAsked,
): Promise<Opened<Decision<string, PairRefusal>>> {
  return casework.write(context, async ({ tx, retryHeldOf }) => {
    await lockImports(tx);
    // Both at once and in one order, so that of two merges that exclude one another the second sees the first.
    await lockRecords(tx, [childId, asked.otherId]);
    return changeChild(tx, { childId, action: 'ChildMerge' }, async (child) => {
      const decision = await decidePair(tx, child, asked);
      if (decision.kind === 'refused') return decision;
      const id = newId();
      const away = asked.otherId.toLowerCase();
      await asService(tx, () =>
        tx.query(
          `INSERT INTO child_merge (authority, id, child_id, into_child_id, merged_at, merged_by, reason)
           VALUES ($1, $2, $3, $4, transaction_timestamp(), $5, $6)`,
          [tx.context.authority, id, away, child.childId, personOf(tx), decision.value],
        ),
      );
      const childIds = [...child.recordIds, away];
      await relinkMergedRecords(tx, childIds);
      await appendAudit(
        tx,
        { action: 'ChildMerge', itemId: id, itemCount: 2, childIds, reason: decision.value },
        newId,
      );
      await retryHeldOf(childIds);
      return { kind: 'granted' as const, value: child.childId };
    });
  });
}

/**
 * Whether another record can be merged into a child's, in the view of whoever asks; that they ask for a record which is
 * not theirs is put on record.
 */
export async function decidePair(
  tx: Transaction,
  child: SeenChild,
  { otherId, reason }: MergeAsked,
): Promise<Decision<string, PairRefusal>> {
  const other = await findSeen(tx, otherId);
  if (!other) {
    await refuse(tx, { childId: otherId, action: 'ChildMerge' });
    return { kind: 'refused', because: 'other-not-there' };
  }
  if (needsReason(other, tx.now)) return { kind: 'refused', because: 'other-needs-reason' };
  return decideMerge({
    into: await readRecord(tx, child.childId),
    away: await readRecord(tx, otherId.toLowerCase()),
    hasEmergency: child.hasEmergency || other.hasEmergency,
    reason,
  });
}

async function readRecord(tx: Transaction, childId: ChildId): Promise<RecordToMerge> {
  const [row] = await asService(tx, () =>
    tx.query<{ is_deleted: boolean; is_merged_away: boolean; holds_others: boolean }>(
      `SELECT c.deleted_at IS NOT NULL AS is_deleted,
         EXISTS (SELECT FROM child_merge m
           WHERE m.authority = $1 AND m.child_id = c.id AND m.undone_at IS NULL) AS is_merged_away,
         EXISTS (SELECT FROM child_merge m
           WHERE m.authority = $1 AND m.into_child_id = c.id AND m.undone_at IS NULL) AS holds_others
       FROM child c WHERE c.authority = $1 AND c.id = $2`,
      [tx.context.authority, childId],
    ),
  );
  if (!row) throw new Error(`The record ${childId} was seen and is not there.`);
  return {
    ...{ authority: tx.context.authority, childId, isDeleted: row.is_deleted },
    ...{ isMergedAway: row.is_merged_away, holdsOthers: row.holds_others },
  };
}

/**
 * Undoes a merge into a child's record, with a reason. Says whether whoever did it still sees the record. What held rows
 * may mean now is asked anew.
 */
export function undoMerge(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  asked: { readonly mergeId: string; readonly reason: string },
): Promise<Opened<Decision<{ readonly keepsSight: boolean }, RecordMergeUndoRefusal>>> {
  return casework.write(context, async ({ tx, retryHeldOf }) => {
    await lockImports(tx);
    return changeChild(tx, { childId, action: 'ChildMergeUndo' }, async (child) => {
      const standing = (await listStandingMerges(tx, child.childId)).find(({ id }) => id === asked.mergeId);
      const { hasEmergency } = child;
      const sharesAbsence = standing !== undefined && (await hasReportsMergedAcross(tx, standing.childId));
      const merge = { stands: standing !== undefined, hasEmergency, sharesAbsence };
      const decision = decideRecordMergeUndo(merge, asked.reason);
      if (decision.kind === 'refused') return decision;
      await asService(tx, () =>
        tx.query(
          `UPDATE child_merge SET undone_at = transaction_timestamp(), undone_by = $3, undo_reason = $4
           WHERE authority = $1 AND id = $2`,
          [tx.context.authority, asked.mergeId, personOf(tx), decision.value],
        ),
      );
      await relinkMergedRecords(tx, child.recordIds);
      const why = { childIds: child.recordIds, reason: decision.value };
      await appendAudit(tx, { action: 'ChildMergeUndo', itemId: asked.mergeId, itemCount: 2, ...why }, newId);
      await retryHeldOf(child.recordIds);
      const seen = await findSeen(tx, child.childId);
      return { kind: 'granted' as const, value: { keepsSight: seen !== null } };
    });
  });
}

/** Whether a report on this record is merged with one on another record. */
async function hasReportsMergedAcross(tx: Transaction, recordId: ChildId): Promise<boolean> {
  const rows = await asService(tx, () =>
    tx.query(
      `SELECT FROM episode_merge m
       JOIN missing_episode a ON a.authority = m.authority AND a.id = m.episode_id
       JOIN missing_episode l ON l.authority = m.authority AND l.id = m.into_episode_id
       WHERE m.authority = $1 AND m.undone_at IS NULL AND (a.child_id = $2) <> (l.child_id = $2) LIMIT 1`,
      [tx.context.authority, recordId],
    ),
  );
  return rows.length > 0;
}
