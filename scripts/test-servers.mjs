// The PostgreSQL servers that the tests run on: the embedded one, and Debian's where it is installed.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

const TEMPLATE = 'homeward_test_template';
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Starts every server there is and migrates a template database on each, as an owner who is not superuser. */
export async function startTestServers() {
  const { openEmbeddedPostgres } = await import('../dist/libs/platform/src/index.js');
  const { bootstrapCluster, migrate } = await import('../dist/libs/persistence/src/index.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'homeward-test-servers-'));
  const started = [];
  const stop = async () => {
    for (const server of started) await server.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    execFileSync('chmod', ['755', dataDir]);
    started.push(await startEmbedded(openEmbeddedPostgres, join(dataDir, 'embedded')));
    const debian = debianBinaries();
    if (debian) started.push(await startDebian(debian, join(dataDir, 'debian')));
    const servers = [];
    for (const { name, superuserUrl } of started) {
      const passwords = { ownerPassword: 'owner-of-the-tests', appPassword: 'app-of-the-tests' };
      await bootstrapCluster(superuserUrl, passwords, TEMPLATE);
      const owner = new URL(superuserUrl);
      Object.assign(owner, { username: 'homeward_owner', password: passwords.ownerPassword, pathname: `/${TEMPLATE}` });
      await migrate(owner.toString());
      servers.push({ name, superuserUrl, ...passwords });
    }
    return { servers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEmbedded(openEmbeddedPostgres, dataDir) {
  const server = await openEmbeddedPostgres({
    dataDir,
    mode: 'serve',
    settings: FAST,
    bootstrap: async () => undefined,
  });
  return { name: 'embedded PostgreSQL', superuserUrl: server.superuserUrl, stop: () => server.stop() };
}

/** The oldest supported server of Debian's that is installed. */
function debianBinaries() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root).filter((name) => Number(name) >= 15 && existsSync(join(root, name, 'bin', 'initdb')))
    : [];
  const oldest = versions.sort((left, right) => Number(left) - Number(right))[0];
  return oldest && { version: oldest, bin: join(root, oldest, 'bin') };
}

async function startDebian({ version, bin }, dataDir) {
  const asServer = serverUser();
  const port = await freePort();
  const passwordFile = `${dataDir}.password`;
  writeFileSync(passwordFile, 'superuser-of-the-tests', { mode: 0o600 });
  execFileSync('mkdir', [dataDir]);
  if (asServer.uid !== undefined)
    for (const path of [passwordFile, dataDir]) chownSync(path, asServer.uid, asServer.gid);
  const initdb = [
    '-D',
    dataDir,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ];
  const made = spawnSync(join(bin, 'initdb'), initdb, { ...asServer, cwd: '/', encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb of PostgreSQL ${version} failed: ${made.stderr}`);
  const settings = Object.entries({
    ...FAST,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
  });
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', dataDir, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...asServer,
      cwd: '/',
      stdio: 'ignore',
      detached: true,
    },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = `postgresql://postgres:superuser-of-the-tests@127.0.0.1:${port}/postgres`;
  await untilReady(join(bin, 'pg_isready'), port, version);
  const stop = async () => {
    server.kill('SIGQUIT');
    await ended;
  };
  return { name: `Debian's PostgreSQL ${version}`, superuserUrl: url, stop };
}

/** PostgreSQL does not run as root: the user `postgres` comes with Debian's package. */
function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function untilReady(isReady, port, version) {
  for (let tries = 0; tries < 150; tries += 1) {
    if (spawnSync(isReady, ['-h', '127.0.0.1', '-p', String(port)]).status === 0) return;
    await delay(100);
  }
  throw new Error(`PostgreSQL ${version} did not start on port ${port}.`);
}
