import { appendAudit, inNameOf } from '#access';
import type { ChildId } from '#domain/kernel';
import { listRetentionFacts, recordsOfChild } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from './casework.js';
import { lockRecords } from './children/index.js';
import { judgeKeeping } from './judge-keeping.js';
import { lockImports, lockKeeping, rulesToday } from './keeping-context.js';
import { visibleRecords } from './legal-holds.js';

/** Why a child was not deleted. */
export type PurgeRefusal =
  /** There is no such child, or none that the person may see. */
  | 'no-such-child'
  /** The time of keeping is not over, or something stands against it. */
  | 'not-due'
  /** A provider's file that speaks of this child also speaks of one under a legal hold. */
  | 'held-file'
  /** A provider return is being taken in; it may speak of this child. */
  | 'returns-not-applied';

/** Thrown so that nothing of the transaction stays. */
class PurgeRefused extends Error {
  constructor(readonly refusal: PurgeRefusal) {
    super(`purge refused: ${refusal}`);
  }
}

/**
 * Deletes a child whose time of keeping is over, because a person has decided so. What remains is an opaque record with
 * the facts that aggregates count, and the log. Null when it is done. It is judged again in the transaction that
 * deletes, so that a child who has become looked after in the meantime, or was put under a hold, is not deleted.
 */
export async function purgeChild(
  casework: Casework,
  context: TransactionContext,
  childId: ChildId,
  reason: string,
): Promise<PurgeRefusal | null> {
  if ((await visibleRecords(casework, context, childId)).length === 0) return 'no-such-child';
  try {
    await casework.write(inNameOf(context), ({ tx }) => purge(tx, childId, reason));
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

async function purge(tx: Transaction, childId: ChildId, reason: string): Promise<void> {
  // The same locks, in the same order, as the function takes: what is judged here is what it finds.
  await lockImports(tx);
  await lockKeeping(tx);
  // Nor is a record merged meanwhile: what is judged is the child with all its records.
  await lockRecords(tx, [childId]);
  const childIds = await recordsOfChild(tx, childId);
  const dueOn = await dueDayOf(tx, childIds);
  for (const id of childIds) {
    await tx.query(
      `INSERT INTO deletion_decision (authority, child_id, decided_by, decided_at, due_on, reason)
       VALUES ($1, $2, $3, transaction_timestamp(), $4, $5)`,
      [tx.context.authority, id, tx.context.personId, dueOn, reason],
    );
    await tx.query('SELECT purge_child($1, $2)', [tx.context.authority, id]);
  }
  await appendAudit(
    tx,
    { action: 'ChildDelete', itemId: childId, itemCount: childIds.length, childIds, reason },
    newId,
  );
}

/** The day from which the child may be deleted, with every record that it has. */
async function dueDayOf(tx: Transaction, childIds: readonly ChildId[]): Promise<string> {
  const [judged] = await judgeKeeping(tx, await listRetentionFacts(tx, childIds), await rulesToday(tx));
  if (judged?.keeping.kind !== 'due') throw new PurgeRefused('not-due');
  return judged.keeping.since.toString();
}

function refusalOf(error: unknown): PurgeRefusal | null {
  const code = error instanceof Error ? /purge refused: ([a-z-]+)/.exec(error.message)?.[1] : undefined;
  switch (code) {
    case 'held-file':
    case 'returns-not-applied':
    case 'no-such-child':
      return code;
    case 'not-due':
    case 'held':
      return 'not-due';
    default:
      return null;
  }
}
