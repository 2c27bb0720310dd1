import type { NewId } from '#domain/kernel';
import { dayInLondon } from '#domain/time';
import type { Transaction } from '#persistence';
import { revokeKeysOf } from './provider-keys.js';

/**
 * The one place in which access is ended, in the transaction that takes a membership, suspends it or ends an agreement.
 *
 * Of people who have no membership in force left it ends the sessions and voids the invitations that were not followed.
 * Whoever keeps a membership elsewhere keeps their session, and what it opens shrinks with the next request all the same,
 * because memberships, agreements and suspensions are looked up in each one. So are keys: they open nothing once taken
 * back or once their provider has no agreement in force; those that a person issued are taken back once they belong to the
 * provider no more.
 * What is being made for them at that moment is asked about once more at its end. One-time links other than invitations,
 * webhooks and exports that are held ready do not exist yet; what comes to exist is ended here.
 */
export async function endAccess(tx: Transaction, personIds: readonly string[]): Promise<void> {
  if (personIds.length > 0) await tx.query('SELECT end_access($1)', [[...new Set(personIds)]]);
}

/**
 * Ends what ran out by its date since yesterday: memberships with an end, the keys that were issued by people who belong to
 * their provider no more, and agreements that the people rested on.
 */
export async function endAccessThatRanOut(tx: Transaction, newId: NewId): Promise<void> {
  const rows = await tx.query<{ person_id: string }>('SELECT DISTINCT person_id FROM membership WHERE authority = $1', [
    tx.context.authority,
  ]);
  await endAccess(
    tx,
    rows.map((row) => row.person_id),
  );
  await revokeKeysOf(tx, await listRunOut(tx), newId);
}

/** Memberships in a provider that are over, of people who have no other one there: another role begins another one. */
async function listRunOut(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT m.id FROM membership m
     WHERE m.authority = $1 AND m.provider_id IS NOT NULL AND m.valid_to <= $2::date AND NOT EXISTS (
       SELECT FROM membership o
       WHERE o.authority = m.authority AND o.person_id = m.person_id AND o.provider_id = m.provider_id
         AND o.accepted_at IS NOT NULL AND (o.valid_to IS NULL OR o.valid_to > $2::date))`,
    [tx.context.authority, dayInLondon(tx.now).toString()],
  );
  return rows.map(({ id }) => id);
}
