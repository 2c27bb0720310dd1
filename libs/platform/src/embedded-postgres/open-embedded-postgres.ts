import { setTimeout as delay } from 'node:timers/promises';
import { locateBinaries } from './binaries.js';
import { hasCluster, makeCluster, removeHalfMade } from './cluster.js';
import { openDataDirectory } from './data-directory.js';
import { EmbeddedPostgresError, inWords } from './embedded-postgres-error.js';
import { takeOwnership } from './owner-lock.js';
import { isOrphaned, startPostmaster, stopOrphan, stopPostmaster } from './postmaster.js';
import { readOrMakeSecrets } from './secrets.js';
import { joinServer, ownedServer } from './server.js';
import { chooseServerUser } from './server-user.js';
import { liveUsers } from './users.js';
import type { DataDirectory } from './data-directory.js';
import type { Owner, OwnerLock, Purpose } from './owner-lock.js';
import type { EmbeddedPostgres } from './server.js';

export interface BootstrapPasswords {
  readonly ownerPassword: string;
  readonly appPassword: string;
}

export interface OpenOptions {
  /** Where everything is kept: cluster, passwords, lock and log. Made when absent. */
  readonly dataDir: string;
  /** `serve` starts the server or refuses; `use` joins the one that runs, or starts one for as long as it needs it. */
  readonly mode: Purpose;
  /** Makes the roles and the database, or finds them made: called after every start, before anybody else can join. */
  readonly bootstrap: (superuserUrl: string, passwords: BootstrapPasswords) => Promise<void>;
  /** Further settings of the server, such as `fsync` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly progress?: (line: string) => void;
  readonly timeoutMs?: number;
}

interface Opening {
  readonly place: DataDirectory;
  readonly options: OpenOptions;
  readonly progress: (line: string) => void;
  readonly deadline: number;
}

/** PostgreSQL for a machine that has none: started from the binaries that npm installed, at most once per directory. */
export async function openEmbeddedPostgres(options: OpenOptions): Promise<EmbeddedPostgres> {
  try {
    const opening: Opening = {
      place: openDataDirectory(options.dataDir),
      options,
      progress: options.progress ?? (() => undefined),
      deadline: Date.now() + (options.timeoutMs ?? 60_000),
    };
    return await joinOrStart(opening);
  } catch (error) {
    throw inWords(error, options.dataDir);
  }
}

async function joinOrStart(opening: Opening): Promise<EmbeddedPostgres> {
  const { place, options } = opening;
  let hasToldWait = false;
  for (;;) {
    const taken = takeOwnership(place.owner, options.mode);
    if (taken !== null && 'release' in taken) return await startOwned(opening, taken);
    if (taken !== null) {
      if (options.mode === 'serve') throw refusal(place, taken);
      const joined = joinServer(place, taken);
      if (joined !== null) return joined;
      if (!hasToldWait)
        opening.progress(`Waiting for process ${taken.pid}, which is starting or stopping the database.`);
      hasToldWait = true;
    }
    if (Date.now() > opening.deadline) throw waitedInVain(place, taken);
    await delay(50);
  }
}

function refusal(place: DataDirectory, owner: Owner): EmbeddedPostgresError {
  const who = owner.purpose === 'serve' ? 'Homeward already runs' : 'a Homeward command is using the database';
  return new EmbeddedPostgresError(
    `${who} in ${place.root} (process ${owner.pid}): stop it or wait for it, or choose another HOMEWARD_DATA_DIR.`,
  );
}

function waitedInVain(place: DataDirectory, owner: Owner | null): EmbeddedPostgresError {
  const holder = owner === null ? `The lock ${place.owner}` : `Process ${owner.pid}`;
  return new EmbeddedPostgresError(
    `${holder} keeps the database in ${place.root}, but no server can be reached there: stop that process and try again.`,
  );
}

async function startOwned(opening: Opening, lock: OwnerLock): Promise<EmbeddedPostgres> {
  const { place, options, progress, deadline } = opening;
  try {
    const binaries = locateBinaries();
    removeHalfMade(place);
    const isMade = hasCluster(place, binaries);
    const secrets = readOrMakeSecrets(place);
    const user = chooseServerUser(place, binaries);
    if (isMade) {
      await waitForUsersOfOrphan(opening);
      await stopOrphan(place, progress);
    } else {
      progress(`Making a database in ${place.cluster}.`);
      await makeCluster(place, binaries, user, secrets.superuserPassword);
    }
    const postmaster = await startPostmaster({ place, binaries, user, settings: options.settings ?? {}, deadline });
    const server = ownedServer({ place, lock, postmaster, secrets, purpose: options.mode, progress });
    try {
      await options.bootstrap(server.superuserUrl, secrets);
    } catch (error) {
      await stopPostmaster(postmaster);
      throw error;
    }
    server.announce();
    return server;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A command goes on working when the owner of its server is killed; another command waits for it, the service does not. */
async function waitForUsersOfOrphan({ place, options, progress, deadline }: Opening): Promise<void> {
  let hasTold = false;
  while (options.mode === 'use' && isOrphaned(place)) {
    const [first] = liveUsers(place);
    if (first === undefined) return;
    if (!hasTold) progress(`Waiting for process ${first.pid}, which still uses the database of a killed process.`);
    hasTold = true;
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `Process ${first.pid} still uses the database in ${place.root}: wait for it or stop it, and try again.`,
      );
    }
    await delay(50);
  }
}
