import type { AuthorityCode, ProviderId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { hashSecret, newSecret } from '#platform';

interface Database {
  query<Row>(sql: string, parameters: unknown[]): Promise<Row>;
}

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

/** A session lasts twelve hours. */
const SESSION_HOURS = 12;

function dateOf(at: Instant): Date {
  return new Date(at.epochMilliseconds);
}

/** Starts a session and gives its secret, which is stored only as a hash. */
export async function startSession(database: Database, personId: string, now: Instant): Promise<string> {
  const secret = newSecret();
  await database.query('INSERT INTO session (secret_hash, person_id, started_at, expires_at) VALUES ($1, $2, $3, $4)', [
    hashSecret(secret),
    personId,
    dateOf(now),
    dateOf(now.add({ hours: SESSION_HOURS })),
  ]);
  return secret;
}

/** Who a session's secret belongs to; null when it is unknown or over. */
export async function findSession(database: Database, secret: string, now: Instant): Promise<SignedInPerson | null> {
  const [row] = await database.query<
    { person_id: string; display_name: string; is_demonstration: boolean; memberships: Membership[] }[]
  >('SELECT * FROM find_session($1, $2)', [hashSecret(secret), dateOf(now)]);
  if (!row) return null;
  return {
    personId: row.person_id,
    displayName: row.display_name,
    isDemonstration: row.is_demonstration,
    memberships: row.memberships,
  };
}

export async function endSession(database: Database, secret: string): Promise<void> {
  await database.query('SELECT end_session($1)', [hashSecret(secret)]);
}
