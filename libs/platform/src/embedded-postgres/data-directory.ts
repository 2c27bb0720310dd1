import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { errorCode } from './embedded-postgres-error.js';

/** Everything the embedded database keeps, below one directory. */
export interface DataDirectory {
  readonly root: string;
  readonly cluster: string;
  readonly secrets: string;
  readonly server: string;
  readonly owner: string;
  readonly users: string;
  readonly log: string;
}

export function openDataDirectory(path: string): DataDirectory {
  mkdirSync(resolve(path), { recursive: true });
  // The real path: processes that come by way of different symbolic links must see the same server.
  const root = realpathSync(resolve(path));
  const users = join(root, 'users');
  mkdirSync(users, { recursive: true, mode: 0o700 });
  return {
    root,
    users,
    cluster: join(root, 'db'),
    secrets: join(root, 'secrets.json'),
    server: join(root, 'server.json'),
    owner: join(root, 'owner'),
    log: join(root, 'postgres.log'),
  };
}

/** Readers see the old content or the new, never half of it. */
export function writePrivateFile(path: string, content: unknown): void {
  const draft = `${path}.draft-${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  renameSync(draft, path);
}

/** The parsed file; null when it is absent or, after a power cut, not JSON. */
export function readPrivateFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (errorCode(error) !== null && errorCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/** Makes a rename in this directory outlast a power cut. */
export function syncDirectory(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** A member of a parsed file, whatever the file turned out to be. */
export function member(content: unknown, name: string): unknown {
  return typeof content === 'object' && content !== null
    ? Object.entries(content).find(([key]) => key === name)?.[1]
    : undefined;
}
