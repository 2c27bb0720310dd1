import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { member, readPrivateFile, writePrivateFile } from './data-directory.js';
import { isRunning } from './process-identity.js';
import type { DataDirectory } from './data-directory.js';
import type { ProcessIdentity } from './process-identity.js';
import { thisProcess } from './owner-lock.js';

/**
 * Signs this process in as a user of a server that another process owns, and returns the signing out. An owner
 * withdraws server.json first and counts the users then; a user signs in first and reads server.json then. So one of
 * the two always sees the other, and a command is never cut off between two of its connections.
 */
export function signIn(place: DataDirectory): () => void {
  const path = join(place.users, `${randomUUID()}.json`);
  writePrivateFile(path, thisProcess());
  return () => rmSync(path, { force: true });
}

/** The live processes that use the server. What dead ones left behind is cleared away. */
export function liveUsers(place: DataDirectory): readonly ProcessIdentity[] {
  return readdirSync(place.users).flatMap((name) => {
    if (!name.endsWith('.json')) return [];
    const content = readPrivateFile(join(place.users, name));
    const [pid, startedAt] = [member(content, 'pid'), member(content, 'startedAt')];
    if (typeof pid === 'number' && typeof startedAt === 'string' && isRunning({ pid, startedAt }))
      return [{ pid, startedAt }];
    rmSync(join(place.users, name), { force: true });
    return [];
  });
}
