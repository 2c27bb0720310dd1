import { rulesInForce } from '#domain/retention';
import type { RetentionRule } from '#domain/retention';
import { dayInLondon } from '#domain/time';
import { listLocalRetention } from '#persistence';
import type { Transaction } from '#persistence';

/** One at a time: no hold is placed while a record is being deleted. */
export function lockKeeping(tx: Transaction): Promise<void> {
  return lock(tx, 'keeping');
}

/** One at a time: what returns say is applied in turn, and not while a record is being deleted. */
export function lockImports(tx: Transaction): Promise<void> {
  return lock(tx, 'import');
}

/** Held until the end of the transaction. The function that deletes takes locks of the same names. */
async function lock(tx: Transaction, name: 'import' | 'keeping'): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward ' || $2 || ' ' || $1, 0))`, [
    tx.context.authority,
    name,
  ]);
}

/** The rules of keeping that are in force today. */
export async function rulesToday(tx: Transaction): Promise<readonly RetentionRule[]> {
  return rulesInForce(await listLocalRetention(tx), dayInLondon(tx.now));
}
