import { claimKey } from '#domain/children';
import type { ChildDoubt, ChildDoubtCause } from '#domain/children';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { claimOf } from './child-match.repository.js';
import type { ClaimOfProvider } from './child-match.repository.js';
import { dateOf } from './moment-columns.js';
import type { SqlValue } from './prepared.js';
import type { Transaction } from './transaction.js';

/** A held row of which a person has to say which child it speaks of. */
export interface WaitingDoubt extends ClaimOfProvider, ChildDoubt {
  readonly id: string;
  readonly submissionId: string;
  readonly rowNumber: number;
  readonly askedAt: Instant;
  readonly providerName: string;
}

/** Where a row stands. */
interface PlaceOfRow {
  readonly submissionId: string;
  readonly rowNumber: number;
}

/** A row that is held for a doubt, as it enters the queue; with the decision by which the very same row was left out before. */
export interface NewDoubt extends ChildDoubt, PlaceOfRow {
  readonly id: string;
  readonly ref: string | null;
  readonly leftOutBy: string | null;
}

/**
 * Puts held rows into the queue. One that waits already keeps its place and its id, with what it says by now; one that
 * had left the queue waits anew.
 */
export async function putDoubts(tx: Transaction, doubts: readonly NewDoubt[]): Promise<void> {
  if (doubts.length === 0) return;
  const column = (value: (doubt: NewDoubt) => string | number | null) => doubts.map(value);
  await tx.query(
    `INSERT INTO child_doubt AS d
       (authority, id, submission_id, row_number, provider_id, ref, claim_key, council_child_id, given_name, family_name,
        date_of_birth, because, asked_at, settled_at, child_match_id)
     SELECT s.authority, u.id, s.id, u.row_number, s.provider_id, u.ref, u.claim_key, u.council_child_id, u.given_name,
       u.family_name, u.date_of_birth, u.because, $2, CASE WHEN u.match_id IS NOT NULL THEN $2::timestamptz END, u.match_id
     FROM unnest($3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::date[], $12::text[], $13::uuid[])
       AS u (id, submission_id, row_number, ref, claim_key, council_child_id, given_name, family_name, date_of_birth,
         because, match_id)
     JOIN submission s ON s.authority = $1 AND s.id = u.submission_id
     ON CONFLICT (authority, submission_id, row_number) DO UPDATE SET
       claim_key = excluded.claim_key, council_child_id = excluded.council_child_id, given_name = excluded.given_name,
       family_name = excluded.family_name, date_of_birth = excluded.date_of_birth, because = excluded.because,
       asked_at = CASE WHEN d.settled_at IS NULL THEN d.asked_at ELSE excluded.asked_at END,
       settled_at = excluded.settled_at, child_match_id = excluded.child_match_id`,
    [
      ...[tx.context.authority, dateOf(tx.now), column(({ id }) => id), column(({ submissionId }) => submissionId)],
      ...[column(({ rowNumber }) => rowNumber), column(({ ref }) => ref), column(({ claimed }) => claimKey(claimed))],
      column(({ claimed }) => claimed.councilChildId),
      ...[column(({ claimed }) => claimed.givenName), column(({ claimed }) => claimed.familyName)],
      column(({ claimed }) => claimed.dateOfBirth.toString()),
      ...[column(({ because }) => because), column(({ leftOutBy }) => leftOutBy)],
    ],
  );
}

/** Takes rows out of the queue without a decision: they are taken, put right, or held for another reason. */
export async function overtakeDoubts(tx: Transaction, rows: readonly PlaceOfRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE child_doubt d SET settled_at = $2 FROM unnest($3::uuid[], $4::integer[]) AS u (submission_id, row_number)
     WHERE d.authority = $1 AND d.submission_id = u.submission_id AND d.row_number = u.row_number
       AND d.settled_at IS NULL`,
    [
      ...[tx.context.authority, dateOf(tx.now)],
      ...[rows.map(({ submissionId }) => submissionId), rows.map(({ rowNumber }) => rowNumber)],
    ],
  );
}

/** Rows that were left out by decisions are not tried again, whatever arrives, until that is undone. */
export async function leaveRowsOut(tx: Transaction, matchIds: readonly string[]): Promise<void> {
  if (matchIds.length === 0) return;
  await tx.query(
    `UPDATE submission_row r SET is_waiting = false FROM child_doubt d
     WHERE d.authority = $1 AND d.child_match_id = ANY ($2::uuid[]) AND r.authority = d.authority
       AND r.submission_id = d.submission_id AND r.row_number = d.row_number AND r.is_waiting`,
    [tx.context.authority, matchIds],
  );
}

interface DoubtRow {
  readonly id: string;
  readonly submission_id: string;
  readonly row_number: number;
  readonly provider_id: string;
  readonly ref: string | null;
  readonly council_child_id: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly date_of_birth: string;
  readonly because: ChildDoubtCause;
  readonly asked_at: Date;
  readonly provider_name: string;
}

/** What waits, the longest waiting first: so many after the one of an id, or from the beginning. */
export function listWaitingDoubts(
  tx: Transaction,
  after: string | null,
  most: number,
): Promise<readonly WaitingDoubt[]> {
  return listDoubts(
    tx,
    `d.settled_at IS NULL AND ($2::uuid IS NULL OR (d.asked_at, d.id) > (
       SELECT c.asked_at, c.id FROM child_doubt c WHERE c.authority = $1 AND c.id = $2))`,
    [after],
    most,
  );
}

/** A row that waits, by its id; null where there is none. It is locked until the transaction ends. */
export async function findWaitingDoubt(tx: Transaction, id: string): Promise<WaitingDoubt | null> {
  await tx.query('SELECT FROM child_doubt WHERE authority = $1 AND id = $2 FOR UPDATE', [tx.context.authority, id]);
  const [doubt] = await listDoubts(tx, 'd.settled_at IS NULL AND d.id = $2', [id], 1);
  return doubt ?? null;
}

/** All rows that wait and say the same as a decision is about, in the order in which they came. */
export function listDoubtsOfClaim(
  tx: Transaction,
  { providerId, ref, claimed }: ClaimOfProvider,
): Promise<readonly WaitingDoubt[]> {
  return listDoubts(
    tx,
    'd.settled_at IS NULL AND d.provider_id = $2 AND d.claim_key = $3 AND ($4::text IS NULL OR d.ref = $4)',
    [providerId, claimKey(claimed), ref],
    null,
  );
}

/** The rows on which a decision rests. */
export function listDoubtsOfMatch(tx: Transaction, matchId: string): Promise<readonly WaitingDoubt[]> {
  return listDoubts(tx, 'd.child_match_id = $2', [matchId], null);
}

async function listDoubts(
  tx: Transaction,
  condition: string,
  values: readonly SqlValue[],
  most: number | null,
): Promise<readonly WaitingDoubt[]> {
  const rows = await tx.query<DoubtRow>(
    `SELECT d.id, d.submission_id, d.row_number, d.provider_id, d.ref, d.council_child_id, d.given_name, d.family_name,
       d.date_of_birth::text, d.because, d.asked_at, p.name AS provider_name
     FROM child_doubt d JOIN provider p ON p.id = d.provider_id
     WHERE d.authority = $1 AND ${condition} ORDER BY d.asked_at, d.id ${most === null ? '' : `LIMIT ${most}`}`,
    [tx.context.authority, ...values],
  );
  return rows.map((row) => ({
    ...{ id: row.id, submissionId: row.submission_id, rowNumber: row.row_number, providerId: row.provider_id },
    ...{ ref: row.ref, claimed: claimOf(row), because: row.because, askedAt: instantOf(row.asked_at) },
    providerName: row.provider_name,
  }));
}

/** Takes rows out of the queue because of a decision. */
export async function settleDoubts(tx: Transaction, ids: readonly string[], matchId: string): Promise<void> {
  await tx.query(
    'UPDATE child_doubt SET settled_at = $3, child_match_id = $4 WHERE authority = $1 AND id = ANY ($2::uuid[])',
    [tx.context.authority, ids, dateOf(tx.now), matchId],
  );
}

/** What became of the rows of a decision: how many are applied, and how many are held and still open. */
export async function countRowsOfMatch(
  tx: Transaction,
  matchId: string,
): Promise<{ readonly applied: number; readonly held: number }> {
  const [counted] = await tx.query<{ applied: number; held: number }>(
    `SELECT count(*) FILTER (WHERE r.outcome <> 'held')::integer AS applied,
       count(*) FILTER (WHERE r.outcome = 'held' AND r.settled_at IS NULL)::integer AS held
     FROM child_doubt d JOIN submission_row r
       ON r.authority = d.authority AND r.submission_id = d.submission_id AND r.row_number = d.row_number
     WHERE d.authority = $1 AND d.child_match_id = $2`,
    [tx.context.authority, matchId],
  );
  return { applied: counted?.applied ?? 0, held: counted?.held ?? 0 };
}

/** Puts back into the queue what a decision took out and what is still held and open, as it stood there before. */
export async function reopenDoubts(tx: Transaction, matchId: string): Promise<void> {
  await tx.query(
    `WITH reopened AS (
       UPDATE child_doubt d SET settled_at = NULL, child_match_id = NULL FROM submission_row r
       WHERE d.authority = $1 AND d.child_match_id = $2 AND r.authority = d.authority
         AND r.submission_id = d.submission_id AND r.row_number = d.row_number
         AND r.outcome = 'held' AND r.settled_at IS NULL
       RETURNING d.submission_id, d.row_number)
     UPDATE submission_row r SET is_waiting = true FROM reopened o
     WHERE r.authority = $1 AND r.submission_id = o.submission_id AND r.row_number = o.row_number AND NOT r.is_waiting`,
    [tx.context.authority, matchId],
  );
}
