// A sweep over 20,000 overdue steps against bare statements that write the same alerts and deadlines.
import { sweepDeadlines } from '#casework';
import { plusHours } from '#domain/time';
import { inTransaction } from './plain-inserts.mjs';
import { SUTTON, at, received, unansweredReturn } from './returns.mjs';
import { withClient, withService } from './server.mjs';
import { median, ratio, seconds } from './words.mjs';

const CHILDREN = 10_000;
const STEPS = 2 * CHILDREN;
const RUNS = 3;
const BATCH = 500;
/** By then the offer is overdue for every child and the first warning has come, and the second has not. */
const sweptAt = plusHours(at, 49);

export async function benchSweep(server, say) {
  const runs = [];
  for (let run = 1; run <= RUNS; run += 1) {
    runs.push(await sweepAndWrite(server));
    const { swept, plain } = runs.at(-1);
    say(`  run ${run}: sweep ${seconds(swept)}, bare statements ${seconds(plain)}`);
  }
  const swept = median(runs.map((run) => run.swept));
  const plain = median(runs.map((run) => run.plain));
  return {
    sweep: `${seconds(swept)}, ${Math.round(STEPS / swept)} steps/s (${STEPS} steps of ${CHILDREN} children)`,
    'bare statements': `${seconds(plain)}, ${Math.round(STEPS / plain)} steps/s`,
    ratio: ratio(plain, swept),
  };
}

/** The bare statements write into a copy of the database that was made just before the sweep. */
async function sweepAndWrite(server) {
  const database = await server.freshDatabase();
  await withService(database.appUrl, ({ returns }) => returns.receive(received(unansweredReturn(CHILDREN))));
  const copy = await server.freshDatabase(database.name);
  const swept = await sweepAll(database.appUrl);
  const written = await readWritten(database.superuserUrl);
  await database.drop();
  if (written.length !== STEPS) throw new Error(`The sweep raised ${written.length} alerts for ${STEPS} steps.`);
  await server.settle();
  const plain = await writeSame(copy.appUrl, written);
  await copy.drop();
  return { swept, plain };
}

function sweepAll(databaseUrl) {
  return withService(databaseUrl, async ({ casework }) => {
    const start = performance.now();
    await sweepDeadlines(casework, SUTTON, sweptAt, 'bench');
    return (performance.now() - start) / 1000;
  });
}

/** Each alert, with what the sweep left of its deadline. */
async function readWritten(superuserUrl) {
  const { rows } = await withClient(superuserUrl, (client) =>
    client.query({
      text: `SELECT a.authority, a.id::text, a.deadline_id::text, a.episode_id::text, a.step, a.rule_version, a.due_at::text,
               a.raised_at::text, a.is_late::text, d.next_step, d.next_step_at::text, d.modified_at::text, d.modified_by
             FROM alert a JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
             WHERE a.authority = $1 ORDER BY a.ctid`,
      values: [SUTTON],
      rowMode: 'array',
    }),
  );
  return rows;
}

const sql = `
  WITH fact AS (
    SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[],
      $8::timestamptz[], $9::boolean[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::text[])
    AS f (authority, id, deadline_id, episode_id, step, rule_version, due_at, raised_at, is_late, next_step, next_step_at, modified_at, modified_by)
  ), alerted AS (
    INSERT INTO alert (authority, id, deadline_id, episode_id, step, rule_version, due_at, raised_at, is_late)
    SELECT authority, id, deadline_id, episode_id, step, rule_version, due_at, raised_at, is_late FROM fact
  )
  UPDATE deadline d
  SET next_step = f.next_step, next_step_at = f.next_step_at, modified_at = f.modified_at, modified_by = f.modified_by
  FROM fact f WHERE d.authority = f.authority AND d.id = f.deadline_id`;

/** As many transactions as the sweep needs at least, each with the alerts and deadlines of as many cases. */
function writeSame(appUrl, written) {
  return withClient(appUrl, async (client) => {
    const start = performance.now();
    for (let first = 0; first < written.length; first += 2 * BATCH) {
      const rows = written.slice(first, first + 2 * BATCH);
      const lists = rows[0].map((_, column) => rows.map((row) => row[column]));
      await inTransaction(client, () => client.query(sql, lists));
    }
    return (performance.now() - start) / 1000;
  });
}
