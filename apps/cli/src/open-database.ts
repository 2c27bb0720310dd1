import { bootstrapCluster, migrate } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import type { Settings } from '#platform';
import { CommandFailure } from './failure.js';

/** The database that a command works on: an outside one, or the embedded one of the data folder. */
export interface OpenDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string | null;
  /** Whether the server lives, where it is ours to say; an outside one is the operator's. */
  isAlive(): boolean;
  close(): Promise<void>;
}

/** Opens the database of the settings; with `mode` serve, nobody else may be serving from the same folder. */
export async function openDatabase(
  settings: Settings,
  mode: 'serve' | 'use',
  progress: (line: string) => void,
): Promise<OpenDatabase> {
  if (settings.DATABASE_URL !== undefined) {
    return {
      appUrl: settings.DATABASE_URL,
      ownerUrl: settings.DATABASE_OWNER_URL ?? null,
      isAlive: () => true,
      close: () => Promise.resolve(),
    };
  }
  const embedded = await openEmbeddedPostgres({
    dataDir: settings.HOMEWARD_DATA_DIR,
    mode,
    bootstrap: bootstrapCluster,
    progress,
  });
  return {
    appUrl: embedded.appUrl,
    ownerUrl: embedded.ownerUrl,
    isAlive: () => embedded.isAlive(),
    close: () => embedded.stop(),
  };
}

/** Brings the database up to this version. An outside one is migrated only on request, by its owner. */
export async function migrateDatabase(settings: Settings, database: OpenDatabase): Promise<readonly string[]> {
  if (database.ownerUrl === null) {
    throw new CommandFailure('DATABASE_OWNER_URL is not set; homeward migrate needs the login that owns the database.');
  }
  if (settings.DATABASE_OWNER_URL !== undefined && settings.DATABASE_OWNER_URL === settings.DATABASE_URL) {
    throw new CommandFailure(
      'DATABASE_OWNER_URL and DATABASE_URL are the same login; the service must not own its tables.',
    );
  }
  return migrate(database.ownerUrl);
}
