import { isRole } from '#domain/access';
import type { Role } from '#domain/access';
import type { AuthorityCode, NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';
import { hashSecret, newSecret } from '#platform';
import { dateOf } from './database.js';
import type { Database } from './database.js';

/** An invitation that was not followed for a week is over. */
const INVITATION_DAYS = 7;

/** When what is offered now lapses, unless it is accepted. */
export function lapseOf(now: Instant): Instant {
  return now.add({ hours: INVITATION_DAYS * 24 });
}

/** What an invitation is to. */
export interface InvitedTo {
  /** A membership of the acting authority, which takes force when the invitation is followed. */
  readonly membershipId: string;
  /** Whoever follows such an invitation takes over the account that the person has: only ever on purpose. */
  readonly replacesAccount?: boolean;
}

/** There is nothing to invite to: the person has an account and the membership already, or belongs to the demonstration. */
export class HasAccountAlready extends Error {
  override readonly name = 'HasAccountAlready';
}

/** An invitation that can still be followed, for whom it is and what it gives. */
export interface OpenInvitation {
  readonly id: string;
  readonly personId: string;
  readonly signInName: string;
  /** What the inviting organisation calls the person. */
  readonly displayName: string;
  readonly authority: AuthorityCode;
  readonly membershipId: string;
  readonly role: Role;
  readonly team: string | null;
  /** The provider that invites; null where the council does. */
  readonly providerName: string | null;
  /** Whether following it begins an account; otherwise it is accepted by whoever is signed in to the one there is. */
  readonly mayBegin: boolean;
}

/** What a secret leads to: an invitation that is open, or whose it was while it was. */
export type FoundInvitation =
  | { readonly isOpen: true; readonly invitation: OpenInvitation }
  | { readonly isOpen: false; readonly id: string; readonly personId: string };

/**
 * Invites a person, and gives the secret of the address to follow: `/invitation/<secret>`. It is stored as a hash only. An
 * earlier invitation by the same organisation is over with this. Works as the service alone. Throws `HasAccountAlready`.
 */
export async function inviteAccount(
  tx: Transaction,
  { membershipId, replacesAccount = false }: InvitedTo,
  now: Instant,
  newId: NewId,
): Promise<{ readonly secret: string }> {
  const secret = newSecret();
  const made = await tx.query('SELECT * FROM invite_account($1, $2, $3, $4, $5, $6)', [
    ...[newId(), membershipId, hashSecret(secret), dateOf(now), dateOf(lapseOf(now)), replacesAccount],
  ]);
  if (made.length === 0) throw new HasAccountAlready('This person has an account already.');
  return { secret };
}

interface InvitationRow {
  readonly id: string;
  readonly person_id: string;
  readonly sign_in_name: string;
  readonly display_name: string;
  readonly authority: string;
  readonly membership_id: string;
  readonly role: string;
  readonly team: string | null;
  readonly provider_name: string | null;
  readonly is_open: boolean;
  readonly may_begin: boolean;
}

/** The invitation that a secret belongs to; null when there is none. */
export async function findInvitation(
  database: Database,
  secret: string,
  now: Instant,
): Promise<FoundInvitation | null> {
  const sql = 'SELECT * FROM find_invitation($1, $2)';
  const [row] = await database.query<InvitationRow[]>(sql, [hashSecret(secret), dateOf(now)]);
  if (!row) return null;
  const { id, person_id: personId, role } = row;
  if (!row.is_open || !isRole(role)) return { isOpen: false, id, personId };
  const invitation = {
    ...{ id, personId, signInName: row.sign_in_name, displayName: row.display_name, authority: row.authority },
    ...{ membershipId: row.membership_id, role, team: row.team, providerName: row.provider_name },
    mayBegin: row.may_begin,
  };
  return { isOpen: true, invitation };
}
