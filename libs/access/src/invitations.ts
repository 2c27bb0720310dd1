import type { NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { hashSecret, newSecret } from '#platform';
import { dateOf } from './database.js';
import type { Database, PoolOrTransaction } from './database.js';

/** An invitation that was not followed for a week is over. */
const INVITATION_DAYS = 7;

/** Whom an invitation is for. */
export interface Invited {
  readonly personId: string;
  /** Whoever follows an invitation takes the account over: for a person who has one already, only on purpose. */
  readonly replacesAccount?: boolean;
}

/** The person signs in already, or belongs to the demonstration: an invitation would hand the account to somebody else. */
export class HasAccountAlready extends Error {
  override readonly name = 'HasAccountAlready';
}

/** An invitation that can still be followed, and for whom it is. */
export interface OpenInvitation {
  readonly id: string;
  readonly personId: string;
  readonly signInName: string;
  readonly displayName: string;
}

/**
 * Invites a person to choose how to sign in, and gives the secret of the address to do it at: `/invitation/<secret>`.
 * It is stored as a hash only. An earlier invitation of the same person is over with this. Throws `HasAccountAlready`.
 */
export async function inviteAccount(
  tx: PoolOrTransaction,
  { personId, replacesAccount = false }: Invited,
  now: Instant,
  newId: NewId,
): Promise<{ readonly secret: string }> {
  const secret = newSecret();
  const made = await tx.query('SELECT * FROM invite_account($1, $2, $3, $4, $5, $6)', [
    ...[newId(), personId, hashSecret(secret)],
    ...[dateOf(now), dateOf(now.add({ hours: INVITATION_DAYS * 24 })), replacesAccount],
  ]);
  if (!Array.isArray(made) || made.length === 0) throw new HasAccountAlready('This person has an account already.');
  return { secret };
}

/** The invitation that a secret belongs to; null when there is none, or it was used or is over. */
export async function findInvitation(database: Database, secret: string, now: Instant): Promise<OpenInvitation | null> {
  const [row] = await database.query<{ id: string; person_id: string; sign_in_name: string; display_name: string }[]>(
    'SELECT * FROM find_invitation($1, $2)',
    [hashSecret(secret), dateOf(now)],
  );
  if (!row) return null;
  return { id: row.id, personId: row.person_id, signInName: row.sign_in_name, displayName: row.display_name };
}
