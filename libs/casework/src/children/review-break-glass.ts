import { appendAudit } from '#access';
import { decideReview } from '#domain/access';
import type { Decision, Review, ReviewRefusal } from '#domain/access';
import { asService, childFilter, inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { listEmergencies } from './emergency-openings.js';
import type { EmergencyRecord } from './emergency-openings.js';
import { isUuid, personOf } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** For how many days a reviewed opening stays on the list; on the child's page it stays for good. */
const LISTED_DAYS = 30;

/** An emergency opening as a reviewer reads it. */
export interface OpeningToReview extends EmergencyRecord {
  /** The council's child ID, or the opaque id of a child that has none; null where the reviewer may not see the record. */
  readonly child: string | null;
  readonly isOwn: boolean;
}

/** Emergency openings that are to be reviewed, and those that were of late; looked at on record. */
export function listOpeningsToReview(
  database: Database,
  context: TransactionContext,
  reading: TransactionContext | null,
): Promise<readonly OpeningToReview[]> {
  return inTransaction(database, context, (tx) =>
    readOpenings(
      tx,
      reading,
      `a.reviewed_at IS NULL OR a.reviewed_at > transaction_timestamp() - interval '${LISTED_DAYS} days'`,
      [],
    ),
  );
}

/** One emergency opening; null when there is none of that id here. */
export async function readOpeningToReview(
  database: Database,
  context: TransactionContext,
  reading: TransactionContext | null,
  id: string,
): Promise<OpeningToReview | null> {
  if (!isUuid(id)) return null;
  const [opening] = await inTransaction(database, context, (tx) => readOpenings(tx, reading, 'a.id = $2', [id]));
  return opening ?? null;
}

/** Reviews an emergency opening, which ends it; null when there is none of that id here. */
export async function reviewBreakGlass(
  casework: Casework,
  context: TransactionContext,
  id: string,
  review: { readonly finding: string; readonly note: string },
): Promise<Decision<Review, ReviewRefusal> | null> {
  if (!isUuid(id)) return null;
  return casework.write(context, ({ tx }) =>
    asService(tx, async () => {
      await tx.query('SELECT FROM child_admission WHERE authority = $1 AND id = $2 FOR UPDATE', [
        tx.context.authority,
        id,
      ]);
      const [opening] = await listEmergencies(tx, 'a.id = $2', [id]);
      if (!opening) return null;
      const decision = decideReview(opening, { ...review, by: personOf(tx) }, tx.now);
      const isRefused = decision.kind === 'refused';
      if (!isRefused) await keepReview(tx, id, decision.value);
      await appendAudit(
        tx,
        {
          ...{ action: 'BreakGlassReview', itemId: id, itemCount: 1, childIds: [opening.childId] },
          ...{ outcome: isRefused ? 'refused' : 'done', reason: isRefused ? decision.because : decision.value.note },
        },
        newId,
      );
      return decision;
    }),
  );
}

async function keepReview(tx: Transaction, id: string, review: Review): Promise<void> {
  await tx.query(
    `UPDATE child_admission
     SET reviewed_at = transaction_timestamp(), reviewed_by = $3, review_finding = $4, review_note = $5, ends_at = $6,
       modified_at = transaction_timestamp(), modified_by = $7
     WHERE authority = $1 AND id = $2`,
    [
      ...[tx.context.authority, id, personOf(tx), review.finding, review.note],
      ...[new Date(review.endsAt.epochMilliseconds), tx.context.actorName],
    ],
  );
}

async function readOpenings(
  tx: Transaction,
  reading: TransactionContext | null,
  condition: string,
  parameters: readonly string[],
): Promise<readonly OpeningToReview[]> {
  return asService(tx, async () => {
    const openings = await listEmergencies(tx, condition, parameters);
    const childIds = openings.map(({ childId }) => childId);
    const names = reading === null ? new Map<string, string>() : await namesOf(tx, reading, childIds);
    await appendAudit(tx, { action: 'BreakGlassRead', itemCount: openings.length, childIds }, newId);
    return openings.map((opening) => ({
      ...opening,
      child: names.get(opening.childId) ?? null,
      isOwn: opening.openedBy === tx.context.personId,
    }));
  });
}

/** How the children are called, as far as the reviewer may see them. */
async function namesOf(
  tx: Transaction,
  reading: TransactionContext,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const filter = childFilter(reading, { authority: 'c.authority', id: 'c.id' }, 3);
  const rows = await tx.query<{ id: string; child: string }>(
    `SELECT c.id, coalesce(i.council_child_id, c.id::text) AS child
     FROM child c LEFT JOIN child_identity i ON i.authority = c.authority AND i.child_id = c.id
     WHERE c.authority = $1 AND c.id = ANY($2::uuid[]) AND ${filter.sql}`,
    [tx.context.authority, childIds, ...filter.parameters],
  );
  return new Map(rows.map(({ id, child }) => [id, child]));
}
