import type { CaseworkTransaction } from '#casework';
import type { ReferenceLists } from '#persistence';
import { retryHeld } from '../retry-held.js';
import type { AnsweredSubmission } from './answered-submission.js';
import { decideRowChanges, readChangeStates, readReferences } from './row-change-store.js';

/**
 * Tries the rows again whose change their sender has confirmed. They are taken in if they still change what was shown;
 * else they are shown anew, and given back. A row that something else holds by now stays held, with what holds it.
 */
export async function confirmChanges(
  transaction: CaseworkTransaction,
  { id, providerId }: AnsweredSubmission,
  rows: readonly number[],
  lists: ReferenceLists,
): Promise<readonly number[]> {
  const { tx } = transaction;
  if (rows.length === 0) return [];
  await decideRowChanges(tx, id, rows, 'confirmed');
  await retryHeld(transaction, lists, { providerId, refs: await readReferences(tx, id, rows) });
  const states = await readChangeStates(tx, id, rows);
  return [...new Set(rows)].filter((row) => states.get(row) === 'waiting');
}
