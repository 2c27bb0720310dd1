import { isForCouncil } from '#domain/submissions';
import type { ReturnLists } from '#domain/submissions';
import type { Transaction } from '#persistence';
import { withConfirmations } from './confirmations/finding-confirmations.js';
import type { ToldFinding } from './confirmations/finding-confirmations.js';
import { readDifferences } from './confirmations/row-change-store.js';
import type { ShownDifference } from './confirmations/row-change-store.js';
import { readPlacedFindings } from './told-findings.js';

/** How far a submission has come: acknowledged, taken up, or done. */
type SubmissionState = 'received' | 'applying' | 'applied';

/** What became of a submission, as everybody is told it. */
export interface SubmissionResult {
  readonly submission: string;
  readonly state: SubmissionState;
  /** How many rows were received: what is new, same, changed, held and refused adds up to it once the state is `applied`. */
  readonly rows: number;
  /** How many of them have their receipt. */
  readonly done: number;
  readonly new: number;
  readonly same: number;
  readonly changed: number;
  readonly held: number;
  readonly refused: number;
  /** One for each row, in their order; none before the state is `applied`. */
  readonly receipts: readonly { readonly ref: string | null; readonly outcome: string }[];
  /** None before the state is `applied`. */
  readonly findings: readonly ToldFinding[];
  /** What rows changed, or would change once they are confirmed, of what their sender told before. */
  readonly differences: readonly ShownDifference[];
}

/** Who is told: the sender learns nothing that rests on what others told. */
export type Told = 'sender' | 'council';

interface ProgressRow {
  readonly rows: number;
  readonly is_applied: boolean;
  readonly is_leased: boolean;
  readonly counts: Readonly<Partial<Record<string, number>>>;
}

/** Reads the result off the stored receipts, so that it is the same however often a run was taken up again. */
export async function readResult(
  tx: Transaction,
  submissionId: string,
  told: Told,
  lists: ReturnLists,
): Promise<SubmissionResult> {
  const key = [tx.context.authority, submissionId] as const;
  const [progress] = await tx.query<ProgressRow>(
    `SELECT s.row_count AS rows, s.applied_at IS NOT NULL AS is_applied,
       coalesce(s.leased_until > clock_timestamp(), false) AS is_leased,
       (SELECT coalesce(json_object_agg(c.outcome, c.n), '{}') FROM (
         SELECT r.outcome, count(*)::integer AS n FROM submission_row r
         WHERE r.authority = s.authority AND r.submission_id = s.id GROUP BY r.outcome) c) AS counts
     FROM submission s WHERE s.authority = $1 AND s.id = $2`,
    key,
  );
  if (!progress) throw new Error('There is no such submission.');
  const count = (outcome: string) => progress.counts[outcome] ?? 0;
  const outcomes = { new: count('new'), same: count('same'), changed: count('changed'), held: count('held') };
  const refused = count('refused');
  const done = outcomes.new + outcomes.same + outcomes.changed + outcomes.held + refused;
  const state = progress.is_applied ? 'applied' : progress.is_leased || done > 0 ? 'applying' : 'received';
  const found = state === 'applied' ? await readLists(tx, key, told, lists) : noLists;
  return { submission: submissionId, state, rows: progress.rows, done, ...outcomes, refused, ...found };
}

type Lists = Pick<SubmissionResult, 'receipts' | 'findings' | 'differences'>;
type Key = readonly [authority: string, submissionId: string];

const noLists: Lists = { receipts: [], findings: [], differences: [] };

async function readLists(tx: Transaction, key: Key, told: Told, lists: ReturnLists): Promise<Lists> {
  const receipts = await tx.query<SubmissionResult['receipts'][number]>(
    'SELECT ref, outcome FROM submission_row WHERE authority = $1 AND submission_id = $2 ORDER BY row_number',
    key,
  );
  const differences = await readDifferences(tx, key);
  const findings = (await readPlacedFindings(tx, key)).filter(
    ({ finding: { code } }) => told === 'council' || !isForCouncil(code),
  );
  return { receipts, findings: await withConfirmations(tx, key, findings, lists), differences };
}
