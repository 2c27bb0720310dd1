/** What a person can do about a fault of the database, by the code that it or the network gives. */
const sentences: Readonly<Record<string, string>> = {
  '53100':
    'The disk of the database is full; free some space and try again. What was acknowledged is kept, and nothing is half done.',
  '53200': 'The database has run out of memory; try again later. Nothing was half done.',
  '53300': 'The database takes no more connections; stop what else uses it, or raise max_connections.',
  '57P01': 'The database was stopped meanwhile; start it and try again. Nothing was half done.',
  '57P03': 'The database is starting or stopping; try again in a moment.',
  '28P01': 'The database does not accept the login; check the user and password in DATABASE_URL.',
  '28000': 'The database does not accept the login; check the user in DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist; make it, then run homeward migrate.',
  '42P01': 'The database is not up to this version; run homeward migrate.',
  '42703': 'The database is not up to this version; run homeward migrate.',
  ECONNREFUSED: 'The database cannot be reached; check that it runs at the address in DATABASE_URL.',
  ENOTFOUND: 'The host in DATABASE_URL is not known; check its name.',
  ECONNRESET: 'The connection to the database was lost; try again. Nothing was half done.',
};

/** One sentence for a fault of the database; null where it is something else, which is a fault of ours. */
export function describeDatabaseFault(error: unknown): string | null {
  return codesOf(error).flatMap((code) => sentences[code] ?? [])[0] ?? null;
}

/** Deadlock, and a change that another transaction made meanwhile: the database undoes the whole of one of the two. */
const COLLISIONS: readonly string[] = ['40P01', '40001'];

/** Whether a transaction was undone only because another one was under way: done once more, it has its turn. */
export function isCollision(error: unknown): boolean {
  return codesOf(error).some((code) => COLLISIONS.includes(code));
}

/** The codes that an error carries, its own first, then those of what it was caused by. */
function codesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  return [
    ...('code' in error && typeof error.code === 'string' ? [error.code] : []),
    ...('driverError' in error && error.driverError !== error ? codesOf(error.driverError) : []),
    ...('cause' in error ? codesOf(error.cause) : []),
  ];
}
