import { lockImports } from '#casework';
import type { CaseworkTransaction } from '#casework';
import type { ReferenceLists } from '#persistence';
import type { CheckContext, CheckedRow } from './check-return.js';
import { decideAndStore } from './decide-and-store.js';
import type { Origin } from './decide-and-store.js';
import { retryWaiting } from './retry-held.js';

/** With what rows are applied. */
interface Applying {
  readonly origin: Origin;
  readonly context: CheckContext;
  readonly lists: ReferenceLists;
  /** Leave out the rows that are held and wait. */
  readonly isAlone?: boolean;
}

/**
 * Applies a chunk of rows in the open transaction, with their receipts and findings; then takes in the held rows that
 * waited for what they brought. One import of an authority writes at a time, so that two uploads of the same file, or two
 * providers speaking of one child, end with one record.
 */
export async function applyChunk(
  transaction: CaseworkTransaction,
  { origin, context, lists, isAlone = false }: Applying,
  rows: readonly CheckedRow[],
): Promise<void> {
  await lockImports(transaction.tx);
  const arrived = await decideAndStore(transaction, { origin, rows, refs: [], isAlone }, context);
  if (isAlone) return;
  const contexts = new Map([[context.providerId, context]]);
  await retryWaiting(transaction, lists, { origin, contexts, judgedAt: context.now }, arrived);
}
