import type { FaultWorld } from './fault-world.js';
import { connect } from './two-authorities.js';
import { until } from './until.js';

/** Keeps every alert from being stored, so that whoever raises one stands still in the middle of its transaction. */
export async function holdAlerts(world: FaultWorld) {
  const client = await connect(world.test.database.superuserUrl);
  await client.query('BEGIN');
  await client.query('LOCK TABLE alert IN SHARE MODE');
  const waiting = `
    SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE d.datname = current_database() AND l.relation = 'alert'::regclass AND NOT l.granted`;
  return {
    untilWaitedFor: () =>
      until('a worker is about to store an alert', async () => (await world.sql(waiting)).length > 0),
    async release() {
      await client.query('COMMIT');
      await client.end();
    },
  };
}
