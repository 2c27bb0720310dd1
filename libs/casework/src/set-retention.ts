import { appendAudit, inNameOf } from '#access';
import type { ChildId } from '#domain/kernel';
import type { LocalRetention } from '#domain/retention';
import type { Day } from '#domain/time';
import { recordsOfChild } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from './casework.js';
import { lockKeeping } from './keeping-context.js';
import { visibleRecords } from './legal-holds.js';

/** Sets how long the council keeps the records of children of a status from a day on. What was set before stays on record. */
export async function setRetention(
  casework: Casework,
  context: TransactionContext,
  { careStatus, anchor, years, validFrom }: LocalRetention,
  reason: string,
): Promise<void> {
  await casework.write(inNameOf(context), async ({ tx }) => {
    await lockKeeping(tx);
    const id = newId();
    await tx.query(
      `INSERT INTO authority_retention
         (authority, id, care_status, anchor, years, valid_from, created_at, created_by, modified_at, modified_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)`,
      [
        ...[tx.context.authority, id, careStatus, anchor, years, validFrom.toString()],
        ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
      ],
    );
    await appendAudit(tx, { action: 'RetentionChange', itemId: id, itemCount: 1, childIds: [], reason }, newId);
  });
}

/** Records the day on which a child died, or takes it back. False where there is no such child, or none to be seen. */
export async function recordDeath(
  casework: Casework,
  context: TransactionContext,
  childId: ChildId,
  diedOn: Day | null,
): Promise<boolean> {
  if ((await visibleRecords(casework, context, childId)).length === 0) return false;
  return casework.write(inNameOf(context), async ({ tx }) => {
    await lockKeeping(tx);
    const childIds = await recordsOfChild(tx, childId);
    // It may have been deleted while the lock was waited for.
    if (childIds.length === 0) return false;
    await tx.query(
      `UPDATE child_identity SET died_on = $3, modified_at = $4, modified_by = $5
       WHERE authority = $1 AND child_id = ANY ($2::uuid[])`,
      [
        ...[tx.context.authority, childIds, diedOn?.toString() ?? null],
        ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
      ],
    );
    await appendAudit(tx, { action: 'DeathRecord', itemId: childId, itemCount: 1, childIds }, newId);
    return true;
  });
}
