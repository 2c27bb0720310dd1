import type { ChildId, ProviderId } from '#domain/kernel';
import type { Difference } from '#domain/submissions';
import type { Transaction } from '#persistence';
import { readStored } from './check-return.js';
import type { CheckContext } from './check-return.js';
import { findingNumber } from './finding-store.js';
import { asReceived } from './row-decisions/row-outcome.js';
import type { ReceivedRow } from './row-decisions/row-outcome.js';

/** A reference of a provider with rows that wait. */
export interface WaitingReference {
  readonly providerId: ProviderId;
  readonly ref: string;
}

/** What rows may have waited for. */
export interface WhatArrived {
  /** References that are on record since. */
  readonly refs: readonly WaitingReference[];
  /** Children of whom the record has changed. */
  readonly childIds: readonly ChildId[];
}

interface StoredRow {
  readonly submission_id: string;
  readonly row_number: number;
  readonly received_at: Date;
  readonly record: Readonly<Record<string, string>>;
  readonly is_held: boolean;
  readonly is_waiting: boolean;
  readonly decision_number: number;
  readonly awaited_ref: string | null;
  readonly awaited_child_id: string | null;
  readonly findings: number;
  readonly errors: readonly string[];
  readonly doubt_key: string | null;
  readonly differences: readonly Difference[] | null;
  readonly is_confirmed: boolean;
}

/**
 * The rows that a provider has sent before with some references: those that were taken, of equal ones the last, and those
 * that are held and open.
 */
export async function loadReceivedRows(
  tx: Transaction,
  refs: readonly string[],
  context: Pick<CheckContext, 'providerId' | 'lists'>,
): Promise<readonly ReceivedRow[]> {
  const rows = await tx.query<StoredRow>(
    `SELECT DISTINCT ON (r.ref, r.record, h.is_held, h.held_in, h.held_row)
       r.submission_id, r.row_number, s.received_at, r.record, h.is_held, r.is_waiting, r.decision_number,
       r.awaited_ref, r.awaited_child_id, coalesce(f.n, 0) AS findings, coalesce(f.errors, '{}') AS errors,
       d.claim_key AS doubt_key, x.differences, coalesce(x.state = 'confirmed', false) AS is_confirmed
     FROM submission_row r
     JOIN submission s ON s.authority = r.authority AND s.id = r.submission_id
     CROSS JOIN LATERAL (SELECT r.outcome = 'held' AS is_held,
       CASE WHEN r.outcome = 'held' THEN r.submission_id END AS held_in,
       CASE WHEN r.outcome = 'held' THEN r.row_number END AS held_row) h
     LEFT JOIN LATERAL (
       SELECT count(*)::integer AS n,
         array_agg(f.code) FILTER (WHERE f.severity = 'error' AND f.decision_number = r.decision_number) AS errors
       FROM finding f
       WHERE f.authority = r.authority AND f.submission_id = r.submission_id
         AND f.finding_number BETWEEN ${findingNumber('r.row_number')} AND ${findingNumber('(r.row_number + 1)')} - 1
     ) f ON h.is_held
     LEFT JOIN child_doubt d ON d.authority = r.authority AND d.submission_id = r.submission_id
       AND d.row_number = r.row_number AND d.settled_at IS NULL
     LEFT JOIN row_change x ON h.is_held AND x.authority = r.authority AND x.submission_id = r.submission_id
       AND x.row_number = r.row_number
     WHERE r.authority = $1 AND r.ref = ANY($2::text[]) AND s.provider_id = $3
       AND r.outcome <> 'refused' AND (r.outcome <> 'held' OR r.settled_at IS NULL)
     ORDER BY r.ref, r.record, h.is_held, h.held_in, h.held_row, s.received_at DESC, s.id DESC, r.row_number DESC`,
    [tx.context.authority, [...new Set(refs)], context.providerId],
  );
  return rows.map((row) => readReceived(row, context));
}

function readReceived(row: StoredRow, context: Pick<CheckContext, 'lists'>): ReceivedRow {
  const checked = readStored({ row: row.row_number, cells: row.record }, context);
  const origin = { receivedAt: row.received_at.getTime(), submissionId: row.submission_id };
  const sent = asReceived({ ...checked, isReadable: checked.isReadable && row.is_waiting }, origin);
  if (!row.is_held) return { ...sent, standing: 'taken' };
  const awaited = { ref: row.awaited_ref, childId: row.awaited_child_id };
  const { decision_number: decisionNumber, findings, errors, doubt_key: doubtKey } = row;
  const shown = row.differences && { differences: row.differences, isConfirmed: row.is_confirmed };
  return { ...sent, earlier: { decisionNumber, findings, errors, awaited, doubtKey, shown } };
}

/** References of which rows wait for other references of their provider, or for a change of what is known of a child. */
export function findWaiting(tx: Transaction, { refs, childIds }: WhatArrived): Promise<readonly WaitingReference[]> {
  return tx.query<WaitingReference>(
    `SELECT s.provider_id AS "providerId", r.ref
     FROM unnest($2::uuid[], $3::text[]) AS u (provider_id, ref)
     JOIN submission_row r ON r.authority = $1 AND r.awaited_ref = u.ref
     JOIN submission s ON s.authority = r.authority AND s.id = r.submission_id AND s.provider_id = u.provider_id
     UNION
     SELECT s.provider_id, r.ref
     FROM submission_row r JOIN submission s ON s.authority = r.authority AND s.id = r.submission_id
     WHERE r.authority = $1 AND r.awaited_child_id = ANY($4::uuid[])`,
    [tx.context.authority, refs.map(({ providerId }) => providerId), refs.map(({ ref }) => ref), childIds],
  );
}

/** Which of the rows that wait are meant; all of them where nothing is said. */
export interface HeldRows {
  readonly providerId?: ProviderId;
  /** References of that provider, or of any. */
  readonly refs?: readonly string[];
  /** Children who may be meant by the rows, or whose episodes stand in their way; in doubt, by what the rows say of them. */
  readonly childIds?: readonly ChildId[];
}

/** References of which rows wait, whatever they wait for. */
export function listWaiting(
  tx: Transaction,
  { providerId, refs, childIds }: HeldRows,
): Promise<readonly WaitingReference[]> {
  return tx.query<WaitingReference>(
    `SELECT DISTINCT s.provider_id AS "providerId", r.ref
     FROM submission_row r JOIN submission s ON s.authority = r.authority AND s.id = r.submission_id
     WHERE r.authority = $1 AND r.is_waiting AND ($2::uuid IS NULL OR s.provider_id = $2)
       AND ($3::text[] IS NULL AND $4::uuid[] IS NULL OR r.ref = ANY($3) OR r.awaited_child_id = ANY($4)
         OR EXISTS (
           SELECT FROM child_doubt d JOIN child_identity i ON i.authority = d.authority
             AND (i.date_of_birth = d.date_of_birth OR i.council_child_id = d.council_child_id)
           WHERE d.authority = r.authority AND d.submission_id = r.submission_id AND d.row_number = r.row_number
             AND d.settled_at IS NULL AND i.child_id = ANY($4)))
     ORDER BY 1, 2`,
    [tx.context.authority, providerId ?? null, refs ?? null, childIds ?? null],
  );
}

/** The children for a change of whose record held rows wait. */
export async function listAwaitedChildren(tx: Transaction): Promise<readonly ChildId[]> {
  const rows = await tx.query<{ id: ChildId }>(
    `SELECT DISTINCT awaited_child_id AS id FROM submission_row
     WHERE authority = $1 AND is_waiting AND awaited_child_id IS NOT NULL ORDER BY 1`,
    [tx.context.authority],
  );
  return rows.map(({ id }) => id);
}
