import { rulesInForce } from '#domain/retention';
import type { RetentionRule } from '#domain/retention';
import { dayInLondon } from '#domain/time';
import { listLocalRetention } from '#persistence';
import type { Transaction } from '#persistence';

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
