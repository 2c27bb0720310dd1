/** A fault of the embedded database that somebody can act on: one sentence with what, where and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

const remedies: Readonly<Record<string, (path: string) => string>> = {
  ENOSPC: (path) => `The disk that holds ${path} is full: free some space and start again.`,
  EDQUOT: (path) => `The disk quota for ${path} is used up: free some space and start again.`,
  EROFS: (path) => `${path} is on a read-only file system: choose another HOMEWARD_DATA_DIR.`,
  EACCES: (path) => deniedSentence(path),
  EPERM: (path) => deniedSentence(path),
  ENOENT: (path) => `${path} is missing or cannot be made: see that its disk is there and may be written to.`,
  ENOTDIR: (path) => `${path} is not inside a directory: choose another HOMEWARD_DATA_DIR.`,
  EEXIST: (path) => `${path} is in the way: something else stands where the database needs its own file or directory.`,
};

function deniedSentence(path: string): string {
  return `This user may not read or write ${path}: start as the user who made it, or give it to this one with chown -R.`;
}

/** The code of a system error. Not by instanceof: errors of Node's own modules come from another realm under a test runner. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function pathOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('path' in error)) return null;
  // A draft is a file on its way to its name, and only the name says something to the reader.
  return typeof error.path === 'string' ? error.path.replace(/\.draft-.*$/, '') : null;
}

/** Puts a fault of the file system into words; anything else is handed back as it came. */
export function inWords(error: unknown, where: string): unknown {
  const remedy = remedies[errorCode(error) ?? ''];
  if (remedy === undefined || error instanceof EmbeddedPostgresError) return error;
  return new EmbeddedPostgresError(remedy(pathOf(error) ?? where), { cause: error });
}
