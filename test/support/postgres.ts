import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A PostgreSQL server that the run started, and the template of a migrated database on it. */
export interface TestServer {
  readonly name: string;
  readonly superuserUrl: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
}

export const TEMPLATE = 'homeward_test_template';

/** The servers of this run, told by the global set-up. */
export function testServers(): readonly TestServer[] {
  const told = process.env['HOMEWARD_TEST_SERVERS'];
  if (told === undefined) throw new Error('The test servers are not started: run the tests by npm test.');
  return JSON.parse(told) as TestServer[];
}

export interface TestDatabase {
  readonly name: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database, as a copy of the template. */
export async function createTestDatabase(server: TestServer): Promise<TestDatabase> {
  const name = `homeward_test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER homeward_owner`);
  await administer(server, `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await administer(server, `GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO homeward_app`);
  await takeGuardAway(server, name);
  return {
    name,
    appUrl: urlFor(server, name, 'homeward_app', server.appPassword),
    ownerUrl: urlFor(server, name, 'homeward_owner', server.ownerPassword),
    superuserUrl: withDatabase(server.superuserUrl, name),
    drop: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** A guard may be taken away on purpose, to see that tests notice (scripts/mutate-guards.mjs): in a test database only. */
async function takeGuardAway(server: TestServer, name: string): Promise<void> {
  const mutation = process.env['HOMEWARD_TEST_MUTATION'];
  if (mutation === undefined) return;
  if (!name.includes('test')) throw new Error(`${name} is not a database for tests.`);
  await withClient(withDatabase(server.superuserUrl, name), (client) =>
    client.query(mutation).catch((cause: unknown) => {
      throw new Error(`The guard cannot be taken away: ${mutation}`, { cause });
    }),
  );
}

async function administer(server: TestServer, sql: string): Promise<void> {
  await withClient(server.superuserUrl, (client) => client.query(sql));
}

export async function withClient<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

function urlFor(server: TestServer, database: string, user: string, password: string): string {
  const url = new URL(withDatabase(server.superuserUrl, database));
  url.username = user;
  url.password = password;
  return url.toString();
}
