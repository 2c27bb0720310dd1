import { leaveRowsOut, overtakeDoubts, putDoubts } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { RowOutcome } from '../row-decisions/row-outcome.js';

/**
 * Lets rows wait for somebody who says of which child they speak, in the transaction that holds them, whether they have
 * just come or were tried again; a row that was left out before is not asked about again. What is taken, put right or
 * held for another reason waits for nobody any more.
 */
export async function queueDoubts(tx: Transaction, outcomes: readonly RowOutcome[]): Promise<void> {
  const placeOf = ({ sent: { place } }: RowOutcome) => ({ submissionId: place.submissionId, rowNumber: place.row });
  await overtakeDoubts(tx, outcomes.filter(({ sent, doubt }) => sent.earlier?.doubtKey && !doubt).map(placeOf));
  const doubts = outcomes.flatMap((outcome) =>
    outcome.doubt ? [{ ...outcome.doubt, ...placeOf(outcome), id: newId(), ref: outcome.sent.checked.ref }] : [],
  );
  await putDoubts(tx, doubts);
  await leaveRowsOut(
    tx,
    doubts.flatMap(({ leftOutBy }) => leftOutBy ?? []),
  );
}
