import { appendAudit } from '#access';
import type { Casework } from '#casework';
import type { AuthorityCode } from '#domain/kernel';
import { instantOf } from '#domain/time';
import { inTransaction, systemContext } from '#persistence';
import type { ReferenceLists, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { applyAndKeepReceipts } from './apply-and-keep-receipts.js';
import type { ImportRun } from './apply-and-keep-receipts.js';
import { applyChunk } from './apply-chunk.js';
import { checkReturn } from './check-return.js';
import { checkContext, keepReturn, openContext } from './keep-return.js';
import type { ReceivedReturn } from './keep-return.js';
import { parseReturn } from './parse-return.js';
import type { ParsedReturn, ParsedRow } from './return-refused.js';
import { endLease, renewLease, takeLease } from './submission-lease.js';
import { readResult, storeFindings, storeOutcomes } from './submission-store.js';
import type { SubmissionResult, Told } from './submission-store.js';

/** How many rows one transaction takes. */
const CHUNK = 500;

type Progress = (done: number, of: number) => void;
type Database = Parameters<typeof inTransaction>[0];

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

  /** Says what a return would do, and does none of it. */
  async rehearse(received: ReceivedReturn): Promise<SubmissionResult> {
    const parsed = await parseReturn(received.bytes, received.format);
    const context = await openContext(this.database, received);
    const rehearsal = new Rehearsal();
    await this.casework
      .write(context, async (casework) => {
        const submissionId = newId();
        const checking = await keepReturn(
          casework.tx,
          { submissionId, leaseId: newId() },
          received,
          parsed,
          this.lists,
        );
        const checked = checkReturn(parsed, checking);
        await storeFindings(casework.tx, submissionId, checked.fileFindings);
        for (const chunk of chunksOf(checked.rows)) {
          const outcomes = await applyChunk(casework, chunk.map(checked.check), checking);
          await storeOutcomes(casework.tx, submissionId, outcomes);
        }
        rehearsal.result = await readResult(casework.tx, submissionId, 'sender');
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
      checkContext(tx, lease.provider_id, instantOf(lease.judged_at), this.lists),
    );
    const checked = checkReturn(parsed, checking);
    const done = new Set(lease.done);
    const left = checked.rows.filter(({ row }) => !done.has(row));
    const run: ImportRun = { casework: this.casework, context, submissionId, leaseId, checking };
    for (const chunk of chunksOf(left)) {
      await applyAndKeepReceipts(run, chunk.map(checked.check));
      chunk.forEach(({ row }) => done.add(row));
      onProgress(done.size, checked.rows.length);
    }
    await this.casework.write(context, async ({ tx }) => {
      await renewLease(tx, submissionId, leaseId);
      await storeFindings(tx, submissionId, checked.fileFindings);
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
  find(context: TransactionContext, submissionId: string): Promise<SubmissionResult | null> {
    return this.read(context, submissionId, context.actor === 'provider' ? 'sender' : 'council');
  }

  private read(context: TransactionContext, submissionId: string, told: Told): Promise<SubmissionResult | null> {
    return inTransaction(this.database, context, async (tx) => {
      const known = await tx.query('SELECT FROM submission WHERE authority = $1 AND id = $2', [
        context.authority,
        submissionId,
      ]);
      if (known.length === 0) return null;
      await appendAudit(tx, { action: 'SubmissionRead', itemId: submissionId, itemCount: 1, childIds: [] }, newId);
      return readResult(tx, submissionId, told);
    });
  }

  private async result(context: TransactionContext, submissionId: string, told: Told): Promise<SubmissionResult> {
    const result = await this.read(context, submissionId, told);
    if (!result) throw new Error('A submission that was just kept is not there.');
    return result;
  }
}

/** Thrown to roll a rehearsal back. */
class Rehearsal extends Error {
  result: SubmissionResult | null = null;
}

function chunksOf(rows: readonly ParsedRow[]): readonly (readonly ParsedRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
