import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import type { Role } from '#domain/access';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import { demonstrationTeams } from './set-up-people.js';

const RESTRICTION_REASON = 'A relative works in the council (invented)';

interface Admission {
  readonly childId: string;
  readonly personId: string;
  readonly kind: 'listed' | 'emergency';
  readonly reason: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly review: { readonly by: string; readonly at: Instant; readonly note: string } | null;
}

/**
 * Restricts one record of the demonstration to the team manager and the data protection officer, and lets the social
 * worker have opened two in an emergency: one of them is reviewed. Does nothing where it is done, or has no children.
 */
export async function restrictAndOpen(tx: Transaction, at: Instant): Promise<void> {
  const [isDone] = await tx.query('SELECT FROM child_admission WHERE authority = $1 LIMIT 1', [tx.context.authority]);
  const [restricted] = await childrenOf(tx, demonstrationTeams[0], true);
  const [reviewed, waiting] = await childrenOf(tx, demonstrationTeams[1], false);
  if (isDone || restricted === undefined || reviewed === undefined || waiting === undefined) return;
  await restrict(tx, restricted, at);
  const worker = await personIn(tx, 'social_worker');
  const by = await personIn(tx, 'commissioner');
  await open(tx, {
    ...{ childId: reviewed, personId: worker, startsAt: at.subtract({ hours: 50 }) },
    reason: 'The duty line had a call about this child at night (invented)',
    review: { by, at: at.subtract({ hours: 27 }), note: 'The call is on the duty log; a colleague was ill (invented)' },
  });
  await open(tx, {
    ...{ childId: waiting, personId: worker, startsAt: at.subtract({ hours: 1 }) },
    reason: 'A school rang: the child may be at the station now (invented)',
    review: null,
  });
}

/** Children of a team by council child ID: on request those first for whom an interview is still owed. */
async function childrenOf(tx: Transaction, team: string, isOwedFirst: boolean): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT i.child_id AS id FROM child_identity i
     JOIN child_allocation a ON a.authority = i.authority AND a.child_id = i.child_id
     WHERE i.authority = $1 AND a.team = $2
     ORDER BY CASE WHEN $3 AND EXISTS (
         SELECT FROM missing_episode e JOIN deadline d ON d.authority = e.authority AND d.episode_id = e.id
         WHERE e.authority = i.authority AND e.child_id = i.child_id AND d.kind = 'interview'
           AND d.settled_at IS NULL AND d.superseded_at IS NULL) THEN 0 ELSE 1 END,
       i.council_child_id LIMIT 2`,
    [tx.context.authority, team, isOwedFirst],
  );
  return rows.map(({ id }) => id);
}

async function personIn(tx: Transaction, role: Role): Promise<string> {
  const [row] = await tx.query<{ person_id: string }>(
    'SELECT person_id FROM membership WHERE authority = $1 AND role = $2 ORDER BY id LIMIT 1',
    [tx.context.authority, role],
  );
  if (!row) throw new Error(`The demonstration has no ${role}.`);
  return row.person_id;
}

async function restrict(tx: Transaction, childId: string, at: Instant): Promise<void> {
  for (const role of ['team_manager', 'data_protection_officer'] as const) {
    await admit(tx, {
      ...{ childId, personId: await personIn(tx, role), kind: 'listed', reason: RESTRICTION_REASON },
      ...{ startsAt: at.subtract({ hours: 24 * 14 }), endsAt: null, review: null },
    });
  }
  await tx.query(
    `UPDATE child SET is_restricted = true, modified_at = transaction_timestamp(), modified_by = $3
     WHERE authority = $1 AND id = $2`,
    [tx.context.authority, childId, tx.context.actorName],
  );
  await record(tx, 'ChildRestrict', childId, RESTRICTION_REASON);
}

async function open(tx: Transaction, opening: Omit<Admission, 'kind' | 'endsAt'>): Promise<void> {
  await admit(tx, { ...opening, kind: 'emergency', endsAt: opening.startsAt.add({ hours: 4 }) });
  await record(tx, 'BreakGlassOpen', opening.childId, opening.reason);
  if (opening.review) await record(tx, 'BreakGlassReview', opening.childId, opening.review.note);
}

async function admit(tx: Transaction, admission: Admission): Promise<void> {
  const { childId, personId, kind, reason, startsAt, endsAt, review } = admission;
  const dateOf = (instant: Instant | null) => instant && new Date(instant.epochMilliseconds);
  await tx.query(
    `INSERT INTO child_admission
       (authority, id, child_id, person_id, kind, reason, starts_at, ends_at, reviewed_at, reviewed_by, review_finding,
        review_note, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, transaction_timestamp(), $13, transaction_timestamp(), $13)`,
    [
      ...[tx.context.authority, newId(), childId, personId, kind, reason, dateOf(startsAt), dateOf(endsAt)],
      ...[dateOf(review?.at ?? null), review?.by ?? null, review && 'justified', review?.note ?? null],
      tx.context.actorName,
    ],
  );
}

async function record(tx: Transaction, action: AuditAction, childId: string, reason: string): Promise<void> {
  await appendAudit(tx, { action, itemId: childId, itemCount: 1, childIds: [childId], reason }, newId);
}
