import { isReviewOver, membershipsToSuspend, quarterOf, reviewDueOn } from '#domain/access';
import type { NewId, ProviderId } from '#domain/kernel';
import { parseDay } from '#domain/time';
import type { Day } from '#domain/time';
import type { Transaction } from '#persistence';
import { appendAudit } from './audit-trail.js';
import { endAccess } from './end-access.js';
import { lockPeople } from './manage-people.js';
import { listMembers } from './people.js';

/**
 * Opens the review of the quarter for each organisation of the acting authority that has people and none yet. It asks
 * about everybody whose access is in force; whoever is suspended is asked about already. Safe to repeat.
 */
export async function openAccessReviews(tx: Transaction, today: Day, newId: NewId): Promise<number> {
  let opened = 0;
  for (const providerId of await organisationsWithPeople(tx, today)) {
    const reviewId = newId();
    const rows = await tx.query(
      `INSERT INTO access_review (authority, id, provider_id, quarter_on, opened_at, due_on)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
      [
        ...[tx.context.authority, reviewId, providerId, quarterOf(today).toString()],
        ...[new Date(tx.now.epochMilliseconds), reviewDueOn(today).toString()],
      ],
    );
    if (rows.length === 0) continue;
    const asked = await tx.query(
      `INSERT INTO access_review_answer (authority, review_id, membership_id)
       SELECT authority, $2, id FROM membership WHERE authority = $1 AND provider_id IS NOT DISTINCT FROM $3
         AND accepted_at IS NOT NULL AND suspended_at IS NULL AND valid_from <= $4 AND (valid_to IS NULL OR valid_to > $4) RETURNING membership_id`,
      [tx.context.authority, reviewId, providerId, today.toString()],
    );
    const entry = { itemId: reviewId, itemCount: asked.length, childIds: [] };
    await appendAudit(tx, { action: 'AccessReviewOpen', ...entry }, newId);
    opened += 1;
  }
  return opened;
}

/** The providers that have people here, and null for the council. */
async function organisationsWithPeople(tx: Transaction, today: Day): Promise<readonly (ProviderId | null)[]> {
  const rows = await tx.query<{ provider_id: string | null }>(
    `SELECT DISTINCT provider_id FROM membership WHERE authority = $1 AND accepted_at IS NOT NULL AND suspended_at IS NULL
       AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`,
    [tx.context.authority, today.toString()],
  );
  return rows.map((row) => row.provider_id);
}

/**
 * Suspends everybody whom a review asked about in vain, once its last day is over, and closes the review. Their access
 * ends at once; confirming them late lifts it.
 */
export async function suspendUnconfirmed(tx: Transaction, today: Day, newId: NewId): Promise<number> {
  await lockPeople(tx, { kind: 'council', providerId: null });
  const reviews = await tx.query<{ id: string; provider_id: string | null; due_on: string }>(
    `SELECT id, provider_id, due_on::text FROM access_review WHERE authority = $1 AND closed_at IS NULL ORDER BY id`,
    [tx.context.authority],
  );
  let suspended = 0;
  for (const review of reviews) {
    if (!isReviewOver(parseDay(review.due_on), today)) continue;
    suspended += await suspendOf(tx, review.id, review.provider_id, newId);
    await closeReview(tx, review.id, newId);
  }
  return suspended;
}

async function suspendOf(
  tx: Transaction,
  reviewId: string,
  providerId: ProviderId | null,
  newId: NewId,
): Promise<number> {
  const organisation = { kind: providerId === null ? 'council' : 'provider', providerId } as const;
  const unanswered = await tx.query<{ membership_id: string }>(
    `SELECT membership_id FROM access_review_answer WHERE authority = $1 AND review_id = $2 AND answer IS NULL`,
    [tx.context.authority, reviewId],
  );
  const asked = new Set(unanswered.map((row) => row.membership_id));
  const members = await listMembers(tx, organisation);
  const inForce = members.filter(({ suspendedAt, acceptance }) => suspendedAt === null && acceptance === 'accepted');
  const unconfirmed = inForce.filter(({ membershipId }) => asked.has(membershipId));
  const confirmed = inForce.filter(({ membershipId, role }) => role === 'administrator' && !asked.has(membershipId));
  const ids = new Set(membershipsToSuspend(unconfirmed, organisation.kind, confirmed.length));
  const suspended = unconfirmed.filter(({ membershipId }) => ids.has(membershipId));
  await tx.query(
    `UPDATE membership SET suspended_at = $3, modified_at = $3, modified_by = $4 WHERE authority = $1 AND id = ANY ($2)`,
    [tx.context.authority, [...ids], new Date(tx.now.epochMilliseconds), tx.context.actorName],
  );
  for (const itemId of ids)
    await appendAudit(tx, { action: 'AccessSuspend', itemId, itemCount: 1, childIds: [] }, newId);
  await endAccess(
    tx,
    suspended.map(({ personId }) => personId),
  );
  return ids.size;
}

/** Puts a review behind everybody: what it asks for is answered, or its last day is over. */
export async function closeReview(tx: Transaction, reviewId: string, newId: NewId): Promise<void> {
  await tx.query('UPDATE access_review SET closed_at = $3 WHERE authority = $1 AND id = $2 AND closed_at IS NULL', [
    ...[tx.context.authority, reviewId, new Date(tx.now.epochMilliseconds)],
  ]);
  await appendAudit(tx, { action: 'AccessReviewClose', itemId: reviewId, itemCount: 1, childIds: [] }, newId);
}
