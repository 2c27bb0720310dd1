import type { Transaction } from '#persistence';

/**
 * The one place in which access is ended, in the transaction that takes a membership, suspends it or ends an agreement.
 *
 * Of people who have no membership in force left it ends the sessions and voids the invitations that were not followed.
 * Whoever keeps a membership elsewhere keeps their session, and what it opens shrinks with the next request all the same,
 * because memberships, agreements and suspensions are looked up in each one. So are keys: they open nothing once taken
 * back or once their provider has no agreement in force; those that a person issued are taken back where they are removed.
 * What is being made for them at that moment is asked about once more at its end. One-time links other than invitations,
 * webhooks and exports that are held ready do not exist yet; what comes to exist is ended here.
 */
export async function endAccess(tx: Transaction, personIds: readonly string[]): Promise<void> {
  if (personIds.length > 0) await tx.query('SELECT end_access($1)', [[...new Set(personIds)]]);
}

/** Ends what ran out by its date since yesterday: memberships with an end, and agreements that the people rested on. */
export async function endAccessThatRanOut(tx: Transaction): Promise<void> {
  const rows = await tx.query<{ person_id: string }>('SELECT DISTINCT person_id FROM membership WHERE authority = $1', [
    tx.context.authority,
  ]);
  await endAccess(
    tx,
    rows.map((row) => row.person_id),
  );
}
