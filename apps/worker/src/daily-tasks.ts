import { endAccessThatRanOut } from '#access';
import type { DailyTask } from './daily.js';

/** What the worker does once a day for each authority, in this order. */
export const dailyTasks: readonly DailyTask[] = [{ name: 'end-access', run: ({ tx }) => endAccessThatRanOut(tx) }];
