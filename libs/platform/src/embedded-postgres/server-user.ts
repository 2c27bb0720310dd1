import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Binaries } from './binaries.js';
import type { DataDirectory } from './data-directory.js';

/** The operating system's user that PostgreSQL runs as, and the words to put before a command to become that user. */
export interface ServerUser {
  readonly name: string;
  /** null: the files are ours as they are made. */
  readonly files: { readonly uid: number; readonly gid: number } | null;
  readonly spawn: { readonly uid?: number; readonly gid?: number };
  readonly prefix: readonly string[];
}

/** Nothing of the caller's environment reaches the server: PG* and LC_* variables would change what it does. */
export const serverEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

const asCaller: ServerUser = { name: 'the present user', files: null, spawn: {}, prefix: [] };

/** PostgreSQL refuses to run as root, so root lends it another user: the owner of the cluster where there is one. */
export function chooseServerUser(place: DataDirectory, binaries: Binaries): ServerUser {
  if (process.getuid?.() !== 0) return asCaller;
  const cluster = statSync(place.cluster, { throwIfNoEntry: false });
  if (cluster?.uid === 0) {
    throw new EmbeddedPostgresError(
      `The database in ${place.cluster} belongs to root, as whom PostgreSQL does not run: give it to another user with chown -R postgres (or nobody).`,
    );
  }
  const account = cluster ?? findAccount('postgres') ?? findAccount('nobody');
  if (account === null) {
    throw new EmbeddedPostgresError(
      'PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: start as an ordinary user.',
    );
  }
  return reachableAs(account, place, binaries);
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

function findAccount(name: string): Account | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const run = spawnSync('id', [flag, name], { encoding: 'utf8', env: serverEnvironment });
    return run.status === 0 ? Number(run.stdout) : null;
  });
  return typeof uid === 'number' && typeof gid === 'number' && uid !== 0 ? { uid, gid } : null;
}

/** Tried in this order, so that a right is lent only where nothing less will do. */
function reachableAs(account: Account, place: DataDirectory, binaries: Binaries): ServerUser {
  const plain: ServerUser = { name: `user ${account.uid}`, files: account, spawn: account, prefix: [] };
  const ways = [plain, ...['dac_read_search', 'dac_override'].map((right) => lending(right, account))];
  const found = ways.find((way) => reaches(way, place, binaries));
  if (found !== undefined) return found;
  throw new EmbeddedPostgresError(
    `PostgreSQL runs as ${plain.name}, who cannot enter ${place.root} or run ${binaries.postgres}: move them below a directory that every user may enter (chmod a+x), or start as an ordinary user.`,
  );
}

/**
 * A checkout in /root, say, lies behind a directory that only root may enter. The server then keeps this one right of
 * root's. `no_setuid_fixup` because PostgreSQL asks access(2) about its binaries, which otherwise forgets the right.
 */
function lending(right: string, account: Account): ServerUser {
  const rights = `-all,+${right}`;
  return {
    name: `user ${account.uid}`,
    files: account,
    spawn: {},
    prefix: [
      'setpriv',
      ...[`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
      ...[`--inh-caps=${rights}`, `--ambient-caps=${rights}`],
    ],
  };
}

/** Asks the kernel by doing it, so that access lists and mounts count too. */
function reaches(user: ServerUser, place: DataDirectory, binaries: Binaries): boolean {
  const script = 'cd "$1" && "$2" --version';
  const [command, ...rest] = [...user.prefix, '/bin/sh', '-c', script, 'sh', place.root, binaries.postgres];
  const run = spawnSync(command, rest, { ...user.spawn, cwd: '/', env: serverEnvironment, stdio: 'ignore' });
  return run.status === 0;
}
