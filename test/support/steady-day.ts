import { setTimeout as delay } from 'node:timers/promises';

/** Longer than a file of tests that counts days from today takes on a slow machine. */
const LONGEST_FILE_S = 120;

/**
 * The day stays the same while a file runs: some tests count days from today, and so do the service and the database, each
 * by its own clock. Just before midnight, of London or of the database’s UTC, this waits for the new day.
 */
for (const timeZone of ['UTC', 'Europe/London']) {
  const left = secondsToMidnight(timeZone);
  if (left <= LONGEST_FILE_S) await delay((left + 1) * 1000);
}

function secondsToMidnight(timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' });
  const [hours = 0, minutes = 0, seconds = 0] = clock.format(new Date()).split(':').map(Number);
  return 86_400 - (hours * 60 + minutes) * 60 - seconds;
}
