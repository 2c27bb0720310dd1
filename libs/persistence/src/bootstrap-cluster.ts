import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** The logins of one deployment. The reader has none: reports change to it inside the app's transaction. */
export interface ClusterPasswords {
  readonly ownerPassword: string;
  readonly appPassword: string;
}

const powerless = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';

/**
 * What a statement of theirs fails on may quote a child's data, and so may the statement: the service tells of faults by
 * their codes, and the server's log is told of none.
 */
const roles = [
  { name: 'homeward_owner', rights: `LOGIN INHERIT ${powerless}` },
  { name: 'homeward_app', rights: `LOGIN NOINHERIT ${powerless}` },
  { name: 'homeward_reader', rights: `NOLOGIN NOINHERIT ${powerless}` },
] as const;

/**
 * Makes the roles and the database, or puts their rights back to what they should be; safe to repeat. For servers
 * that somebody else runs, docker/postgres-roles.sql does the same.
 */
export async function bootstrapCluster(
  superuserUrl: string,
  passwords: ClusterPasswords,
  database = 'homeward',
): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await makeRoles(client, passwords);
    await makeDatabase(client, database);
  });
  const inside = new URL(superuserUrl);
  inside.pathname = `/${encodeURIComponent(database)}`;
  await withClient(inside.href, grantSchema);
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  // The server may go while the connection is idle; unheard, that event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function makeRoles(client: Client, passwords: ClusterPasswords): Promise<void> {
  // A statement that fails would otherwise be written to the server's log, password and all.
  await client.query(`SET log_min_error_statement = 'panic'`);
  await client.query(`SET log_statement = 'none'`);
  for (const { name, rights } of roles) {
    if (!(await exists(client, 'SELECT 1 FROM pg_roles WHERE rolname = $1', name))) {
      await client.query(`CREATE ROLE ${name}`);
    }
    await client.query(`ALTER ROLE ${name} ${rights}`);
    await client.query(`ALTER ROLE ${name} SET log_min_messages = 'log'`);
    await client.query(`ALTER ROLE ${name} SET log_statement = 'none'`);
  }
  await client.query(`ALTER ROLE homeward_owner PASSWORD ${escapeLiteral(passwords.ownerPassword)}`);
  await client.query(`ALTER ROLE homeward_app PASSWORD ${escapeLiteral(passwords.appPassword)}`);
  // The app may change to the reader but never acts with its rights unasked. Before 16, NOINHERIT alone says so.
  const isPerGrant = await exists(
    client,
    `SELECT 1 WHERE current_setting('server_version_num')::int >= $1::int`,
    '160000',
  );
  await client.query(`GRANT homeward_reader TO homeward_app${isPerGrant ? ' WITH INHERIT FALSE, SET TRUE' : ''}`);
}

async function makeDatabase(client: Client, database: string): Promise<void> {
  const name = escapeIdentifier(database);
  if (!(await exists(client, 'SELECT 1 FROM pg_database WHERE datname = $1', database))) {
    await client.query(`CREATE DATABASE ${name} OWNER homeward_owner`);
  }
  await client.query(`ALTER DATABASE ${name} OWNER TO homeward_owner`);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO homeward_app`);
}

async function grantSchema(client: Client): Promise<void> {
  await client.query('ALTER SCHEMA public OWNER TO homeward_owner');
  await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await client.query('GRANT USAGE ON SCHEMA public TO homeward_app, homeward_reader');
}

async function exists(client: Client, question: string, value: string): Promise<boolean> {
  const answer = await client.query(question, [value]);
  return answer.rowCount === 1;
}
