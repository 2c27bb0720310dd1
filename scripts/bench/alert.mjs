// From the instant when a step comes to the alert that stands in the table, with nothing else to do, and after the worker
// that was about to store it has been killed. On both back ends of the queue.
import { setTimeout as delay } from 'node:timers/promises';
import { received, returnDueAt } from './returns.mjs';
import { withClient, withService } from './server.mjs';
import { median, seconds } from './words.mjs';
import { startRedis, startWorker } from './worker.mjs';

const ALERTS = 100;
/** So far apart that the one before is long over. */
const SPACING_MS = 500;
const FIRST_MS = 3_000;
const KILLS = 8;
/** The sweep of the other worker comes by at any time within it after the kill. */
const SWEEP_EVERY_MS = 4_000;
const KILL_FIRST_MS = 1_500;
const LOOK_EVERY_MS = 5;

export async function benchAlert(server, say) {
  const figures = await onBackEnd(server, undefined, 'PostgreSQL', say);
  const redis = await startRedis();
  if (redis === null) return { ...figures, 'queue on Redis': 'not measured: there is no redis-server' };
  try {
    return { ...figures, ...(await onBackEnd(server, redis.url, 'Redis', say)) };
  } finally {
    await redis.stop();
  }
}

async function onBackEnd(server, redisUrl, name, say) {
  const database = await server.freshDatabase();
  const workers = [];
  const start = async () => {
    workers.push(await startWorker(database.appUrl, redisUrl));
    return workers.at(-1);
  };
  try {
    return await withService(
      database.appUrl,
      async ({ returns }) => {
        const owe = async (prefix, dues) => {
          const told = await returns.receive(received(returnDueAt(prefix, dues), null));
          if (told.new !== dues.length) throw new Error(`Of ${dues.length} rows ${told.new} were taken.`);
        };
        const first = await start();
        await firstSweep(database);
        const waits = (await measureWaits(database, owe)).toSorted((left, right) => left - right);
        say(`  ${name}: ${waits.length} alerts, the slowest after ${seconds(waits.at(-1))}`);
        const after = await measureKills(database, owe, first, start);
        say(`  ${name}: killed ${after.length} times, raised by another after ${after.map(seconds).join(', ')}`);
        const at = (part) => seconds(waits[Math.ceil(part * waits.length) - 1]);
        return {
          [`queue on ${name}, due to stored`]: `median ${at(0.5)}, 99 % within ${at(0.99)}`,
          [`queue on ${name}, worker killed`]: `raised by another after ${seconds(median(after))}, at most ${seconds(Math.max(...after))}`,
        };
      },
      redisUrl,
    );
  } finally {
    for (const worker of workers) await worker.kill();
    await database.drop();
  }
}

/** The tasks of the day are over with it, so that the worker has nothing to do. */
function firstSweep({ superuserUrl }) {
  return withClient(superuserUrl, async (client) => {
    while ((await client.query('SELECT FROM sweep_round')).rowCount === 0) await delay(100);
    await delay(2_000);
  });
}

/** How long after its instant each alert is there to be read, by the clock of the database. In seconds. */
function measureWaits({ superuserUrl }, owe) {
  return withClient(superuserUrl, async (client) => {
    const dues = Array.from({ length: ALERTS }, (_, index) => Date.now() + FIRST_MS + index * SPACING_MS);
    await owe('W', dues);
    const seen = new Map();
    while (seen.size < ALERTS) {
      const { rows } = await client.query(
        `SELECT id, extract(epoch FROM clock_timestamp() - due_at)::float8 AS after FROM alert WHERE id <> ALL ($1::uuid[])`,
        [[...seen.keys()]],
      );
      for (const { id, after } of rows) seen.set(id, after);
      await delay(LOOK_EVERY_MS);
    }
    return [...seen.values()];
  });
}

/** How long after a worker was killed in the middle of storing an alert another one has stored it. In seconds. */
async function measureKills({ superuserUrl }, owe, first, start) {
  const after = [];
  let worker = first;
  for (let kill = 0; kill < KILLS; kill += 1) {
    after.push(
      await withClient(superuserUrl, async (client) => {
        const countOf = async (from) => (await client.query(`SELECT FROM ${from}`)).rowCount;
        const before = await countOf('alert');
        await owe(`K${kill}`, [Date.now() + KILL_FIRST_MS]);
        await client.query('BEGIN');
        await client.query('LOCK TABLE alert IN SHARE MODE');
        while ((await countOf(`pg_locks WHERE relation = 'alert'::regclass AND NOT granted`)) === 0) await delay(10);
        const other = await start();
        await delay((SWEEP_EVERY_MS * kill) / KILLS);
        await worker.kill();
        worker = other;
        await client.query('COMMIT');
        const killed = performance.now();
        while ((await countOf('alert')) === before) await delay(LOOK_EVERY_MS);
        return (performance.now() - killed) / 1000;
      }),
    );
  }
  return after;
}
