import type { ChildId } from '#domain/kernel';
import type { Transaction, TransactionContext } from '#persistence';
import { inTransaction, isCollision } from '#persistence';
import type { Job, JobQueue } from '#platform';
import { newId } from '#platform';
import { applyToCases } from './apply-to-cases.js';
import type { CaseBatch } from './apply-to-cases.js';
import { watchCases } from './clocks/follow-clocks.js';
import type { Applied, Look } from './clocks/follow-clocks.js';

type Database = Parameters<typeof inTransaction>[0];

/** What work inside one writing transaction may do. */
export interface CaseworkTransaction {
  readonly tx: Transaction;
  readonly apply: (batch: CaseBatch) => Promise<Applied>;
  /** The same for cases that are only looked at again because time has passed. */
  readonly watch: (batch: Look) => Promise<Applied>;
  /** Wakes a worker once the transaction is committed. */
  readonly wake: (job: Job) => void;
  /**
   * Tries the held rows that may speak of these children again, because something has been decided about them. It takes
   * the lock of imports, which comes before every other one: whoever calls it takes that first.
   */
  readonly retryHeldOf: (childIds: readonly ChildId[]) => Promise<void>;
}

/** How held rows are tried again, by the part of the service that knows what a row says. */
export type RetryHeld = (transaction: CaseworkTransaction, childIds: readonly ChildId[]) => Promise<unknown>;

/** How often a transaction is begun that others keep undoing. */
const TRIES = 4;

/**
 * Opens the writing transactions of the service, and wakes the queue when one has been committed. One that the database
 * undid because another stood in its way is done once more from its beginning, so what is done in it changes nothing
 * outside of it but by waking the queue.
 */
export class Casework {
  constructor(
    private readonly database: Database,
    private readonly queue: Pick<JobQueue, 'add'>,
    private readonly onQueueFailure: (error: unknown) => void,
    private readonly retryHeld: RetryHeld,
  ) {}

  async write<Value>(
    context: TransactionContext,
    work: (casework: CaseworkTransaction) => Promise<Value>,
  ): Promise<Value> {
    const { value, woken } = await this.writeAhead(context, work);
    await woken;
    return value;
  }

  /** The same for one of many: it does not wait until the queue has been woken, so that the next one can begin. */
  async writeAhead<Value>(
    context: TransactionContext,
    work: (casework: CaseworkTransaction) => Promise<Value>,
  ): Promise<{ readonly value: Value; readonly woken: Promise<void> }> {
    for (let left = TRIES - 1; ; left -= 1) {
      try {
        const { value, wakeUps } = await this.attempt(context, work);
        return { value, woken: this.wake(wakeUps) };
      } catch (error) {
        if (left === 0 || !isCollision(error)) throw error;
      }
    }
  }

  private async attempt<Value>(
    context: TransactionContext,
    work: (casework: CaseworkTransaction) => Promise<Value>,
  ): Promise<{ readonly value: Value; readonly wakeUps: readonly Job[] }> {
    const wakeUps: Job[] = [];
    const noted = async (applying: Promise<Applied>): Promise<Applied> => {
      const applied = await applying;
      wakeUps.push(...applied.wakeUps);
      return applied;
    };
    const value = await inTransaction(this.database, context, (tx) => {
      const transaction: CaseworkTransaction = {
        tx,
        apply: (batch) => noted(applyToCases(tx, batch, newId)),
        watch: (batch) => noted(watchCases(tx, batch, newId)),
        wake: (job) => wakeUps.push(job),
        retryHeldOf: async (childIds) => {
          await this.retryHeld(transaction, childIds);
        },
      };
      return work(transaction);
    });
    return { value, wakeUps };
  }

  /** A queue that cannot be reached delays work by at most one sweep and never loses it, so it fails nothing. */
  private async wake(wakeUps: readonly Job[]): Promise<void> {
    try {
      await this.queue.add(wakeUps);
    } catch (error) {
      this.onQueueFailure(error);
    }
  }
}
