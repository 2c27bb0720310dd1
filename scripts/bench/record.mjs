// One record by its id: the service, with session, row-level security and audit, against a bare server that runs the
// same statements; and each of the two against itself without the audit.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { beginSession } from '#access';
import { readEpisode } from '#casework';
import { grantOf } from '#domain/access';
import { instantOf } from '#domain/time';
import { SUTTON, largeReturn, received } from './returns.mjs';
import { withClient, withService } from './server.mjs';
import { median } from './words.mjs';

const ROWS = 2_000;
/** What a process answers before it is measured: by then its code is compiled and its connections are open. */
const WARMING = 5_000;
const ROUNDS = 11;
const SECONDS = 2;
const CONNECTIONS = 32;
const PERSON = `commissioner.${SUTTON.toLowerCase()}`;

export async function benchRecord(server, say) {
  const database = await server.freshDatabase();
  const sample = await prepare(database);
  const processes = await Promise.all([
    startServer('record-service.mjs', { url: database.appUrl, isAudited: true }),
    startServer('record-service.mjs', { url: database.appUrl, isAudited: false }),
    startServer('record-bare.mjs', { url: database.appUrl, ...sample.statements }),
  ]);
  const [service, silent, bare] = processes;
  try {
    const paths = {
      service: `${service.url}/api/v1/episodes/`,
      silent: `${silent.url}/api/v1/episodes/`,
      bare: `${bare.url}/audited/`,
      bareSilent: `${bare.url}/unaudited/`,
    };
    const load = (address, limit) => measure({ address, ids: sample.ids, cookie: sample.cookie, ...limit });
    for (const address of Object.values(paths)) await load(address, { seconds: 120, requests: WARMING });
    const runs = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const run = {};
      for (const [name, address] of Object.entries(paths)) run[name] = await load(address, { seconds: SECONDS });
      runs.push(run);
      const { service, silent, bare, bareSilent } = Object.fromEntries(
        Object.entries(run).map(([name, perSecond]) => [name, shown(perSecond)]),
      );
      say(`  round ${round}: service ${service}, without audit ${silent}; bare ${bare}, without audit ${bareSilent}`);
    }
    return summaryOf(runs);
  } finally {
    for (const each of processes) await each.stop();
    await database.drop();
  }
}

const shown = (perSecond) => `${Math.round(perSecond)}/s`;

function summaryOf(runs) {
  const each = (figure) => median(runs.map(figure));
  const percent = (part) => `${Math.round(part * 100)} % of the throughput`;
  return {
    'service, with session, row-level security and audit': shown(each((run) => run.service)),
    'bare server, the same statements': shown(each((run) => run.bare)),
    'ratio, median of rounds': each(({ service, bare }) => service / bare).toFixed(2),
    'service without the audit': shown(each((run) => run.silent)),
    'cost of the audit to the service, median of rounds': percent(each(({ service, silent }) => 1 - service / silent)),
    'bare server without the audit': shown(each((run) => run.bareSilent)),
    'cost of the audit to the bare server': percent(each(({ bare, bareSilent }) => 1 - bare / bareSilent)),
  };
}

/** Records, a session to read them by, and the statements that the service itself runs to read one. */
async function prepare(database) {
  await withService(database.appUrl, ({ returns }) => returns.receive(received(largeReturn(ROWS).bytes)));
  const people = await rowsOf(database, 'SELECT id FROM person WHERE sign_in_name = $1', [PERSON]);
  const episodes = await rowsOf(database, 'SELECT id, child_id FROM missing_episode ORDER BY id', []);
  await rowsOf(database, 'ANALYZE', []);
  return withService(database.appUrl, async (service) => {
    const shown = { kind: 'invented', personId: people[0].id };
    const secret = await beginSession(service.database, shown, instantOf(new Date()));
    return {
      ids: episodes.map(({ id }) => id),
      cookie: `homeward_session=${secret}`,
      statements: await statementsOf(service, people[0].id, episodes[0]),
    };
  });
}

const rowsOf = (database, sql, values) =>
  withClient(database.superuserUrl, async (client) => (await client.query(sql, values)).rows);

/** What one look at an episode sends to PostgreSQL, as pg is given it. */
async function statementsOf({ database }, personId, { id, child_id: childId }) {
  const { reach, fields } = grantOf('commissioner', 'child.read');
  const context = {
    ...{ authority: SUTTON, actor: 'authority', providerId: null, personId, actorName: personId, requestId: personId },
    ...{ role: 'commissioner', team: null, reach, fields, address: '127.0.0.1' },
  };
  const sent = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function recorded(text, values, ...rest) {
    sent.push(typeof text === 'string' ? { text, values } : text);
    return query.call(this, text, values, ...rest);
  };
  try {
    if ((await readEpisode(database, context, id)) === null) throw new Error('The episode was not read.');
  } finally {
    pg.Client.prototype.query = query;
  }
  // The queue asks the database by connections of its own meanwhile.
  const find = (pattern) => sent.filter(({ text }) => pattern.test(text));
  const [[opening], [read], audit] = [/set_config/, /FROM missing_episode/, /INSERT INTO audit_/].map(find);
  if (!opening || !read || audit.length === 0)
    throw new Error('The service reads an episode by other statements than this benchmark knows.');
  return { opening, read, audit: templateOf(audit, { id, childId }) };
}

/** The event's own id is the second value of its statement; each look has another. */
function templateOf(audit, { id, childId }) {
  const eventId = audit[0].values[1];
  const named = new Map([
    [eventId, 'EVENT'],
    [id, 'ID'],
    [childId, 'CHILD'],
  ]);
  const nameIn = (value) => (Array.isArray(value) ? value.map(nameIn) : (named.get(value) ?? value));
  return audit.map((statement) => ({ ...statement, values: statement.values.map(nameIn) }));
}

async function startServer(file, told) {
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  child.send(told);
  const [{ port }] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** Answers per second that a process of its own counts. */
async function measure(told) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'record-load.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send({ ...told, connections: CONNECTIONS });
  const [{ answers, seconds, failures }] = await once(child, 'message');
  if (failures > 0) throw new Error(`${failures} requests to ${told.address} failed.`);
  return answers / seconds;
}
