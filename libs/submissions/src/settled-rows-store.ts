import { insertRows } from '#persistence';
import type { Transaction } from '#persistence';
import { storeRowChanges } from './confirmations/row-change-store.js';
import { findingRow, findingTable } from './finding-store.js';
import type { RowOutcome } from './row-decisions/row-outcome.js';

/**
 * Writes what became of rows that were held before: taken in since, put right by a later row, or held for another reason.
 * The moment at which they were held stays beside that at which this ended, and no finding is taken away.
 */
export async function storeSettled(
  tx: Transaction,
  bySubmissionId: string | null,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const decided = outcomes.map((each) => ({ ...each, ...nextDecision(each) }));
  await tx.query(
    `UPDATE submission_row r SET outcome = u.outcome, episode_id = u.episode_id, decision_number = u.decision_number,
       is_waiting = NOT u.is_settled AND r.is_waiting,
       awaited_ref = CASE WHEN NOT u.is_settled AND r.is_waiting THEN u.awaited_ref END,
       awaited_child_id = CASE WHEN NOT u.is_settled AND r.is_waiting THEN u.awaited_child_id END,
       settled_at = CASE WHEN u.is_settled THEN $2::timestamptz END,
       settled_by_submission_id = CASE WHEN u.is_settled THEN $3::uuid END
     FROM unnest($4::uuid[], $5::integer[], $6::text[], $7::uuid[], $8::smallint[], $9::boolean[], $10::text[],
       $11::uuid[]) AS u (submission_id, row_number, outcome, episode_id, decision_number, is_settled, awaited_ref,
       awaited_child_id)
     WHERE r.authority = $1 AND r.submission_id = u.submission_id AND r.row_number = u.row_number`,
    [
      ...[tx.context.authority, new Date(tx.now.epochMilliseconds), bySubmissionId],
      ...[decided.map(({ sent }) => sent.place.submissionId), decided.map(({ sent }) => sent.place.row)],
      ...[decided.map(({ outcome }) => outcome), decided.map(({ episodeId }) => episodeId)],
      ...[decided.map(({ decisionNumber }) => decisionNumber), decided.map(isSettled)],
      ...[decided.map(({ awaited }) => awaited.ref), decided.map(({ awaited }) => awaited.childId)],
    ],
  );
  await storeRowChanges(tx, outcomes);
  await insertRows(
    tx,
    findingTable,
    decided.flatMap(({ sent, findings, decisionNumber, findingsBefore }) =>
      findings.map((finding, place) =>
        findingRow(sent.place.submissionId, finding, { place: findingsBefore + place, decisionNumber }),
      ),
    ),
  );
}

/** What holds a row that is put right stays said of it; otherwise what is said now takes the place of what was said. */
function nextDecision({ sent: { earlier }, isPutRight }: RowOutcome) {
  const decisionNumber = (earlier?.decisionNumber ?? 0) + (isPutRight ? 0 : 1);
  return { decisionNumber, findingsBefore: earlier?.findings ?? 0 };
}

function isSettled({ outcome, isPutRight }: RowOutcome): boolean {
  return outcome !== 'held' || isPutRight;
}
