// The PostgreSQL of a run, with the durable settings of the service, and fresh databases on it.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { seedDemonstration } from '#demonstration';
import { parseInstant } from '#domain/time';
import { bootstrapCluster, migrate } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import { openService } from '#service';

const TEMPLATE = 'homeward_bench';

/** A folder that goes with the run; the server's own user must be able to pass through it. */
export function newFolder() {
  const path = mkdtempSync(join(tmpdir(), 'homeward-bench-'));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function withService(databaseUrl, work, redisUrl) {
  const onError = (event, error) => console.error(`${event}: ${error.message}`);
  const service = await openService({ databaseUrl, redisUrl, onError });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}

function withDatabase(url, database) {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

/** Starts a server with a template database: migrated, with the contracts of the demonstration and without children. */
export async function startServer() {
  const folder = newFolder();
  const bootstrap = (url, passwords) => bootstrapCluster(url, passwords, TEMPLATE);
  const server = await openEmbeddedPostgres({ dataDir: join(folder.path, 'data'), mode: 'serve', bootstrap });
  const administer = (sql) => withClient(server.superuserUrl, (client) => client.query(sql));
  await migrate(withDatabase(server.ownerUrl, TEMPLATE));
  await withService(withDatabase(server.appUrl, TEMPLATE), (service) =>
    seedDemonstration(service, {
      authorities: 1,
      months: 0,
      seed: 1,
      at: parseInstant('2025-11-03T09:00:00Z'),
      actorName: 'bench',
    }),
  );
  let count = 0;
  return {
    /** A copy of the template or of another database, with nothing left to be written for earlier work. */
    async freshDatabase(template = TEMPLATE) {
      const name = `${TEMPLATE}_${(count += 1)}`;
      await administer(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER homeward_owner`);
      await administer('CHECKPOINT');
      return {
        name,
        appUrl: withDatabase(server.appUrl, name),
        superuserUrl: withDatabase(server.superuserUrl, name),
        drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
      };
    },
    settle: () => administer('CHECKPOINT'),
    async stop() {
      await server.stop();
      folder.remove();
    },
  };
}
