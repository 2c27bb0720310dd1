import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService } from '#persistence';
import type { SqlValue, Transaction } from '#persistence';
import type { QuestionedRow } from './load-threads.js';

/** A row that is held, as far as the council is told of it: where it stands and what was found, not what it says. */
export interface HeldRow extends QuestionedRow {
  readonly providerId: ProviderId;
  readonly providerName: string;
  readonly ref: string | null;
  readonly decidedAt: Instant;
  /** The checks that hold it: their code, and the column where they point to one. */
  readonly findings: readonly { readonly code: string; readonly column: string | null }[];
  /** A question about this very row, the last one. */
  readonly questionId: string | null;
}

/** A row as it was found, with the children of whom it may speak. */
export interface FoundRow {
  readonly submission_id: string;
  readonly row_number: number;
  readonly provider_id: ProviderId;
  readonly provider_name: string;
  readonly period: string | null;
  readonly ref: string | null;
  readonly decided_at: Date;
  readonly outcome: string;
  readonly episode_id: EpisodeId | null;
  readonly episode_child_id: ChildId | null;
  readonly question_id: string | null;
  readonly child_ids: readonly ChildId[];
  readonly findings: HeldRow['findings'];
}

/** Rows by a condition, read as the service: who may see them is for the caller to find out. */
export function findRows(
  tx: Transaction,
  condition: string,
  parameters: readonly [SqlValue, SqlValue],
  most: number,
): Promise<readonly FoundRow[]> {
  return asService(tx, () =>
    tx.query<FoundRow>(
      `SELECT r.submission_id, r.row_number, b.provider_id, p.name AS provider_name, b.period, r.ref, r.decided_at,
         r.outcome, e.id AS episode_id, e.child_id AS episode_child_id,
         (SELECT q.id FROM provider_question q
          WHERE q.authority = r.authority AND q.submission_id = r.submission_id AND q.row_number = r.row_number
          ORDER BY (SELECT min(m.written_at) FROM question_message m
            WHERE m.authority = q.authority AND m.question_id = q.id) DESC, q.id LIMIT 1) AS question_id,
         ARRAY(SELECT c.child_id FROM children_of_row(r.authority, r.submission_id, r.row_number) c
           UNION SELECT e.child_id WHERE e.child_id IS NOT NULL) AS child_ids,
         (SELECT coalesce(json_agg(json_build_object('code', f.code, 'column', f.column_name) ORDER BY f.finding_number), '[]')
          FROM finding f WHERE f.authority = r.authority AND f.submission_id = r.submission_id
            AND f.row_number = r.row_number AND f.severity = 'error') AS findings
       FROM submission_row r
       JOIN submission b ON b.authority = r.authority AND b.id = r.submission_id
       JOIN provider p ON p.id = b.provider_id
       LEFT JOIN source_reference s
         ON s.authority = b.authority AND s.provider_id = b.provider_id AND s.ref = r.ref
       LEFT JOIN missing_episode e ON e.authority = r.authority AND e.id = coalesce(r.episode_id, s.episode_id)
       WHERE r.authority = $1 AND ${condition}
       ORDER BY r.decided_at DESC, r.submission_id DESC, r.row_number DESC LIMIT $4`,
      [tx.context.authority, ...parameters, most],
    ),
  );
}

/** Leaves out the rows that speak of a child whose record whoever asks may not see. */
export async function withoutUnseen(tx: Transaction, rows: readonly FoundRow[]): Promise<readonly FoundRow[]> {
  const seen = await tx.query<{ id: ChildId }>('SELECT id FROM child WHERE authority = $1 AND id = ANY($2::uuid[])', [
    ...[tx.context.authority, rows.flatMap((row) => row.child_ids)],
  ]);
  const ids = new Set(seen.map(({ id }) => id));
  return rows.filter(({ child_ids: childIds }) => childIds.every((id) => ids.has(id)));
}

/** What the council is told of a row that was found. */
export function heldRow(found: FoundRow): HeldRow {
  return {
    ...{ submissionId: found.submission_id, row: found.row_number, period: found.period, ref: found.ref },
    ...{ providerId: found.provider_id, providerName: found.provider_name, decidedAt: instantOf(found.decided_at) },
    ...{ findings: found.findings, questionId: found.question_id },
  };
}
