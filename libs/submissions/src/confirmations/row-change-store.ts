import type { Difference } from '#domain/submissions';
import { insertRows } from '#persistence';
import type { TableShape, Transaction } from '#persistence';
import type { RowOutcome } from '../decide-rows.js';

/** What became of a change: applied unasked, waiting for its sender, or decided by it. */
export type ChangeState = 'applied' | 'waiting' | 'confirmed' | 'withdrawn';

/** What a row says now in one column where it said something else before. */
export interface ShownDifference extends Difference {
  readonly row: number;
  readonly ref: string | null;
  readonly state: ChangeState;
}

/** A row whose change waits, with what its sender was shown. */
export interface WaitingChange {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly differences: readonly Difference[];
}

const changeTable: TableShape<'submission_id' | 'row_number' | 'differences' | 'state' | 'shown_at'> = {
  name: 'row_change',
  key: ['submission_id', 'row_number'],
  isStamped: false,
  columns: {
    submission_id: 'uuid',
    row_number: 'integer',
    differences: 'jsonb',
    state: 'text',
    shown_at: 'timestamptz',
  },
};

/** Writes what the rows of a chunk change, in the transaction that decided them. */
export async function storeRowChanges(
  tx: Transaction,
  submissionId: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const shownAt = new Date(tx.now.epochMilliseconds);
  await insertRows(
    tx,
    changeTable,
    outcomes.flatMap(({ row, outcome, differences }) =>
      differences === undefined
        ? []
        : {
            submission_id: submissionId,
            row_number: row.row,
            differences: JSON.stringify(differences),
            state: outcome === 'held' ? 'waiting' : 'applied',
            shown_at: shownAt,
          },
    ),
  );
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
    `SELECT c.row_number AS row, r.ref, c.state, c.differences
     FROM row_change c JOIN submission_row r ON r.authority = c.authority AND r.submission_id = c.submission_id
       AND r.row_number = c.row_number
     WHERE c.authority = $1 AND c.submission_id = $2 ORDER BY c.row_number`,
    key,
  );
  return changes.flatMap(({ row, ref, state, differences }) =>
    differences.map(({ column, before, after }) => ({ row, ref, column, before, after, state })),
  );
}

/** Of the rows named, those whose change waits. */
export function readWaiting(
  tx: Transaction,
  submissionId: string,
  rows: readonly number[],
): Promise<readonly WaitingChange[]> {
  return tx.query<WaitingChange>(
    `SELECT c.row_number AS row, r.record AS cells, c.differences
     FROM row_change c JOIN submission_row r ON r.authority = c.authority AND r.submission_id = c.submission_id
       AND r.row_number = c.row_number
     WHERE c.authority = $1 AND c.submission_id = $2 AND c.row_number = ANY($3::integer[]) AND c.state = 'waiting'
     ORDER BY c.row_number`,
    [tx.context.authority, submissionId, rows],
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

/** Shows the change of a row anew, because something else was told of it meanwhile. */
export async function showAnew(
  tx: Transaction,
  submissionId: string,
  row: number,
  differences: readonly Difference[],
): Promise<void> {
  await tx.query(
    `UPDATE row_change SET differences = $4, shown_at = transaction_timestamp()
     WHERE authority = $1 AND submission_id = $2 AND row_number = $3`,
    [tx.context.authority, submissionId, row, JSON.stringify(differences)],
  );
}

/** Writes what became of a row that was held until its sender confirmed it. */
export async function replaceReceipt(tx: Transaction, submissionId: string, outcome: RowOutcome): Promise<void> {
  await tx.query(
    `UPDATE submission_row SET outcome = $4, episode_id = $5, decided_at = $6
     WHERE authority = $1 AND submission_id = $2 AND row_number = $3`,
    [
      ...[tx.context.authority, submissionId, outcome.row.row, outcome.outcome, outcome.episodeId],
      new Date(tx.now.epochMilliseconds),
    ],
  );
}

/** What has become of the changes of the rows named; a row without a change is absent. */
export async function readChangeStates(
  tx: Transaction,
  submissionId: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, ChangeState>> {
  const found = await tx.query<{ row: number; state: ChangeState }>(
    `SELECT row_number AS row, state FROM row_change
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[])`,
    [tx.context.authority, submissionId, rows],
  );
  return new Map(found.map(({ row, state }) => [row, state]));
}
