import type { Transaction } from '#persistence';
import type { ReturnFormat } from './return-refused.js';

/** How long a run may be silent before another may take it up. */
export const LEASE_SECONDS = 15;

/** The run was silent for too long, and another has taken its submission up. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The right to apply a submission, with what is needed for it. */
export interface Lease {
  readonly provider_id: string;
  readonly period: string | null;
  readonly format: ReturnFormat;
  readonly received_at: Date;
  readonly judged_at: Date;
  readonly content: Buffer;
  readonly done: readonly number[];
}

/** Takes a submission up; null when another run holds it or it is done. */
export async function takeLease(tx: Transaction, submissionId: string, leaseId: string): Promise<Lease | null> {
  const taken = await tx.query<{ id: string }>(
    `UPDATE submission SET leased_by = $3, leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
     WHERE authority = $1 AND id = $2 AND applied_at IS NULL AND (leased_until IS NULL OR leased_until < clock_timestamp() OR leased_by = $3) RETURNING id`,
    [tx.context.authority, submissionId, leaseId],
  );
  if (taken.length === 0) return null;
  const [lease] = await tx.query<Lease>(
    `SELECT s.provider_id, s.period, s.format, s.received_at, s.judged_at, f.content,
       coalesce((SELECT array_agg(r.row_number) FROM submission_row r WHERE r.authority = s.authority AND r.submission_id = s.id), '{}') AS done
     FROM submission s JOIN submission_file f ON f.authority = s.authority AND f.submission_id = s.id
     WHERE s.authority = $1 AND s.id = $2`,
    [tx.context.authority, submissionId],
  );
  return lease ?? null;
}

/** A run that lost its lease must not write: its transaction is given up. */
export async function renewLease(tx: Transaction, submissionId: string, leaseId: string): Promise<void> {
  const renewed = await tx.query<{ id: string }>(
    `UPDATE submission SET leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
     WHERE authority = $1 AND id = $2 AND leased_by = $3 AND applied_at IS NULL RETURNING id`,
    [tx.context.authority, submissionId, leaseId],
  );
  if (renewed.length === 0) throw new LeaseLost(`Submission ${submissionId} was taken up by another run.`);
}

/** Marks a submission as applied. */
export async function endLease(tx: Transaction, submissionId: string): Promise<void> {
  await tx.query(
    'UPDATE submission SET applied_at = transaction_timestamp(), leased_until = NULL, leased_by = NULL WHERE authority = $1 AND id = $2',
    [tx.context.authority, submissionId],
  );
}
