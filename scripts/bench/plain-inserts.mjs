// What an import has written, taken from its database and written again by plain INSERT … SELECT unnest.
import { withClient } from './server.mjs';
import { SUTTON } from './returns.mjs';

/** Every table that an import writes, in an order that foreign keys allow; `at` tells when a row's transaction began. */
const tables = [
  { name: 'audit_event' },
  { name: 'submission', at: 'received_at' },
  { name: 'submission_file' },
  { name: 'child', at: 'created_at' },
  { name: 'child_identity', at: 'created_at' },
  { name: 'child_care_status', at: 'created_at' },
  { name: 'missing_episode', at: 'created_at' },
  { name: 'episode_classification', at: 'recorded_at' },
  { name: 'case_text', at: 'created_at' },
  { name: 'interview_requirement', at: 'created_at' },
  { name: 'provider_claim', at: 'created_at' },
  { name: 'interview_offer', at: 'created_at' },
  { name: 'interview', at: 'created_at' },
  { name: 'interview_cover' },
  { name: 'factor_observation' },
  { name: 'vulnerability_observation' },
  { name: 'deadline', at: 'created_at' },
  { name: 'alert' },
  { name: 'source_reference', at: 'created_at' },
  { name: 'submission_row', at: 'decided_at' },
  { name: 'finding' },
  { name: 'audit_subject' },
];

/** The rows of an import, by the transactions that wrote them: a statement with its parameters for each table. */
export function readFacts(superuserUrl) {
  return withClient(superuserUrl, async (client) => {
    const read = [];
    for (const table of tables) {
      const columns = await columnsOf(client, table.name);
      const { rows } = await client.query({ text: rowsSql(table, columns), values: [SUTTON], rowMode: 'array' });
      read.push({ table, columns, rows });
    }
    const begun = [
      ...new Set(read.filter(({ table }) => table.at).flatMap(({ rows }) => rows.map(([at]) => at))),
    ].sort();
    const transactions = new Map();
    for (const { table, columns, rows } of read) {
      for (const [at, ...cells] of rows) {
        // The log tells the moment of writing: its transaction is the last that had begun by then.
        const moment = table.at ? at : (begun.findLast((each) => each <= at) ?? at);
        const statements = transactions.get(moment) ?? new Map();
        transactions.set(moment, statements);
        const lists = statements.get(table.name) ?? { sql: insertSql(table, columns), lists: columns.map(() => []) };
        statements.set(table.name, lists);
        cells.forEach((cell, index) => lists.lists[index].push(cell));
      }
    }
    const moments = [...transactions.keys()].sort();
    return moments.map((moment) => [...transactions.get(moment).values()]);
  });
}

/** The columns of a table as it stands, with their types. */
export async function columnsOf(client, table) {
  const { rows } = await client.query(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows;
}

/** A row without a time of its own is told by the entry that its transaction made in the log. */
function rowsSql({ name, at = 'NULL::timestamptz' }, columns) {
  const cells = columns.map((column) => `t.${column.name}::text`).join(', ');
  const own = at.startsWith('NULL') ? at : `t.${at}`;
  return `SELECT to_char(coalesce(${own}, a.occurred_at, 'infinity') AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), ${cells}
    FROM ${name} t LEFT JOIN audit_event a ON a.xmin = t.xmin WHERE t.authority = $1 AND ${isOfTheImport(name)} ORDER BY t.ctid`;
}

/** What was set up before the import is in the log too. */
function isOfTheImport(name) {
  return name === 'audit_event' ? 't.occurred_at >= (SELECT min(received_at) FROM submission)' : 'true';
}

/** One statement that inserts rows from a list for each column. */
export function insertSql({ name }, columns) {
  const names = columns.map((column) => column.name).join(', ');
  const lists = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  return `INSERT INTO ${name} (${names}) SELECT * FROM unnest(${lists})`;
}

/** Writes the facts with the rights of the service and gives the seconds that took. */
export function insertFacts(appUrl, transactions) {
  return withClient(appUrl, async (client) => {
    const start = performance.now();
    for (const statements of transactions) {
      await inTransaction(client, async () => {
        for (const { sql, lists } of statements) await client.query(sql, lists);
      });
    }
    return (performance.now() - start) / 1000;
  });
}

/** A transaction with the context that row-level security asks for; as the service does, it plans its checks anew. */
export async function inTransaction(client, work) {
  await client.query('BEGIN');
  await client.query('DISCARD PLANS');
  await client.query(
    `SELECT set_config('app.authority', $1, true), set_config('app.actor', 'system', true), set_config('app.provider', '', true)`,
    [SUTTON],
  );
  await work();
  await client.query('COMMIT');
}

export async function countRows(superuserUrl) {
  return withClient(superuserUrl, async (client) => {
    const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::integer AS count FROM ${name}`);
    const { rows } = await client.query(counts.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  });
}
