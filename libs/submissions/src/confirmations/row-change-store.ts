import type { Difference } from '#domain/submissions';
import { insertRows } from '#persistence';
import type { TableShape, Transaction } from '#persistence';
import type { RowOutcome } from '../row-decisions/row-outcome.js';

/**
 * What became of a change: applied unasked, waiting for its sender, decided by it, or overtaken by other rows that have
 * said all of it since.
 */
export type ChangeState = 'applied' | 'waiting' | 'confirmed' | 'withdrawn' | 'overtaken';

const stateSql = `CASE WHEN c.state = 'waiting' AND r.settled_at IS NOT NULL THEN 'overtaken' ELSE c.state END`;

/** What a row says now in one column where it said something else before. */
export interface ShownDifference extends Difference {
  readonly row: number;
  readonly ref: string | null;
  readonly state: ChangeState;
}

const changeTable: TableShape<
  'submission_id' | 'row_number' | 'differences' | 'state' | 'shown_at' | 'answered_at' | 'answered_by' | 'person_id'
> = {
  name: 'row_change',
  key: ['submission_id', 'row_number'],
  isStamped: false,
  columns: {
    submission_id: 'uuid',
    row_number: 'integer',
    differences: 'jsonb',
    state: 'text',
    shown_at: 'timestamptz',
    answered_at: 'timestamptz',
    answered_by: 'text',
    person_id: 'uuid',
  },
};

/**
 * Writes what rows change, in the transaction that decided them. A change that was confirmed stays as it was confirmed
 * once it is taken in; one that is shown anew has no answer any more.
 */
export async function storeRowChanges(
  tx: Transaction,
  outcomes: readonly RowOutcome[],
  bySubmissionId?: string,
): Promise<void> {
  const shownAt = new Date(tx.now.epochMilliseconds);
  const rows = outcomes.flatMap(({ sent: { place, checked, earlier }, outcome, differences }) => {
    const isHeld = outcome === 'held';
    if (differences.length === 0 || (!isHeld && earlier?.shown?.isConfirmed)) return [];
    return {
      submission_id: bySubmissionId ?? place.submissionId,
      row_number: checked.row,
      differences: JSON.stringify(differences),
      state: isHeld ? 'waiting' : 'applied',
      shown_at: shownAt,
      ...{ answered_at: null, answered_by: null, person_id: null },
    };
  });
  await insertRows(tx, changeTable, rows, 'replace');
}

/** What the rows of a submission change, by row and in the order of the columns. */
export async function readDifferences(
  tx: Transaction,
  key: readonly [authority: string, submissionId: string],
): Promise<readonly ShownDifference[]> {
  const changes = await tx.query<{
    row: number;
    ref: string | null;
    state: ChangeState;
    differences: readonly Difference[];
  }>(
    `SELECT c.row_number AS row, r.ref, ${stateSql} AS state, c.differences
     FROM row_change c JOIN submission_row r ON r.authority = c.authority AND r.submission_id = c.submission_id
       AND r.row_number = c.row_number
     WHERE c.authority = $1 AND c.submission_id = $2 ORDER BY c.row_number`,
    key,
  );
  return changes.flatMap(({ row, ref, state, differences }) =>
    differences.map(({ column, before, after }) => ({ row, ref, column, before, after, state })),
  );
}

/** Puts down that the sender has confirmed or withdrawn changes. */
export async function decideRowChanges(
  tx: Transaction,
  submissionId: string,
  rows: readonly number[],
  state: 'confirmed' | 'withdrawn',
): Promise<void> {
  const { authority, actorName, personId } = tx.context;
  await tx.query(
    `UPDATE row_change SET state = $4, answered_at = transaction_timestamp(), answered_by = $5, person_id = $6
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[]) AND state = 'waiting'`,
    [authority, submissionId, rows, state, actorName, personId],
  );
}

/** Closes rows whose change was withdrawn: they stay held, and are not tried again. */
export async function closeWithdrawn(tx: Transaction, submissionId: string, rows: readonly number[]): Promise<void> {
  await tx.query(
    `UPDATE submission_row SET is_waiting = false, awaited_ref = NULL, awaited_child_id = NULL, settled_at = $4
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[]) AND outcome = 'held'
       AND settled_at IS NULL`,
    [tx.context.authority, submissionId, rows, new Date(tx.now.epochMilliseconds)],
  );
}

/** The references of the rows named. */
export async function readReferences(
  tx: Transaction,
  submissionId: string,
  rows: readonly number[],
): Promise<readonly string[]> {
  const found = await tx.query<{ ref: string }>(
    `SELECT DISTINCT ref FROM submission_row
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[]) AND ref IS NOT NULL`,
    [tx.context.authority, submissionId, rows],
  );
  return found.map(({ ref }) => ref);
}

/** What has become of the changes of the rows named; a row without a change is absent. */
export async function readChangeStates(
  tx: Transaction,
  submissionId: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, ChangeState>> {
  const found = await tx.query<{ row: number; state: ChangeState }>(
    `SELECT c.row_number AS row, ${stateSql} AS state
     FROM row_change c JOIN submission_row r ON r.authority = c.authority AND r.submission_id = c.submission_id
       AND r.row_number = c.row_number
     WHERE c.authority = $1 AND c.submission_id = $2 AND c.row_number = ANY($3::integer[])`,
    [tx.context.authority, submissionId, rows],
  );
  return new Map(found.map(({ row, state }) => [row, state]));
}
