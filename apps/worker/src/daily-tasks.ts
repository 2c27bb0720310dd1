import { clearIdempotencyKeys, endAccessThatRanOut, openAccessReviews, suspendUnconfirmed } from '#access';
import { lockImports } from '#casework';
import { isDemonstration } from '#persistence';
import { newId } from '#platform';
import { listAwaitedChildren } from '#submissions';
import type { DailyTask } from './daily.js';

/** What the worker does once a day for each authority, in this order. */
export const dailyTasks: readonly DailyTask[] = [
  { name: 'end-access', run: ({ tx }) => endAccessThatRanOut(tx, newId) },
  { name: 'clear-idempotency-keys', run: ({ tx }) => clearIdempotencyKeys(tx) },
  {
    // Invented people keep their access: a demonstration that runs for a month would lock everybody out of it.
    name: 'suspend-unconfirmed',
    async run({ tx }, today) {
      if (!(await isDemonstration((sql) => tx.query(sql)))) await suspendUnconfirmed(tx, today, newId);
    },
  },
  {
    name: 'open-access-reviews',
    async run({ tx }, today) {
      await openAccessReviews(tx, today, newId);
    },
  },
  {
    // A newer version of the checks may let in what an older one held: then nothing arrives that the row waits for.
    name: 'try-held-rows',
    async run({ tx, retryHeldOf }) {
      await lockImports(tx);
      const childIds = await listAwaitedChildren(tx);
      if (childIds.length > 0) await retryHeldOf(childIds);
    },
  },
];
