import type { Transaction } from '#persistence';
import { newId } from '#platform';
import { demonstrationTeams } from './set-up-people.js';

/** Shares the children who have no lead worker out among the teams; the social worker has half of the first team's. */
export async function allocateChildren(tx: Transaction): Promise<void> {
  const children = await tx.query<{ id: string }>(
    `SELECT id FROM child c WHERE authority = $1 AND NOT EXISTS (
       SELECT FROM child_allocation a WHERE a.authority = c.authority AND a.child_id = c.id) ORDER BY id`,
    [tx.context.authority],
  );
  if (children.length === 0) return;
  const [worker] = await tx.query<{ person_id: string }>(
    `SELECT person_id FROM membership WHERE authority = $1 AND role = 'social_worker' ORDER BY id LIMIT 1`,
    [tx.context.authority],
  );
  const teams = children.map((_, index) => demonstrationTeams[index % demonstrationTeams.length] ?? '');
  const workers = children.map((_, index) => (index % 4 === 0 ? (worker?.person_id ?? null) : null));
  await tx.query(
    `INSERT INTO child_allocation
       (authority, id, child_id, team, person_id, valid_from, created_at, created_by, modified_at, modified_by)
     SELECT $1, a.id, a.child_id, a.team, a.person_id, current_date, now(), $2, now(), $2
     FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[]) AS a (id, child_id, team, person_id)`,
    [
      tx.context.authority,
      tx.context.actorName,
      children.map(() => newId()),
      children.map(({ id }) => id),
      teams,
      workers,
    ],
  );
}
