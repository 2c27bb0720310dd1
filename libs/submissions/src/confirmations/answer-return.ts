import { appendAudit } from '#access';
import type { Casework, CaseworkTransaction } from '#casework';
import { lockImports } from '#casework';
import { inTransaction, systemContext } from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { readResult } from '../submission-result.js';
import type { SubmissionResult } from '../submission-result.js';
import type { AnsweredSubmission } from './answered-submission.js';
import { confirmChanges } from './confirm-changes.js';
import { keepConfirmations, matchWarnings } from './confirm-warnings.js';
import type { WarningFault, WarningWish } from './confirm-warnings.js';
import { closeWithdrawn, decideRowChanges, readChangeStates } from './row-change-store.js';

/** What a sender answers to what was found in its return. */
export interface ReturnAnswer {
  /** Rows whose change it confirms. */
  readonly rows: readonly number[];
  /** Rows whose change it takes back: they stay held and are never applied. */
  readonly withdraw: readonly number[];
  /** Warnings that it says are right as they stand. */
  readonly findings: readonly WarningWish[];
}

/** Why an answer was not taken; none of it is done then. */
export type AnswerFault =
  | { readonly kind: 'not-applied-yet' }
  | { readonly kind: 'row-not-waiting'; readonly row: number }
  | { readonly kind: 'row-named-twice'; readonly row: number }
  | WarningFault;

export type Answered =
  | { readonly kind: 'no-such-submission' }
  | { readonly kind: 'refused'; readonly faults: readonly AnswerFault[] }
  | ({ readonly kind: 'done' } & AnsweredReturn);

/** What became of a return that was answered. */
export interface AnsweredReturn {
  readonly result: SubmissionResult;
  /** Rows that are not applied, because the sender told something else meanwhile: shown anew, to be confirmed again. */
  readonly shownAnew: readonly number[];
}

/** What an answer is taken with. */
interface Answering {
  readonly casework: Casework;
  readonly database: Parameters<typeof inTransaction>[0];
  readonly lists: ReferenceLists;
}

/** Done with the answer in the transaction that takes it; when it throws, the answer is not taken. */
export type OnAnswered = (tx: Transaction, answered: AnsweredReturn) => Promise<void>;

/**
 * Takes what a sender answers to its own return: the changes that it confirms are applied, and what it withdraws or
 * confirms is kept, all in one transaction and on record. Whose the return is, the sender's own context decides.
 */
export async function answerReturn(
  { casework, database, lists }: Answering,
  context: TransactionContext,
  submissionId: string,
  answer: ReturnAnswer,
  onAnswered: OnAnswered = () => Promise.resolve(),
): Promise<Answered> {
  const submission = await inTransaction(database, context, (tx) => findSubmission(tx, submissionId));
  if (!submission) return { kind: 'no-such-submission' };
  if (!submission.isApplied) return { kind: 'refused', faults: [{ kind: 'not-applied-yet' }] };
  // Rows are applied with everything on record in sight, as when they came.
  const { authority, actorName, requestId, personId, address } = context;
  const service = { ...systemContext(authority, actorName, requestId), personId, address };
  return casework.write(service, async (transaction): Promise<Answered> => {
    const { tx } = transaction;
    await lockImports(tx);
    const warnings = await matchWarnings(tx, submissionId, answer.findings);
    const faults = [...(await faultsOf(tx, submissionId, answer)), ...warnings.faults];
    if (faults.length > 0) return { kind: 'refused', faults };
    const shownAnew = await answerChanges(transaction, submission, answer, lists);
    await keepConfirmations(tx, submission, warnings.confirmed, lists);
    const result = await readResult(tx, submissionId, 'sender', lists);
    await onAnswered(tx, { result, shownAnew });
    return { kind: 'done', result, shownAnew };
  });
}

async function findSubmission(
  tx: Transaction,
  submissionId: string,
): Promise<(AnsweredSubmission & { readonly isApplied: boolean }) | null> {
  const [found] = await tx.query<AnsweredSubmission & { readonly isApplied: boolean }>(
    `SELECT id, provider_id AS "providerId", applied_at IS NOT NULL AS "isApplied"
     FROM submission WHERE authority = $1 AND id = $2`,
    [tx.context.authority, submissionId],
  );
  return found ?? null;
}

async function faultsOf(
  tx: Transaction,
  submissionId: string,
  { rows, withdraw }: ReturnAnswer,
): Promise<readonly AnswerFault[]> {
  const states = await readChangeStates(tx, submissionId, [...rows, ...withdraw]);
  const twice = withdraw.filter((row) => rows.includes(row));
  // Confirmed once more, or withdrawn once more, it is as it is.
  const isFit = (row: number, state: string) => states.get(row) === 'waiting' || states.get(row) === state;
  const unfit = [
    ...rows.filter((row) => !isFit(row, 'confirmed')),
    ...withdraw.filter((row) => !isFit(row, 'withdrawn')),
  ];
  return [
    ...[...new Set(twice)].map((row) => ({ kind: 'row-named-twice', row }) as const),
    ...[...new Set(unfit)].map((row) => ({ kind: 'row-not-waiting', row }) as const),
  ];
}

async function answerChanges(
  transaction: CaseworkTransaction,
  submission: AnsweredSubmission,
  { rows, withdraw }: ReturnAnswer,
  lists: ReferenceLists,
): Promise<readonly number[]> {
  if (rows.length + withdraw.length === 0) return [];
  const { tx } = transaction;
  await decideRowChanges(tx, submission.id, withdraw, 'withdrawn');
  await closeWithdrawn(tx, submission.id, withdraw);
  const shownAnew = await confirmChanges(transaction, submission, rows, lists);
  const itemCount = new Set([...rows, ...withdraw]).size;
  await appendAudit(tx, { action: 'ReturnChangesAnswer', itemId: submission.id, itemCount, childIds: [] }, newId);
  return shownAnew;
}
