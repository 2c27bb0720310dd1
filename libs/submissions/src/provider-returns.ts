import { appendAudit } from '#access';
import type { Casework } from '#casework';
import type { AuthorityCode } from '#domain/kernel';
import { instantOf } from '#domain/time';
import { inTransaction, systemContext } from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { applyAndKeepReceipts } from './apply-and-keep-receipts.js';
import type { ImportRun } from './apply-and-keep-receipts.js';
import { applyJob } from './apply-job.js';
import { checkReturn } from './check-return.js';
import { answerReturn } from './confirmations/answer-return.js';
import type { Answered, OnAnswered, ReturnAnswer } from './confirmations/answer-return.js';
import { storeFileFindings } from './finding-store.js';
import { chunksOf, keepAndApply } from './keep-and-apply.js';
import { checkContext, keepReturn, openContext } from './keep-return.js';
import type { ReceivedReturn } from './keep-return.js';
import { parseReturn } from './parse-return.js';
import type { ParsedReturn } from './return-refused.js';
import { LeaseLost, endLease, renewLease, takeLease } from './submission-lease.js';
import { readResult } from './submission-result.js';
import type { SubmissionResult, Told } from './submission-result.js';

/** What has more rows or bytes than this takes seconds, for which no program has to wait. */
const LARGE_ROWS = 2_000;
const LARGE_BYTES = 1024 * 1024;

type Progress = (done: number, of: number) => void;
type Database = Parameters<typeof inTransaction>[0];

/** How a program would have its return taken in. */
export interface Acceptance {
  /** It would rather not wait, however small the return is. */
  readonly isAsync: boolean;
  /** What else is kept in the transaction that acknowledges the return; when it throws, the return is not kept either. */
  readonly onKept: (tx: Transaction, kept: SubmissionResult) => Promise<void>;
}

/** Takes provider returns in: keeps the file, then applies its rows in chunks that can be taken up again after a crash. */
export class ProviderReturns {
  constructor(
    private readonly casework: Casework,
    private readonly database: Database,
    private readonly lists: ReferenceLists,
  ) {}

  /** Keeps a return and applies it. A file that cannot be taken is refused whole and changes nothing. */
  async receive(received: ReceivedReturn, onProgress: Progress = () => undefined): Promise<SubmissionResult> {
    const parsed = await parseReturn(received.bytes, received.format);
    const context = await openContext(this.database, received);
    const kept = { submissionId: newId(), leaseId: newId() };
    await this.casework.write(context, (casework) => keepReturn(casework.tx, kept, received, parsed, this.lists));
    await this.apply(systemContext(received.authority, received.actorName), kept, onProgress, parsed);
    return this.result(context, kept.submissionId, 'sender');
  }

  /**
   * Keeps a return and applies it, unless it is large or the program would not wait: then a worker is woken for it, and
   * the result says that it was received. It may also say that it is being applied: by a worker that took it up because
   * this run was silent for too long.
   */
  async accept(received: ReceivedReturn, { isAsync, onKept }: Acceptance): Promise<SubmissionResult> {
    const parsed = await parseReturn(received.bytes, received.format);
    const context = await openContext(this.database, received);
    const isLeft = isAsync || parsed.rows.length > LARGE_ROWS || received.bytes.length > LARGE_BYTES;
    const [submissionId, leaseId] = [newId(), newId()];
    const kept = await this.casework.write(context, async ({ tx, wake }) => {
      await keepReturn(tx, { submissionId, leaseId: isLeft ? null : leaseId }, received, parsed, this.lists);
      const result = await readResult(tx, submissionId, 'sender', this.lists);
      await onKept(tx, result);
      if (isLeft) wake(applyJob(received.authority, submissionId));
      return result;
    });
    if (isLeft) return kept;
    const held = { submissionId, leaseId };
    try {
      await this.apply(systemContext(received.authority, received.actorName), held, undefined, parsed);
    } catch (error) {
      // Another run has it by now, and goes on with it.
      if (!(error instanceof LeaseLost)) throw error;
    }
    return this.result(context, submissionId, 'sender');
  }

  /** Says what a return would do, and does none of it. */
  async rehearse(received: ReceivedReturn): Promise<SubmissionResult> {
    const parsed = await parseReturn(received.bytes, received.format);
    const context = await openContext(this.database, received);
    const rehearsal = new Rehearsal();
    await this.casework
      .write(context, async (casework) => {
        const submissionId = await keepAndApply(casework, { received, parsed, lists: this.lists });
        rehearsal.result = await readResult(casework.tx, submissionId, 'sender', this.lists);
        throw rehearsal;
      })
      .catch((error: unknown) => {
        if (error !== rehearsal) throw error;
      });
    if (!rehearsal.result) throw new Error('A rehearsal ended without a result.');
    return rehearsal.result;
  }

  /** Applies what is left of a submission; does nothing when another run holds it or it is done. */
  resume(authority: AuthorityCode, submissionId: string, actorName: string): Promise<boolean> {
    return this.apply(systemContext(authority, actorName), { submissionId, leaseId: newId() });
  }

  /** Applies a submission under a lease. What was kept is read unless it is at hand. */
  private async apply(
    context: TransactionContext,
    { submissionId, leaseId }: { readonly submissionId: string; readonly leaseId: string },
    onProgress: Progress = () => undefined,
    atHand: ParsedReturn | null = null,
  ): Promise<boolean> {
    const lease = await this.casework.write(context, (casework) => takeLease(casework.tx, submissionId, leaseId));
    if (!lease) return false;
    const parsed = atHand ?? (await parseReturn(lease.content, lease.format));
    const checking = await inTransaction(this.database, context, (tx) =>
      checkContext(
        tx,
        { providerId: lease.provider_id, period: lease.period, judgedAt: instantOf(lease.judged_at) },
        this.lists,
      ),
    );
    const checked = checkReturn(parsed, checking);
    const done = new Set(lease.done);
    const left = checked.rows.filter(({ row }) => !done.has(row));
    const origin = { submissionId, receivedAt: instantOf(lease.received_at) };
    const run: ImportRun = { casework: this.casework, context, origin, leaseId, checking, lists: this.lists };
    for (const chunk of chunksOf(left)) {
      await applyAndKeepReceipts(run, chunk.map(checked.check));
      chunk.forEach(({ row }) => done.add(row));
      onProgress(done.size, checked.rows.length);
    }
    await this.casework.write(context, async ({ tx }) => {
      await renewLease(tx, submissionId, leaseId);
      await storeFileFindings(tx, submissionId, checked.fileFindings);
      await endLease(tx, submissionId);
    });
    return true;
  }

  /** Submissions of an authority that were acknowledged and are not applied, oldest first. */
  async listUnapplied(authority: AuthorityCode): Promise<readonly string[]> {
    const rows = await inTransaction(this.database, systemContext(authority, 'worker'), (tx) =>
      tx.query<{ id: string }>(
        'SELECT id FROM submission WHERE authority = $1 AND applied_at IS NULL ORDER BY received_at',
        [authority],
      ),
    );
    return rows.map(({ id }) => id);
  }

  /** What became of a submission; null when there is none that the asker may see. */
  find(context: TransactionContext, submissionId: string, told: Told): Promise<SubmissionResult | null> {
    return inTransaction(this.database, context, async (tx) => {
      const known = await tx.query('SELECT FROM submission WHERE authority = $1 AND id = $2', [
        context.authority,
        submissionId,
      ]);
      if (known.length === 0) return null;
      await appendAudit(tx, { action: 'SubmissionRead', itemId: submissionId, itemCount: 1, childIds: [] }, newId);
      return readResult(tx, submissionId, told, this.lists);
    });
  }

  /** Takes what a sender answers to its own return: changes that it confirms or withdraws, and warnings. */
  answer(
    context: TransactionContext,
    submissionId: string,
    answer: ReturnAnswer,
    onAnswered?: OnAnswered,
  ): Promise<Answered> {
    const { casework, database, lists } = this;
    return answerReturn({ casework, database, lists }, context, submissionId, answer, onAnswered);
  }

  private async result(context: TransactionContext, submissionId: string, told: Told): Promise<SubmissionResult> {
    const result = await this.find(context, submissionId, told);
    if (!result) throw new Error('A submission that was just kept is not there.');
    return result;
  }
}

/** Thrown to roll a rehearsal back. */
class Rehearsal extends Error {
  result: SubmissionResult | null = null;
}
