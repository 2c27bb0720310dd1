import type { NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { SecretKey } from '#platform';
import type { Origin } from './origin.js';
import type { Database } from './database.js';

/** What signing in works with: the database, the key of the deployment, and a source of ids. */
export interface AccountContext {
  readonly database: Database;
  readonly key: SecretKey;
  readonly newId: NewId;
}

/** When something is tried, and from where. */
export interface Occasion {
  readonly origin: Origin;
  readonly now: Instant;
}

/** The form in which sign-in names are stored and compared: however it was typed, it is the same name. */
export function signInNameOf(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
