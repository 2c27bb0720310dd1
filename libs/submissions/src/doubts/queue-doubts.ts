import { claimKey } from '#domain/children';
import { insertDoubts, listRememberedMatches, supersedeDoubts } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { RowOutcome } from '../decide-rows.js';

/**
 * Lets rows wait for somebody who says of which child they speak, in the transaction that holds them; a row that was left
 * out before is not asked about again. What waited under a reference of which a row is now applied waits no longer.
 */
export async function queueDoubts(
  tx: Transaction,
  submissionId: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  await supersedeDoubts(
    tx,
    submissionId,
    outcomes.flatMap(({ row, outcome }) => (outcome === 'held' || row.ref === null ? [] : [row.ref])),
  );
  const doubts = outcomes.flatMap(({ row, doubt }) => (doubt ? [{ row, doubt }] : []));
  if (doubts.length === 0) return;
  const [submission] = await tx.query<{ provider_id: string }>(
    'SELECT provider_id FROM submission WHERE authority = $1 AND id = $2',
    [tx.context.authority, submissionId],
  );
  const keys = doubts.map(({ doubt }) => claimKey(doubt.claimed));
  const remembered = await listRememberedMatches(tx, submission?.provider_id ?? '', keys);
  const leftOut = new Map(
    remembered
      .filter(({ outcome }) => outcome === 'left_out')
      .map(({ id, claimKey: key, ref }) => [`${key} ${ref ?? ''}`, id]),
  );
  await insertDoubts(
    tx,
    submissionId,
    doubts.map(({ row, doubt }) => ({
      ...{ id: newId(), rowNumber: row.row, ref: row.ref, because: doubt.because, claimed: doubt.claimed },
      leftOutBy: leftOut.get(`${claimKey(doubt.claimed)} ${row.ref ?? ''}`) ?? null,
    })),
  );
}
