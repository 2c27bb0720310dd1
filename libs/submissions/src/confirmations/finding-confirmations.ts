import type { Finding, ReturnLists } from '#domain/submissions';
import { instantOf } from '#domain/time';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import { isConfirmable, subjectOf } from './finding-subject.js';

type Cells = Readonly<Record<string, string>>;

/** That a warning is right as it stands: who says so, when, and why. */
export interface Confirmation {
  readonly by: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly reason: string;
}

/** A finding as its sender is told it. */
export interface ToldFinding extends Finding {
  /** Whether the sender may still say that it is right as it stands; absent where not. */
  readonly canConfirm?: true;
  readonly confirmation?: Confirmation;
}

/** A finding with the row that it stands in; null where it concerns no one cell. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly cells: Cells | null;
  /** Whether its row was applied. */
  readonly isApplied: boolean;
}

interface ConfirmationRow {
  readonly ref: string;
  readonly code: string;
  readonly column_name: string;
  readonly about_sha256: Buffer;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

/** Findings with what was confirmed of the same reference about the same values, in whichever return that was. */
export async function withConfirmations(
  tx: Transaction,
  [authority, submissionId]: readonly [authority: string, submissionId: string],
  findings: readonly PlacedFinding[],
  lists: ReturnLists,
): Promise<readonly ToldFinding[]> {
  const rows = await tx.query<ConfirmationRow>(
    `SELECT c.ref, c.code, c.column_name, c.about_sha256, c.reason, c.confirmed_at AS at,
       coalesce(p.display_name, c.confirmed_by) AS by
     FROM submission s JOIN finding_confirmation c ON c.authority = s.authority AND c.provider_id = s.provider_id
     LEFT JOIN person p ON p.id = c.person_id
     WHERE s.authority = $1 AND s.id = $2
       AND c.ref IN (SELECT r.ref FROM submission_row r WHERE r.authority = $1 AND r.submission_id = $2)`,
    [authority, submissionId],
  );
  const known = new Map(rows.map((row) => [keyOf(row, row.about_sha256), row]));
  const named = new Set(rows.map((row) => keyOf(row)));
  return findings.map(({ finding, cells, isApplied }): ToldFinding => {
    const { ref, code, column } = finding;
    if (ref === null || column === null || cells === null) return finding;
    const place = { ref, code, column_name: column };
    const isNamed = named.has(keyOf(place));
    const confirmed = isNamed ? known.get(keyOf(place, subjectOf(finding, cells, lists))) : undefined;
    if (!confirmed) return isApplied && isConfirmable(finding) ? { ...finding, canConfirm: true } : finding;
    const { by, at, reason } = confirmed;
    return { ...finding, confirmation: { by, at: instantOf(at).toString(), reason } };
  });
}

function keyOf(
  { ref, code, column_name: column }: Pick<ConfirmationRow, 'ref' | 'code' | 'column_name'>,
  about?: Uint8Array,
) {
  return JSON.stringify([ref, code, column, about ? Buffer.from(about).toString('hex') : '']);
}

/** A warning that is confirmed, with the row that it stands in. */
export interface NewConfirmation {
  readonly row: number;
  readonly ref: string;
  readonly code: string;
  readonly column: string;
  readonly about: Uint8Array;
  readonly reason: string;
}

/** Keeps that a warning was confirmed; the first reason stays where two are given at once. */
export async function keepConfirmation(
  tx: Transaction,
  { id: submissionId, providerId }: { readonly id: string; readonly providerId: string },
  { row, ref, code, column, about, reason }: NewConfirmation,
): Promise<void> {
  const { authority, actorName, personId } = tx.context;
  await tx.query(
    `INSERT INTO finding_confirmation
       (authority, id, provider_id, ref, code, column_name, about_sha256, reason, submission_id, row_number, confirmed_at,
        confirmed_by, person_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, transaction_timestamp(), $11, $12) ON CONFLICT DO NOTHING`,
    [authority, newId(), providerId, ref, code, column, about, reason, submissionId, row, actorName, personId],
  );
}
