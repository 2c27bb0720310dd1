import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { syncDirectory } from './data-directory.js';
import { EmbeddedPostgresError, errorCode, inWords } from './embedded-postgres-error.js';
import { faultFrom } from './faults.js';
import { serverEnvironment } from './server-user.js';
import type { Binaries } from './binaries.js';
import type { DataDirectory } from './data-directory.js';
import type { ServerUser } from './server-user.js';

/** Whether there is a cluster to start. What is not one of ours is reported and left as it is, never wiped. */
export function hasCluster(place: DataDirectory, binaries: Binaries): boolean {
  if (!isThere(place.cluster)) return false;
  const version = join(place.cluster, 'PG_VERSION');
  if (!isThere(version)) {
    throw new EmbeddedPostgresError(
      `${place.cluster} is there but is no PostgreSQL database (it has no PG_VERSION): move it away or choose another HOMEWARD_DATA_DIR.`,
    );
  }
  const major = readFileSync(version, 'utf8').trim();
  if (major === binaries.major) return true;
  throw new EmbeddedPostgresError(
    `The database in ${place.cluster} was made by PostgreSQL ${major} and this is PostgreSQL ${binaries.major}: dump it with the old version and load it with this one.`,
  );
}

/** Unlike existsSync, this does not take what it may not look at for absent. */
function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Made aside and renamed when complete, so that a half-made directory is never taken for a cluster. */
export async function makeCluster(
  place: DataDirectory,
  binaries: Binaries,
  user: ServerUser,
  password: string,
): Promise<void> {
  const aside = join(place.root, `db.new-${process.pid}`);
  try {
    mkdirSync(aside, { mode: 0o700 });
    const passwordFile = join(aside, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    for (const path of [aside, passwordFile]) if (user.files) chownSync(path, user.files.uid, user.files.gid);
    await runInitdb(place, binaries, user, join(aside, 'cluster'), passwordFile);
    renameSync(join(aside, 'cluster'), place.cluster);
    syncDirectory(place.root);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Only the holder of the owner lock makes clusters, so every such directory it finds is a dead process's. */
export function removeHalfMade(place: DataDirectory): void {
  for (const name of readdirSync(place.root)) {
    if (/^db\.new-\d+$/.test(name)) rmSync(join(place.root, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runInitdb(
  place: DataDirectory,
  binaries: Binaries,
  user: ServerUser,
  target: string,
  passwordFile: string,
): Promise<void> {
  const [command, ...rest] = [
    ...[...user.prefix, binaries.initdb, '-D', target, '-U', 'postgres', `--pwfile=${passwordFile}`],
    ...[
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    '--no-instructions',
  ];
  // Detached, as the server is: a Ctrl-C is for this process, which then decides what to do about it.
  const options = { ...user.spawn, cwd: '/', env: serverEnvironment, detached: true } as const;
  const child = spawn(command, rest, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
    if (child.exitCode === 0) return;
    writeFileSync(place.log, said, { flag: 'a', mode: 0o600 });
    throw faultFrom(said, place);
  } catch (error) {
    throw errorCode(error) === 'ENOENT' ? unrunnable(binaries.initdb, error) : inWords(error, binaries.initdb);
  }
}

/** The file is there, since npm reported it: what is missing is the system's own loader, as on Alpine. */
function unrunnable(path: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `${path} does not run on this system (it needs glibc): set DATABASE_URL to a server of your own.`,
    { cause },
  );
}
