import type { Transaction, TransactionContext } from '#persistence';
import { inTransaction } from '#persistence';
import type { JobQueue } from '#platform';
import { newId } from '#platform';
import { applyToCases } from './apply-to-cases.js';
import type { Applied, CaseBatch } from './apply-to-cases.js';
import type { WakeUp } from './wake-ups.js';

type Database = Parameters<typeof inTransaction>[0];

/** What work inside one writing transaction may do. */
export interface CaseworkTransaction {
  readonly tx: Transaction;
  readonly apply: (batch: CaseBatch) => Promise<Applied>;
}

/** Opens the writing transactions of the service, and wakes the queue when one has been committed. */
export class Casework {
  constructor(
    private readonly database: Database,
    private readonly queue: Pick<JobQueue, 'add'>,
    private readonly onQueueFailure: (error: unknown) => void,
  ) {}

  async write<Value>(
    context: TransactionContext,
    work: (casework: CaseworkTransaction) => Promise<Value>,
  ): Promise<Value> {
    const wakeUps: WakeUp[] = [];
    const value = await inTransaction(this.database, context, (tx) =>
      work({
        tx,
        apply: async (batch) => {
          const applied = await applyToCases(tx, batch, newId);
          wakeUps.push(...applied.wakeUps);
          return applied;
        },
      }),
    );
    await this.wake(wakeUps);
    return value;
  }

  /** A queue that cannot be reached delays an alert by at most one sweep and never loses it, so it fails nothing. */
  private async wake(wakeUps: readonly WakeUp[]): Promise<void> {
    try {
      await this.queue.add(wakeUps);
    } catch (error) {
      this.onQueueFailure(error);
    }
  }
}
