// The least that could be done: HTTP, a pool, the same statements in a transaction, JSON. No session, no checks.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import pg from 'pg';

/** As many as the service has. */
const POOL_SIZE = 24;

const [{ url, opening, read, audit }] = await once(process, 'message');
const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, application_name: 'bare' });

const server = createServer((request, response) => {
  const [, mode, id] = request.url.split('/');
  readOne(id, mode === 'audited').then(
    (row) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(row)),
    () => response.writeHead(500).end(),
  );
});

async function readOne(id, isAudited) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(opening);
    const { rows } = await client.query({ ...read, values: [read.values[0], id] });
    const known = { EVENT: randomUUID(), ID: id, CHILD: rows[0].child_id };
    if (isAudited) for (const statement of audit) await client.query(filled(statement, known));
    await client.query('COMMIT');
    return rows[0];
  } finally {
    client.release();
  }
}

/** Each look has an event, a record and a child of its own. */
function filled(statement, known) {
  const fill = (value) => (Array.isArray(value) ? value.map(fill) : (known[value] ?? value));
  return { ...statement, values: statement.values.map(fill) };
}

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('SIGTERM', () => process.exit(0));
