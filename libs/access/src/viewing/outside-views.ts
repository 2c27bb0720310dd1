/**
 * Who opened the record of a child from outside the team, on the days of a relation `looked_at (child_id, viewed_on,
 * starts_at, ends_at)`, in which a child that is null stands for all. Outside is whoever is neither a lead worker of the
 * child on that day nor in a team to which the child was allocated, on whichever of its records. The first parameter is the authority, the second the
 * actions that open a record.
 */
export const outsideViews = `
  SELECT s.child_id, w.viewed_on, e.*, coalesce(e.person_id::text, e.actor) AS viewer
  FROM looked_at w
  JOIN audit_event e ON e.authority = $1 AND e.occurred_at >= w.starts_at AND e.occurred_at < w.ends_at
  JOIN audit_subject s ON s.authority = e.authority AND s.event_id = e.id AND (w.child_id IS NULL OR s.child_id = w.child_id)
  WHERE e.action = ANY ($2::text[]) AND e.outcome = 'done' AND (e.person_id IS NOT NULL OR e.actor_kind <> 'system')
    AND NOT EXISTS (
      SELECT FROM child_allocation a
      WHERE a.authority = $1 AND a.child_id = ANY (records_of_child($1, s.child_id)) AND ${inForce('a')}
        AND (a.person_id = e.person_id OR EXISTS (
          SELECT FROM membership m
          WHERE m.authority = $1 AND m.person_id = e.person_id AND m.team = a.team AND m.accepted_at IS NOT NULL AND ${inForce('m')})))`;

/** A period of days that has no end, or ends after the day, holds it. */
export function inForce(alias: string): string {
  return `${alias}.valid_from <= w.viewed_on AND (${alias}.valid_to IS NULL OR ${alias}.valid_to > w.viewed_on)`;
}
