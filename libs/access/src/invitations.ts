import type { NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { hashSecret, newSecret } from '#platform';

/** The pool of the service, or one open transaction. */
interface Database {
  query(sql: string, parameters: (string | Date | Uint8Array)[]): Promise<unknown>;
}

/** An invitation that was not followed for a week is over. */
const INVITATION_DAYS = 7;

/**
 * Invites a person to choose how to sign in, and gives the secret of the address to do it at: `/invitation/<secret>`.
 * It is stored as a hash only. An earlier invitation of the same person is over with this.
 */
export async function inviteAccount(
  database: Database,
  { personId }: { readonly personId: string },
  now: Instant,
  newId: NewId,
): Promise<{ readonly secret: string }> {
  const secret = newSecret();
  await database.query('SELECT invite_account($1, $2, $3, $4, $5)', [
    newId(),
    personId,
    hashSecret(secret),
    new Date(now.epochMilliseconds),
    new Date(now.add({ hours: INVITATION_DAYS * 24 }).epochMilliseconds),
  ]);
  return { secret };
}
