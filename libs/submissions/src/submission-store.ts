import { insertRows } from '#persistence';
import type { TableShape, Transaction } from '#persistence';
import { columnKey, isForCouncil, shorten } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import type { ProviderId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { createHash } from 'node:crypto';
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
  /** The run that will apply it holds it from the first moment, so that no sweep takes it up meanwhile. */
  readonly leaseId: string;
  /** The moment by which the rows are judged: that of receipt, unless the command line says another. */
  readonly judgedAt: Instant;
}

/** Keeps what was received, before anything is done with it: once this is committed it is acknowledged. */
export async function storeSubmission(tx: Transaction, submission: NewSubmission): Promise<void> {
  await tx.query(
    `INSERT INTO submission (authority, id, provider_id, period, format, received_at, received_by, judged_at, byte_count, content_sha256, row_count, leased_by, leased_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}))`,
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

/** Writes the receipts and findings of a chunk, in the transaction that applied it. */
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
  await storeFindings(
    tx,
    submissionId,
    outcomes.flatMap(({ findings }) => findings),
  );
}

export async function storeFindings(
  tx: Transaction,
  submissionId: string,
  findings: readonly Finding[],
): Promise<void> {
  const perRow = new Map<number, number>();
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

/** What became of a submission, as everybody is told it. */
export interface SubmissionResult {
  readonly submission: string;
  readonly rows: number;
  readonly new: number;
  readonly same: number;
  readonly changed: number;
  readonly held: number;
  readonly refused: number;
  readonly receipts: readonly { readonly ref: string | null; readonly outcome: string }[];
  readonly findings: readonly Finding[];
}

/** Who is told: the sender learns nothing that rests on what others told. */
export type Told = 'sender' | 'council';

/** Reads the result off the stored receipts, so that it is the same however often a run was taken up again. */
export async function readResult(tx: Transaction, submissionId: string, told: Told): Promise<SubmissionResult> {
  const receipts = await tx.query<{ ref: string | null; outcome: string }>(
    'SELECT ref, outcome FROM submission_row WHERE authority = $1 AND submission_id = $2 ORDER BY row_number',
    [tx.context.authority, submissionId],
  );
  const findings = await readFindings(tx, submissionId);
  const count = (outcome: string) => receipts.filter((receipt) => receipt.outcome === outcome).length;
  return {
    submission: submissionId,
    rows: receipts.length,
    new: count('new'),
    same: count('same'),
    changed: count('changed'),
    held: count('held'),
    refused: count('refused'),
    receipts,
    findings: told === 'council' ? findings : findings.filter(({ code }) => !isForCouncil(code)),
  };
}

type StoredFinding = Omit<Finding, 'value'> & { readonly record: Readonly<Record<string, string>> | null };

/** Findings in the order of the rows. What stands in a cell is read off the row, which is where it is kept. */
async function readFindings(tx: Transaction, submissionId: string): Promise<readonly Finding[]> {
  const findings = await tx.query<StoredFinding>(
    `SELECT f.code, f.severity, f.row_number AS row, f.ref, f.column_name AS column, f.message, r.record
     FROM finding f
     LEFT JOIN submission_row r ON r.authority = f.authority AND r.submission_id = f.submission_id
       AND r.row_number = f.row_number AND f.column_name IS NOT NULL
     WHERE f.authority = $1 AND f.submission_id = $2 ORDER BY f.finding_number`,
    [tx.context.authority, submissionId],
  );
  return findings.map(({ record, ...finding }) => {
    const cells = Object.entries(record ?? {});
    const cell = cells.find(([header]) => columnKey(header) === finding.column)?.[1] ?? '';
    return cell.trim() === '' ? finding : { ...finding, value: shorten(cell) };
  });
}
