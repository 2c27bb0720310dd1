import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { member, readPrivateFile, writePrivateFile } from './data-directory.js';
import { send, stopPostmaster } from './postmaster.js';
import { isRunning } from './process-identity.js';
import { readSecrets } from './secrets.js';
import { liveUsers, signIn } from './users.js';
import type { DataDirectory } from './data-directory.js';
import type { Owner, OwnerLock, Purpose } from './owner-lock.js';
import type { Postmaster } from './postmaster.js';
import type { Secrets } from './secrets.js';

export interface EmbeddedPostgres {
  readonly port: number;
  /** The superuser: for the bootstrap and for tests, never for the service. */
  readonly superuserUrl: string;
  /** Role homeward_owner on database homeward. */
  readonly ownerUrl: string;
  /** Role homeward_app on database homeward. */
  readonly appUrl: string;
  /** False when the server belongs to another live process of the same data directory and we only use it. */
  readonly owned: boolean;
  /** Whether the server process lives. */
  isAlive(): boolean;
  /** Close every connection first: this ends the sessions. When not owned it only says that we are done. */
  stop(): Promise<void>;
}

interface OwnedServer extends EmbeddedPostgres {
  /** From now on other processes may join. */
  announce(): void;
}

interface Ownership {
  readonly place: DataDirectory;
  readonly lock: OwnerLock;
  readonly postmaster: Postmaster;
  readonly secrets: Secrets;
  readonly purpose: Purpose;
  readonly progress: (line: string) => void;
}

export function ownedServer(ownership: Ownership): OwnedServer {
  const { place, lock, postmaster, secrets } = ownership;
  const stopBeforeExit = () => stopAtExit(ownership);
  let stopping: Promise<void> | undefined;
  return {
    ...addresses(postmaster.port, secrets),
    owned: true,
    isAlive: () => isRunning(postmaster),
    announce: () => {
      writePrivateFile(place.server, { ...postmaster, owner: lock.id });
      process.once('exit', stopBeforeExit);
    },
    stop: () => {
      process.removeListener('exit', stopBeforeExit);
      stopping ??= stopOwned(ownership);
      return stopping;
    },
  };
}

/** The server of a live owner; null while it is not up yet, or already on its way down. */
export function joinServer(place: DataDirectory, owner: Owner): EmbeddedPostgres | null {
  const signOut = signIn(place);
  const server = readAnnounced(place, owner);
  const secrets = readSecrets(place);
  if (server === null || secrets === null || !isRunning(server)) {
    signOut();
    return null;
  }
  process.once('exit', signOut);
  const stop = (): Promise<void> => {
    process.removeListener('exit', signOut);
    signOut();
    return Promise.resolve();
  };
  return { ...addresses(server.port, secrets), owned: false, isAlive: () => isRunning(server), stop };
}

function readAnnounced(place: DataDirectory, owner: Owner): Postmaster | null {
  const content = readPrivateFile(place.server);
  if (member(content, 'owner') !== owner.id) return null;
  const [pid, startedAt, port] = ['pid', 'startedAt', 'port'].map((name) => member(content, name));
  return typeof pid === 'number' && typeof startedAt === 'string' && typeof port === 'number'
    ? { pid, startedAt, port }
    : null;
}

function addresses(
  port: number,
  secrets: Secrets,
): Pick<EmbeddedPostgres, 'port' | 'superuserUrl' | 'ownerUrl' | 'appUrl'> {
  const address = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    port,
    superuserUrl: address('postgres', secrets.superuserPassword, 'postgres'),
    ownerUrl: address('homeward_owner', secrets.ownerPassword, 'homeward'),
    appUrl: address('homeward_app', secrets.appPassword, 'homeward'),
  };
}

async function stopOwned({ place, lock, postmaster, purpose, progress }: Ownership): Promise<void> {
  // First of all, so that nobody joins a server that is about to go; see signIn.
  rmSync(place.server, { force: true });
  if (purpose === 'use') await waitForUsers(place, progress);
  await stopPostmaster(postmaster);
  lock.release();
}

/** A command that started the server for itself does not cut off those that came after. The service does: it must stop when told. */
async function waitForUsers(place: DataDirectory, progress: (line: string) => void): Promise<void> {
  let hasTold = false;
  for (let users = liveUsers(place); users.length > 0; users = liveUsers(place)) {
    if (!hasTold) progress(`Waiting for another command that uses this database (process ${users[0]?.pid ?? 0}).`);
    hasTold = true;
    await delay(50);
  }
}

/** For a process that ends without stop(): nothing can be awaited any more, but the server can be told. */
function stopAtExit({ place, postmaster, purpose }: Ownership): void {
  rmSync(place.server, { force: true });
  if (purpose === 'serve' || liveUsers(place).length === 0) send(postmaster, 'SIGINT');
}
