import { rulesInForce } from '#domain/retention';
import type { RetentionRule } from '#domain/retention';
import { dayInLondon } from '#domain/time';
import { listLocalRetention, systemContext } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';

/** The service itself, in the name of a person whose permission has been checked. */
export function inNameOf(context: TransactionContext): TransactionContext {
  const { personId, role, address, providerId } = context;
  return {
    ...systemContext(context.authority, context.actorName, context.requestId),
    ...{ personId, role, address, providerId },
  };
}

/** One at a time: no hold is placed while a record is being deleted. */
export async function lockKeeping(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward keeping ' || $1, 0))`, [
    tx.context.authority,
  ]);
}

/** The rules of keeping that are in force today. */
export async function rulesToday(tx: Transaction): Promise<readonly RetentionRule[]> {
  return rulesInForce(await listLocalRetention(tx), dayInLondon(tx.now));
}
