import type { AuthorityCode, ProviderId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { askPrepared } from '#persistence';
import type { PreparedStatement } from '#persistence';
import { hashSecret, newSecret } from '#platform';
import { dateOf } from './database.js';
import type { Database } from './database.js';
import type { OpenIdIdentity } from './openid-identities.js';

export interface Membership {
  readonly id: string;
  readonly authority: AuthorityCode;
  readonly role: string;
  readonly providerId: ProviderId | null;
  /** The team in the council, where the person belongs to one. */
  readonly team: string | null;
}

/** A person who is signed in, with the authorities they may act for. */
export interface SignedInPerson {
  readonly personId: string;
  readonly displayName: string;
  readonly isDemonstration: boolean;
  readonly memberships: readonly Membership[];
}

/** A session lasts twelve hours at most, however busy it is; `start_session` in the database goes by the same time. */
export const SESSION_HOURS = 12;

/** A session of which nothing was heard for so long is over; `find_session` in the database goes by the same time. */
export const SESSION_IDLE_MINUTES = 30;

/** What somebody has shown for a session to begin. Whose it is the database finds out by it. */
export type ShownToBegin =
  /** The secret of a step of signing in that owes nothing more; it is used up. */
  | { readonly kind: 'step'; readonly secret: string }
  /** Who they are at an issuer that vouched for it. */
  | { readonly kind: 'identity'; readonly identity: OpenIdIdentity }
  /** Nothing: somebody invented, in a demonstration alone. */
  | { readonly kind: 'invented'; readonly personId: string };

/**
 * Begins a session and gives its secret, which is stored only as a hash; null where what was shown opens nothing, or no
 * longer does.
 */
export async function beginSession(database: Database, shown: ShownToBegin, now: Instant): Promise<string | null> {
  const secret = newSecret();
  const begun = await database.query<unknown[]>(...beginning(shown, hashSecret(secret), dateOf(now)));
  return begun.length === 0 ? null : secret;
}

function beginning(shown: ShownToBegin, secretHash: Buffer, at: Date): [sql: string, parameters: unknown[]] {
  switch (shown.kind) {
    case 'step':
      return ['SELECT begin_session($1, $2, $3)', [hashSecret(shown.secret), secretHash, at]];
    case 'identity': {
      const { issuer, tenant, subject } = shown.identity;
      return ['SELECT begin_openid_session($1, $2, $3, $4, $5)', [issuer, tenant, subject, secretHash, at]];
    }
    case 'invented':
      return ['SELECT begin_invented_session($1, $2, $3)', [shown.personId, secretHash, at]];
  }
}

interface FoundSession {
  readonly person_id: string;
  readonly display_name: string;
  readonly is_demonstration: boolean;
  readonly memberships: readonly Membership[];
}

const PERSON = 'person_id, display_name, is_demonstration, memberships';

/** Asked at every request, so it is planned once for each connection. */
const sessionBySecret = {
  name: 'session-by-secret',
  text: `SELECT ${PERSON} FROM find_session($1, $2)`,
} as const satisfies PreparedStatement;

/** Who a session's secret belongs to; null when it is unknown or over. Asking counts as a sign of life. */
export async function findSession(
  database: Parameters<typeof askPrepared>[0],
  secret: string,
  now: Instant,
): Promise<SignedInPerson | null> {
  const [row] = await askPrepared<FoundSession>(database, sessionBySecret, [hashSecret(secret), dateOf(now)]);
  return row ? personOf(row) : null;
}

interface OpenSession extends FoundSession {
  readonly secret_hash: Buffer;
}

const openSessionsBySecret = {
  name: 'open-sessions-by-secret',
  text: `SELECT secret_hash, ${PERSON} FROM open_sessions($1, $2)`,
} as const satisfies PreparedStatement;

/**
 * Who secrets of sessions belong to, by the secret; of those that are unknown or over, nobody. Asking is no sign of life:
 * for what a page asks by itself, while nobody may be there.
 */
export async function findSessionsUnused(
  database: Parameters<typeof askPrepared>[0],
  secrets: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, SignedInPerson>> {
  const secretOf = new Map(secrets.map((secret) => [hashSecret(secret).toString('hex'), secret]));
  const hashes = [...secretOf.keys()].map((hash) => Buffer.from(hash, 'hex'));
  const rows = await askPrepared<OpenSession>(database, openSessionsBySecret, [hashes, dateOf(now)]);
  return new Map(rows.map((row) => [secretOf.get(row.secret_hash.toString('hex')) ?? '', personOf(row)]));
}

function personOf(row: FoundSession): SignedInPerson {
  return {
    personId: row.person_id,
    displayName: row.display_name,
    isDemonstration: row.is_demonstration,
    memberships: row.memberships,
  };
}

/** A session as its own person sees it. */
export interface OwnSession {
  readonly startedAt: Instant;
  /** To the minute. */
  readonly lastSeenAt: Instant;
  readonly isThis: boolean;
}

/** The sessions that are open of the person of this one, the newest first. */
export async function listSessions(database: Database, secret: string, now: Instant): Promise<readonly OwnSession[]> {
  const rows = await database.query<{ started_at: Date; last_seen_at: Date; is_this: boolean }[]>(
    'SELECT * FROM sessions_of($1, $2)',
    [hashSecret(secret), dateOf(now)],
  );
  return rows.map(({ started_at, last_seen_at, is_this }) => ({
    ...{ startedAt: instantOf(started_at), lastSeenAt: instantOf(last_seen_at), isThis: is_this },
  }));
}

export async function endSession(database: Database, secret: string, now: Instant): Promise<void> {
  await database.query('SELECT end_session($1, $2)', [hashSecret(secret), dateOf(now)]);
}

/** Ends every other session of the person of this one, wherever it is open. */
export async function endOtherSessions(database: Database, secret: string, now: Instant): Promise<void> {
  await database.query('SELECT end_other_sessions($1, $2)', [hashSecret(secret), dateOf(now)]);
}
