import { appendAudit, inNameOf } from '#access';
import type { ChildId } from '#domain/kernel';
import { parseDay } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import { instantOf } from '#domain/time';
import { recordsOfChild } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from './casework.js';
import { lockKeeping } from './keeping-context.js';

/** Nothing that it covers is deleted while it is in force, which it is from being recorded until it is lifted. */
export interface LegalHold {
  readonly id: string;
  /** Null for a hold on everything of the council, as in a national inquiry. */
  readonly childId: ChildId | null;
  readonly reason: string;
  readonly validFrom: Day;
  readonly lifted: { readonly at: Instant; readonly reason: string } | null;
}

interface HoldRow {
  readonly id: string;
  readonly child_id: string | null;
  readonly reason: string;
  readonly valid_from: string;
  readonly lifted_at: Date | null;
  readonly lift_reason: string | null;
}

const holdColumns = 'id, child_id, reason, valid_from::text, lifted_at, lift_reason';

function holdOf(row: HoldRow): LegalHold {
  return {
    id: row.id,
    childId: row.child_id,
    reason: row.reason,
    validFrom: parseDay(row.valid_from),
    lifted: row.lifted_at && { at: instantOf(row.lifted_at), reason: row.lift_reason ?? '' },
  };
}

/** The holds in force of a council: how many there are, and the first of them, those on everything before the others. */
export interface HoldsInForce {
  readonly count: number;
  readonly shown: readonly LegalHold[];
}

/** The holds in force of the acting council, at most so many, the newest first. Asked as the service itself. */
export async function listHoldsInForce(tx: Transaction, most: number): Promise<HoldsInForce> {
  const rows = await tx.query<HoldRow & { readonly count: number }>(
    `SELECT ${holdColumns}, count(*) OVER ()::integer AS count FROM legal_hold
     WHERE authority = $1 AND lifted_at IS NULL
     ORDER BY child_id IS NOT NULL, created_at DESC, id LIMIT $2`,
    [tx.context.authority, most],
  );
  return { count: rows[0]?.count ?? 0, shown: rows.map(holdOf) };
}

/** All holds that ever touched the records of a child, those in force first. Asked as the service itself. */
export async function listHoldsOf(tx: Transaction, recordIds: readonly ChildId[]): Promise<readonly LegalHold[]> {
  const rows = await tx.query<HoldRow>(
    `SELECT ${holdColumns} FROM legal_hold
     WHERE authority = $1 AND (child_id IS NULL OR child_id = ANY ($2::uuid[]))
     ORDER BY lifted_at DESC NULLS FIRST, created_at DESC, id`,
    [tx.context.authority, recordIds],
  );
  return rows.map(holdOf);
}

export interface NewHold {
  /** Null for everything of the council. */
  readonly childId: ChildId | null;
  readonly reason: string;
  readonly validFrom: Day;
}

/** Places a hold, on record with its reason. False where the child is not one that the person may see. */
export async function placeHold(casework: Casework, context: TransactionContext, hold: NewHold): Promise<boolean> {
  if (hold.childId !== null && (await visibleRecords(casework, context, hold.childId)).length === 0) return false;
  return casework.write(inNameOf(context), async ({ tx }) => {
    await lockKeeping(tx);
    const childIds = hold.childId === null ? [] : await recordsOfChild(tx, hold.childId);
    // It may have been deleted while the lock was waited for.
    if (hold.childId !== null && childIds.length === 0) return false;
    const holdId = newId();
    await tx.query(
      `INSERT INTO legal_hold (authority, id, child_id, reason, valid_from, created_at, created_by, modified_at, modified_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $7)`,
      [
        ...[tx.context.authority, holdId, hold.childId, hold.reason, hold.validFrom.toString()],
        ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
      ],
    );
    await appendAudit(
      tx,
      { action: 'LegalHoldPlace', itemId: holdId, itemCount: 1, childIds, reason: hold.reason },
      newId,
    );
    return true;
  });
}

/** Whether a hold is in force by that id. It says nothing of a child, so nobody is put on record for asking. */
export async function isHoldInForce(casework: Casework, context: TransactionContext, holdId: string): Promise<boolean> {
  return casework.write(inNameOf(context), async ({ tx }) => {
    const found = await tx.query('SELECT FROM legal_hold WHERE authority = $1 AND id = $2 AND lifted_at IS NULL', [
      tx.context.authority,
      holdId,
    ]);
    return found.length > 0;
  });
}

/** Lifts a hold, on record with its reason. False where there is none in force by that id. */
export async function liftHold(
  casework: Casework,
  context: TransactionContext,
  holdId: string,
  reason: string,
): Promise<boolean> {
  return casework.write(inNameOf(context), async ({ tx }) => {
    await lockKeeping(tx);
    const [lifted] = await tx.query<{ child_id: string | null }>(
      `UPDATE legal_hold SET lifted_at = $3, lifted_by = $4, lift_reason = $5, modified_at = $3, modified_by = $6
       WHERE authority = $1 AND id = $2 AND lifted_at IS NULL RETURNING child_id`,
      [
        ...[tx.context.authority, holdId, new Date(tx.now.epochMilliseconds), tx.context.personId],
        ...[reason, tx.context.actorName],
      ],
    );
    if (!lifted) return false;
    const childIds = lifted.child_id === null ? [] : [lifted.child_id];
    await appendAudit(tx, { action: 'LegalHoldLift', itemId: holdId, itemCount: 1, childIds, reason }, newId);
    return true;
  });
}

/** The records of a child that the person may see; none where there are none, or they may not. */
export function visibleRecords(
  casework: Casework,
  context: TransactionContext,
  childId: ChildId,
): Promise<readonly ChildId[]> {
  return casework.write(context, ({ tx }) => recordsOfChild(tx, childId));
}
