// A sweep over 20,000 overdue steps against bare statements that write the same rows: alerts with their escalation and
// their messages, deadlines, and the log.
import { sweepDeadlines } from '#casework';
import { plusHours } from '#domain/time';
import { columnsOf, inTransaction, insertSql } from './plain-inserts.mjs';
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
  const before = await readTime(database.superuserUrl);
  const swept = await sweepAll(database.appUrl);
  const written = await readWritten(database.superuserUrl, before);
  await database.drop();
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

const readTime = (superuserUrl) =>
  withClient(superuserUrl, async (client) => (await client.query('SELECT clock_timestamp()::text AS now')).rows[0].now);

/** What the sweep wrote, for each of as many transactions as it needs at least: statements, with a list for each column. */
function readWritten(superuserUrl, before) {
  return withClient(superuserUrl, async (client) => {
    const alerts = await readAlerts(client);
    if (alerts.length !== STEPS) throw new Error(`The sweep raised ${alerts.length} alerts for ${STEPS} steps.`);
    const transactions = Math.ceil(STEPS / (2 * BATCH));
    const turnOf = (index, all) => Math.floor((index * transactions) / all);
    const turns = Array.from({ length: transactions }, () => []);
    const turnOfAlert = new Map(alerts.map((row, index) => [row[1], turnOf(index, STEPS)]));
    addStatements(turns, sql, alerts, (row) => turnOfAlert.get(row[1]));
    for (const table of ['alert_escalation', 'alert_message']) {
      const { columns, rows } = await readRows(client, table, 'true');
      const place = columns.findIndex(({ name }) => name === 'alert_id');
      addStatements(turns, insertSql({ name: table }, columns), rows, (row) => turnOfAlert.get(row[place]));
    }
    const events = await readRows(client, 'audit_event', `occurred_at >= '${before}'`);
    const turnOfEvent = new Map(events.rows.map((row, index) => [row[1], turnOf(index, events.rows.length)]));
    addStatements(turns, insertSql({ name: 'audit_event' }, events.columns), events.rows, (row) =>
      turnOfEvent.get(row[1]),
    );
    const { columns, rows } = await readRows(client, 'audit_subject', 'true');
    const place = columns.findIndex(({ name }) => name === 'event_id');
    const ofSweep = rows.filter((row) => turnOfEvent.has(row[place]));
    addStatements(turns, insertSql({ name: 'audit_subject' }, columns), ofSweep, (row) => turnOfEvent.get(row[place]));
    return turns;
  });
}

/** The rows of a statement in the turn that each belongs to. */
function addStatements(turns, text, rows, turnOf) {
  const parts = turns.map(() => []);
  for (const row of rows) parts[turnOf(row)].push(row);
  parts.forEach((part, turn) => {
    if (part.length > 0) turns[turn].push({ text, values: part[0].map((_, column) => part.map((row) => row[column])) });
  });
}

async function readRows(client, table, condition) {
  const columns = await columnsOf(client, table);
  const cells = columns.map(({ name }) => `${name}::text`).join(', ');
  const { rows } = await client.query({
    text: `SELECT ${cells} FROM ${table} WHERE authority = $1 AND ${condition} ORDER BY ctid`,
    values: [SUTTON],
    rowMode: 'array',
  });
  return { columns, rows };
}

/** Each alert, with what the sweep left of its deadline. */
async function readAlerts(client) {
  const { rows } = await client.query({
    text: `SELECT a.authority, a.id::text, a.deadline_id::text, a.episode_id::text, a.step, a.rule_version, a.due_at::text,
             a.raised_at::text, a.is_late::text, d.next_step, d.next_step_at::text, d.modified_at::text, d.modified_by
           FROM alert a JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
           WHERE a.authority = $1 ORDER BY a.ctid`,
    values: [SUTTON],
    rowMode: 'array',
  });
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

/** One statement for each table in each transaction. */
function writeSame(appUrl, turns) {
  return withClient(appUrl, async (client) => {
    const start = performance.now();
    for (const statements of turns)
      await inTransaction(client, async () => {
        for (const statement of statements) await client.query(statement);
      });
    return (performance.now() - start) / 1000;
  });
}
