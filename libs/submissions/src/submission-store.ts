import { insertRows } from '#persistence';
import type { TableShape, Transaction } from '#persistence';
import type { Finding } from '#domain/submissions';
import type { ProviderId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { createHash } from 'node:crypto';
import { storeRowChanges } from './confirmations/row-change-store.js';
import type { RowOutcome } from './decide-rows.js';
import { LEASE_SECONDS } from './submission-lease.js';
import type { ReturnFormat } from './return-refused.js';

const rowTable: TableShape<
  'submission_id' | 'row_number' | 'ref' | 'record' | 'outcome' | 'episode_id' | 'decided_at'
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
  },
};

const findingTable: TableShape<
  'submission_id' | 'finding_number' | 'row_number' | 'ref' | 'column_name' | 'code' | 'severity' | 'message'
> = {
  name: 'finding',
  key: ['submission_id', 'finding_number'],
  isStamped: false,
  columns: {
    submission_id: 'uuid',
    finding_number: 'integer',
    row_number: 'integer',
    ref: 'text',
    column_name: 'text',
    code: 'text',
    severity: 'text',
    message: 'text',
  },
};

/** Findings are numbered by row, so that a run that is taken up again numbers them alike. */
const FINDINGS_PER_ROW = 1000;

export interface NewSubmission {
  readonly id: string;
  readonly providerId: ProviderId;
  readonly period: string | null;
  readonly format: ReturnFormat;
  readonly rowCount: number;
  readonly bytes: Uint8Array;
  /** The run that will apply it holds it from the first moment, so that no sweep takes it up meanwhile; null: any may. */
  readonly leaseId: string | null;
  /** The moment by which the rows are judged: that of receipt, unless the command line says another. */
  readonly judgedAt: Instant;
}

/** Keeps what was received, before anything is done with it: once this is committed it is acknowledged. */
export async function storeSubmission(tx: Transaction, submission: NewSubmission): Promise<void> {
  await tx.query(
    `INSERT INTO submission (authority, id, provider_id, period, format, received_at, received_by, judged_at, byte_count, content_sha256, row_count, leased_by, leased_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::uuid, CASE WHEN $12::uuid IS NOT NULL THEN clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) END)`,
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
  await tx.query('INSERT INTO submission_file (authority, submission_id, content) VALUES ($1, $2, $3)', [
    tx.context.authority,
    submission.id,
    submission.bytes,
  ]);
}

/** Writes the receipts, differences and findings of a chunk, in the transaction that applied it. */
export async function storeOutcomes(
  tx: Transaction,
  submissionId: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const decidedAt = new Date(tx.now.epochMilliseconds);
  await insertRows(
    tx,
    rowTable,
    outcomes.map(({ row, outcome, episodeId }) => ({
      submission_id: submissionId,
      row_number: row.row,
      ref: row.ref,
      record: JSON.stringify(row.cells),
      outcome,
      episode_id: episodeId,
      decided_at: decidedAt,
    })),
  );
  await storeRowChanges(tx, submissionId, outcomes);
  await storeFindings(
    tx,
    submissionId,
    outcomes.flatMap(({ findings }) => findings),
  );
}

/** Writes findings, numbered after those that their rows have already. */
export async function storeFindings(
  tx: Transaction,
  submissionId: string,
  findings: readonly Finding[],
  already: ReadonlyMap<number, number> = new Map(),
): Promise<void> {
  const perRow = new Map(already);
  await insertRows(
    tx,
    findingTable,
    findings.map((finding) => {
      const row = finding.row ?? 1;
      const place = perRow.get(row) ?? 0;
      perRow.set(row, place + 1);
      return {
        submission_id: submissionId,
        finding_number: row * FINDINGS_PER_ROW + place,
        row_number: finding.row,
        ref: finding.ref,
        column_name: finding.column,
        code: finding.code,
        severity: finding.severity,
        message: finding.message,
      };
    }),
  );
}
