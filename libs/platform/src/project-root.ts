import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A path below the folder that holds this package's package.json: the same from the sources and from `dist`. */
export function projectPath(...segments: readonly string[]): string {
  return join(root, ...segments);
}

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('The package.json of Homeward was not found above its own code: the installation is incomplete.');
  return findRoot(parent);
}

const root = findRoot(import.meta.dirname);
