import { existsSync, linkSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { member, readPrivateFile } from './data-directory.js';
import { errorCode } from './embedded-postgres-error.js';
import { identifyProcess, isRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/** `serve`: the service itself. `use`: a command that needs a database for a while. */
export type Purpose = 'serve' | 'use';

export interface Owner extends ProcessIdentity {
  readonly id: string;
  readonly purpose: Purpose;
}

export interface OwnerLock {
  readonly id: string;
  release(): void;
}

/** The lock; or the live process that has it; or null when the moment was unclear and the caller should ask again. */
export function takeOwnership(path: string, purpose: Purpose): OwnerLock | Owner | null {
  const mine: Owner = { ...thisProcess(), id: randomUUID(), purpose };
  const held = { id: mine.id, release: () => releaseIfMine(path, mine.id) };
  if (claim(path, mine)) return held;
  const owner = readOwner(path);
  if (owner === null) return null;
  if (isRunning(owner)) return owner;
  return takeOver(path, owner, mine) ? held : null;
}

export function thisProcess(): ProcessIdentity {
  return identifyProcess(process.pid) ?? { pid: process.pid, startedAt: 'unknown' };
}

/**
 * Deleting a dead process's lock and making one's own are two steps, and two processes that do so at once may both
 * win. So the right to replace one particular dead owner is itself a lock, named after that owner: only its holder
 * replaces the file. Should the holder die as well, the right to follow it is named after it, and so on.
 */
function takeOver(path: string, dead: Owner, mine: Owner): boolean {
  let predecessor = dead;
  let right = rightToFollow(path, predecessor);
  while (!claim(right, mine)) {
    const rival = readOwner(right);
    if (rival === null || isRunning(rival)) return false;
    predecessor = rival;
    right = rightToFollow(path, predecessor);
  }
  // Whoever replaced it before us has cleared the rights away, and we may just have won one that no longer counts.
  if (readOwner(path)?.id !== dead.id) {
    rmSync(right, { force: true });
    return false;
  }
  renameSync(draft(path, mine), path);
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(`${basename(path)}.after-`)) rmSync(join(dirname(path), name), { force: true });
  }
  return true;
}

function rightToFollow(path: string, predecessor: Owner): string {
  return `${path}.after-${predecessor.id}`;
}

/** Makes the file with all its content in one step, or finds it taken. */
function claim(path: string, mine: Owner): boolean {
  const prepared = draft(path, mine);
  try {
    linkSync(prepared, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(prepared, { force: true });
  }
}

function draft(path: string, mine: Owner): string {
  const prepared = `${path}.draft-${mine.id}`;
  writeFileSync(prepared, JSON.stringify(mine), { mode: 0o600 });
  return prepared;
}

function releaseIfMine(path: string, id: string): void {
  if (readOwner(path)?.id === id) rmSync(path, { force: true });
}

/** A file that is there but unreadable as a lock (cut short by a power failure) counts as a dead owner's. */
function readOwner(path: string): Owner | null {
  const content = readPrivateFile(path);
  if (content === null && !existsSync(path)) return null;
  const [pid, startedAt, id, purpose] = ['pid', 'startedAt', 'id', 'purpose'].map((name) => member(content, name));
  const isWhole = typeof pid === 'number' && typeof startedAt === 'string' && typeof id === 'string';
  if (!isWhole) return { pid: 0, startedAt: '', id: 'unreadable', purpose: 'use' };
  return { pid, startedAt, id, purpose: purpose === 'serve' ? 'serve' : 'use' };
}
