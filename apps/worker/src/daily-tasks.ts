import { endAccessThatRanOut, openAccessReviews, suspendUnconfirmed } from '#access';
import { isDemonstration } from '#persistence';
import { newId } from '#platform';
import type { DailyTask } from './daily.js';

/** What the worker does once a day for each authority, in this order. */
export const dailyTasks: readonly DailyTask[] = [
  { name: 'end-access', run: ({ tx }) => endAccessThatRanOut(tx) },
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
];
