import { createHash } from 'node:crypto';
import type { ProviderId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { insertRows } from '#persistence';
import type { TableShape, Transaction } from '#persistence';
import { storeRowChanges } from './confirmations/row-change-store.js';
import { storeFindings } from './finding-store.js';
import type { ParsedReturn, ReturnFormat } from './return-refused.js';
import type { RowOutcome } from './row-decisions/row-outcome.js';
import { LEASE_SECONDS } from './submission-lease.js';

const rowTable: TableShape<
  | 'submission_id'
  | 'row_number'
  | 'ref'
  | 'record'
  | 'outcome'
  | 'episode_id'
  | 'decided_at'
  | 'is_waiting'
  | 'awaited_ref'
  | 'awaited_child_id'
  | 'settled_at'
> = {
  name: 'submission_row',
  key: ['submission_id', 'row_number'],
  isStamped: false,
  columns: {
    submission_id: 'uuid',
    row_number: 'integer',
    ref: 'text',
    record: 'jsonb',
    outcome: 'text',
    episode_id: 'uuid',
    decided_at: 'timestamptz',
    is_waiting: 'boolean',
    awaited_ref: 'text',
    awaited_child_id: 'uuid',
    settled_at: 'timestamptz',
  },
};

export interface NewSubmission {
  readonly id: string;
  readonly providerId: ProviderId;
  readonly period: string | null;
  readonly format: ReturnFormat;
  readonly rowCount: number;
  readonly bytes: Uint8Array;
  /** Where its columns stand, so that a finding can name the cell. */
  readonly layout: Pick<ParsedReturn, 'sheet' | 'letters'>;
  /** The run that will apply it holds it from the first moment, so that no sweep takes it up meanwhile; null: any may. */
  readonly leaseId: string | null;
  /** The moment by which the rows are judged: that of receipt, unless the command line says another. */
  readonly judgedAt: Instant;
}

/** Keeps what was received, before anything is done with it: once this is committed it is acknowledged. */
export async function storeSubmission(tx: Transaction, submission: NewSubmission): Promise<void> {
  await tx.query(
    `INSERT INTO submission (authority, id, provider_id, period, format, received_at, received_by, judged_at, byte_count,
       content_sha256, row_count, leased_by, leased_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::uuid,
       CASE WHEN $12::uuid IS NOT NULL THEN clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) END)`,
    [
      tx.context.authority,
      submission.id,
      submission.providerId,
      submission.period,
      submission.format,
      new Date(tx.now.epochMilliseconds),
      tx.context.actorName,
      new Date(submission.judgedAt.epochMilliseconds),
      submission.bytes.length,
      createHash('sha256').update(submission.bytes).digest(),
      submission.rowCount,
      submission.leaseId,
    ],
  );
  const { sheet, letters } = submission.layout;
  await tx.query(
    'INSERT INTO submission_file (authority, submission_id, content, sheet, column_letters) VALUES ($1, $2, $3, $4, $5)',
    [tx.context.authority, submission.id, submission.bytes, sheet, JSON.stringify(Object.fromEntries(letters))],
  );
}

/** Writes the receipts, differences and findings of rows that were decided for the first time, in the transaction that applied them. */
export async function storeOutcomes(
  tx: Transaction,
  submissionId: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const decidedAt = new Date(tx.now.epochMilliseconds);
  await insertRows(
    tx,
    rowTable,
    outcomes.map(({ sent: { checked }, outcome, episodeId, awaited, isPutRight }) => ({
      submission_id: submissionId,
      row_number: checked.row,
      ref: checked.ref,
      record: JSON.stringify(checked.cells),
      outcome,
      episode_id: episodeId,
      decided_at: decidedAt,
      is_waiting: outcome === 'held' && checked.isReadable && !isPutRight,
      awaited_ref: isPutRight ? null : awaited.ref,
      awaited_child_id: isPutRight ? null : awaited.childId,
      settled_at: isPutRight ? decidedAt : null,
    })),
  );
  await storeRowChanges(tx, outcomes, submissionId);
  await storeFindings(
    tx,
    submissionId,
    outcomes.flatMap(({ findings }) => findings),
  );
}
