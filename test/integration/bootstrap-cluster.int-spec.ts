import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { bootstrapCluster } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import { ask } from './embedded-postgres/harness.js';
import type { EmbeddedPostgres } from '#platform';

const dataDir = mkdtempSync(join(tmpdir(), 'homeward-test-'));
let server: EmbeddedPostgres;

beforeAll(async () => {
  chmodSync(dataDir, 0o755);
  const settings = { fsync: 'off' };
  server = await openEmbeddedPostgres({ dataDir, mode: 'serve', settings, bootstrap: bootstrapCluster });
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('bootstrapCluster', () => {
  it('gives the owner and the app no power over the server', async () => {
    const powers = `SELECT rolname, rolcanlogin, rolinherit,
        rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication
      FROM pg_roles WHERE rolname LIKE 'homeward%' ORDER BY rolname`;
    expect(await ask(server.superuserUrl, powers)).toEqual(
      [
        ['homeward_app', true, false, false],
        ['homeward_owner', true, true, false],
        ['homeward_reader', false, false, false],
      ].flat(),
    );
  });

  it.each(['CREATE TABLE mine ()', 'CREATE SCHEMA mine', 'SET ROLE homeward_owner'])(
    'refuses the app %s',
    async (statement) => {
      await expect(ask(server.appUrl, statement)).rejects.toThrow(/permission denied/);
    },
  );

  it('lets the app change to the reader, whose rights it does not have by itself', async () => {
    await ask(server.ownerUrl, 'CREATE TABLE counted ()');
    await ask(server.ownerUrl, 'GRANT SELECT ON counted TO homeward_reader');
    await expect(ask(server.appUrl, 'SELECT FROM counted')).rejects.toThrow(/permission denied/);
    const client = new Client({ connectionString: server.appUrl });
    await client.connect();
    await client.query('SET ROLE homeward_reader');
    expect((await client.query('SELECT FROM counted')).rowCount).toBe(0);
    await client.end();
  });

  it('may be repeated with other passwords, even awkward ones', async () => {
    const { superuserUrl, appUrl } = server;
    const awkward = `it's \\ "quoted" £`;
    await bootstrapCluster(superuserUrl, { ownerPassword: 'x', appPassword: awkward });
    await expect(ask(appUrl, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    const address = new URL(appUrl);
    address.password = encodeURIComponent(awkward);
    expect(await ask(address.href, 'SELECT current_user::text')).toEqual(['homeward_app']);
  });
});
