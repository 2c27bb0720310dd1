import { appendAudit } from '#access';
import { isForCouncil } from '#domain/submissions';
import type { Finding, ReturnLists } from '#domain/submissions';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { AnsweredSubmission } from './answered-submission.js';
import { keepConfirmation } from './finding-confirmations.js';
import { isConfirmable, subjectOf } from './finding-subject.js';

/** A warning that its sender says is right as it stands, by where it stands. */
export interface WarningWish {
  readonly row: number;
  readonly code: string;
  readonly column: string;
  readonly reason: string;
}

export interface WarningFault {
  readonly kind: 'no-such-warning' | 'not-confirmable' | 'row-not-applied' | 'reason-missing' | 'reason-too-long';
  readonly row: number;
  readonly code: string;
  readonly column: string;
}

export const LONGEST_CONFIRMATION = 500;

interface StoredWarning extends Pick<Finding, 'code' | 'severity' | 'message'> {
  readonly row: number;
  readonly ref: string | null;
  readonly column: string;
  readonly outcome: string;
  readonly episodeId: string | null;
  readonly cells: Readonly<Record<string, string>>;
}

/** A warning that can be confirmed, with the reason. */
interface ConfirmedWarning {
  readonly warning: StoredWarning & { readonly ref: string };
  readonly reason: string;
}

/** Finds the warnings that a sender names, and says what is wrong where one cannot be confirmed. */
export async function matchWarnings(
  tx: Transaction,
  submissionId: string,
  wishes: readonly WarningWish[],
): Promise<{ readonly faults: readonly WarningFault[]; readonly confirmed: readonly ConfirmedWarning[] }> {
  if (wishes.length === 0) return { faults: [], confirmed: [] };
  const warnings = await readWarnings(
    tx,
    submissionId,
    wishes.map(({ row }) => row),
  );
  const faults: WarningFault[] = [];
  const confirmed: ConfirmedWarning[] = [];
  for (const wish of wishes) {
    const warning = warnings.find(isNamedBy(wish));
    const kind = faultOf(wish, warning);
    if (kind !== null) faults.push({ kind, row: wish.row, code: wish.code, column: wish.column });
    else if (warning?.ref) confirmed.push({ warning: { ...warning, ref: warning.ref }, reason: wish.reason.trim() });
  }
  return { faults, confirmed };
}

/** Keeps which warnings were confirmed and why, on record with the children they are about. */
export async function keepConfirmations(
  tx: Transaction,
  submission: AnsweredSubmission,
  confirmed: readonly ConfirmedWarning[],
  lists: ReturnLists,
): Promise<void> {
  if (confirmed.length === 0) return;
  for (const { warning, reason } of confirmed)
    await keepConfirmation(tx, submission, {
      ...{ row: warning.row, ref: warning.ref, code: warning.code, column: warning.column },
      ...{ about: subjectOf(warning, warning.cells, lists), reason },
    });
  const childIds = await childrenOf(
    tx,
    confirmed.flatMap(({ warning }) => warning.episodeId ?? []),
  );
  const itemCount = confirmed.length;
  await appendAudit(tx, { action: 'ReturnWarningsConfirm', itemId: submission.id, itemCount, childIds }, newId);
}

function readWarnings(
  tx: Transaction,
  submissionId: string,
  rows: readonly number[],
): Promise<readonly StoredWarning[]> {
  return tx.query<StoredWarning>(
    `SELECT f.code, f.severity, f.message, f.row_number AS row, f.ref, f.column_name AS column, r.outcome,
       r.episode_id AS "episodeId", r.record AS cells
     FROM finding f JOIN submission_row r ON r.authority = f.authority AND r.submission_id = f.submission_id
       AND r.row_number = f.row_number
     WHERE f.authority = $1 AND f.submission_id = $2 AND f.row_number = ANY($3::integer[]) AND f.column_name IS NOT NULL
       AND f.decision_number = r.decision_number
     ORDER BY f.finding_number`,
    [tx.context.authority, submissionId, rows],
  );
}

function isNamedBy({ row, code, column }: WarningWish): (warning: StoredWarning) => boolean {
  return (warning) => warning.row === row && warning.code === code && warning.column === column;
}

function faultOf(wish: WarningWish, warning: StoredWarning | undefined): WarningFault['kind'] | null {
  // What is for the council is as absent for the sender as what was never found.
  if (warning?.severity !== 'warning' || isForCouncil(warning.code)) return 'no-such-warning';
  if (!isConfirmable(warning)) return 'not-confirmable';
  if (warning.ref === null || warning.episodeId === null || warning.outcome === 'held') return 'row-not-applied';
  const reason = wish.reason.trim();
  if (reason === '') return 'reason-missing';
  return reason.length > LONGEST_CONFIRMATION ? 'reason-too-long' : null;
}

async function childrenOf(tx: Transaction, episodeIds: readonly string[]): Promise<readonly string[]> {
  const children = await tx.query<{ child_id: string }>(
    'SELECT DISTINCT child_id FROM missing_episode WHERE authority = $1 AND id = ANY($2::uuid[])',
    [tx.context.authority, episodeIds],
  );
  return children.map(({ child_id: id }) => id);
}
