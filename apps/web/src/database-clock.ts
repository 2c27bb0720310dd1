import { instantOf } from '#domain/time';
import { databaseNow } from '#persistence';
import type { Service } from '#service';
import type { Clock } from './clock.js';

/** So often the database is asked anew: what a host counts wrong in this time does not show. */
const FOLLOW_EVERY_MS = 30_000;

/**
 * The clock of the database, as the pages tell time by it: what is recorded "now" and whether something is due are judged
 * alike on every host, whatever its own clock says. Between two askings, and while the database is away, time is counted
 * by how long the process has run, which setting a clock does not change.
 */
export async function followDatabaseClock(database: Service['database']): Promise<Clock> {
  let seen = await look(database);
  const follow = () =>
    look(database).then(
      (newer) => (seen = newer),
      () => undefined,
    );
  setInterval(() => void follow(), FOLLOW_EVERY_MS).unref();
  return () => instantOf(new Date(seen.at + performance.now() - seen.since));
}

/** The answer is as old as half of the time that it took. */
async function look(database: Service['database']): Promise<{ readonly at: number; readonly since: number }> {
  const asked = performance.now();
  const now = await databaseNow(database);
  return { at: now.epochMilliseconds, since: (asked + performance.now()) / 2 };
}
