import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { DataSource } from 'typeorm';

/**
 * What time it is by the clock of the database. Deadlines are judged by it alone, because the clocks of several hosts differ
 * and any of them may be wrong.
 */
export async function databaseNow(database: Pick<DataSource, 'query'>): Promise<Instant> {
  const [clock] = await database.query<{ now: Date }[]>('SELECT clock_timestamp() AS now');
  if (!clock) throw new Error('The database did not say what time it is.');
  return instantOf(clock.now);
}
