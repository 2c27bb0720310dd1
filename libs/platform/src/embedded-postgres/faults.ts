import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { DataDirectory } from './data-directory.js';

/** What the server said, in its log or on standard error, and what that means to somebody who has to put it right. */
type Fault = readonly [said: RegExp, sentence: (place: DataDirectory) => string];

const faults: readonly Fault[] = [
  [
    /No space left on device|Check free disk space|Disk quota exceeded/,
    (place) => `The disk that holds ${place.root} is full: free some space and start again.`,
  ],
  [
    /Read-only file system/,
    (place) => `${place.root} is on a read-only file system: choose another HOMEWARD_DATA_DIR.`,
  ],
  [
    /wrong ownership|Permission denied|Operation not permitted/,
    (place) =>
      `PostgreSQL may not use its files in ${place.cluster}: start as the user who made them, or give them back with chown -R.`,
  ],
  [
    /invalid permissions/,
    (place) => `Others may read the database's files: run chmod 700 ${place.cluster} and start again.`,
  ],
  [
    /Cannot allocate memory|could not (create|map).*shared memory/,
    () => 'There is too little memory to start PostgreSQL: free some and start again.',
  ],
  [
    /Address already in use/,
    () => 'No free port on 127.0.0.1 stayed free long enough to start PostgreSQL: start again.',
  ],
  [
    /Cannot assign requested address/,
    () => 'This machine has no address 127.0.0.1 for PostgreSQL to listen on: bring its loop-back interface up.',
  ],
  [
    /error while loading shared libraries|not found \(required by/,
    () => 'The embedded PostgreSQL does not run on this system: set DATABASE_URL to a server of your own.',
  ],
  [
    /could not locate a valid checkpoint|invalid checkpoint|database files are incompatible/,
    (place) => `The database in ${place.cluster} is damaged: restore it from a backup.`,
  ],
];

/** Faults that pass by themselves: the port went to somebody else, or the killed predecessor is not quite gone. */
const passing = /Address already in use|lock file "postmaster\.pid" already exists|pre-existing shared memory block/;

export function isPassing(said: string): boolean {
  return passing.test(said);
}

export function faultFrom(said: string, place: DataDirectory): EmbeddedPostgresError {
  const known = faults.find(([pattern]) => pattern.test(said));
  const lastWords =
    said
      .split('\n')
      .filter((line) => /FATAL|PANIC|error:/.test(line))
      .at(-1) ?? said.trim().split('\n').at(-1);
  const sentence = known?.[1](place) ?? `PostgreSQL did not start in ${place.cluster}.`;
  const detail = lastWords === undefined || lastWords === '' ? '' : ` It said: ${lastWords.trim()}`;
  return new EmbeddedPostgresError(`${sentence}${detail} (more in ${place.log})`);
}

/** The log from a position on, so that the faults of earlier starts are not told again; its last 16 kB at most. */
export function logSince(path: string, position: number): string {
  const handle = openSync(path, 'r');
  try {
    const end = fstatSync(handle).size;
    const length = Math.max(0, Math.min(end - position, 16_384));
    const tail = Buffer.alloc(length);
    readSync(handle, tail, 0, length, end - length);
    return tail.toString('utf8');
  } finally {
    closeSync(handle);
  }
}
