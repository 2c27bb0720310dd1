import type { AuthorityCode, ChildId, NewId } from '#domain/kernel';
import { isBefore, startOfDay } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import { inTransaction, systemContext } from '#persistence';
import type { Transaction } from '#persistence';
import { appendAudit } from '../audit-trail.js';
import { actionsOfKind } from '../audit-words.js';
import { inForce, outsideViews } from './outside-views.js';

type Database = Parameters<typeof inTransaction>[0];

interface Counted {
  readonly child_id: ChildId;
  readonly person_id: string;
  readonly views: number;
  readonly viewers: number;
}

/**
 * Tells each lead worker of a child, by one notice for the day, that people outside the team opened its record. Done
 * again for the same day it changes nothing, unless there is more to tell. Gives how many notices are new or say more.
 */
export async function noticeViews(
  database: Database,
  authority: AuthorityCode,
  day: Day,
  newId: NewId,
): Promise<number> {
  return inTransaction(database, systemContext(authority, 'worker'), async (tx) => {
    const counted = await countViews(tx, day);
    const children = await saveNotices(tx, day, counted, newId);
    if (children.length > 0)
      await appendAudit(tx, { action: 'ViewingNoticesMake', itemCount: children.length, childIds: children }, newId);
    return children.length;
  });
}

function boundsOf(day: Day): readonly [Instant, Instant] {
  return [startOfDay(day), startOfDay(day.add({ days: 1 }))];
}

function countViews(tx: Transaction, day: Day): Promise<readonly Counted[]> {
  const [starts, ends] = boundsOf(day);
  return tx.query<Counted>(
    `WITH looked_at AS MATERIALIZED (
       SELECT NULL::uuid AS child_id, $3::date AS viewed_on, $4::timestamptz AS starts_at, $5::timestamptz AS ends_at),
     outside AS (${outsideViews})
     SELECT o.child_id, t.person_id, count(DISTINCT o.id)::integer AS views, count(DISTINCT o.viewer)::integer AS viewers
     FROM outside o, looked_at w, child_allocation t
     WHERE t.authority = $1 AND t.child_id = o.child_id AND t.person_id IS NOT NULL AND ${inForce('t')}
     GROUP BY o.child_id, t.person_id`,
    [
      ...[tx.context.authority, actionsOfKind('opens-record'), day.toString()],
      ...[new Date(starts.epochMilliseconds), new Date(ends.epochMilliseconds)],
    ],
  );
}

/** A notice that was seen is new again when it says more than before. */
async function saveNotices(
  tx: Transaction,
  day: Day,
  counted: readonly Counted[],
  newId: NewId,
): Promise<readonly ChildId[]> {
  const [, ends] = boundsOf(day);
  const until = isBefore(tx.now, ends) ? tx.now : ends;
  const rows = await tx.query<{ child_id: ChildId }>(
    `INSERT INTO viewing_notice AS known
       (authority, id, child_id, told_person_id, viewed_on, view_count, viewer_count, counted_until_at)
     SELECT $1, n.id, n.child_id, n.person_id, $2::date, n.views, n.viewers, $3
     FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::integer[], $8::integer[]) AS n (id, child_id, person_id, views, viewers)
     ON CONFLICT (authority, child_id, told_person_id, viewed_on) DO UPDATE
       SET view_count = excluded.view_count, viewer_count = excluded.viewer_count,
           counted_until_at = excluded.counted_until_at, seen_at = NULL
       WHERE excluded.view_count > known.view_count
     RETURNING child_id`,
    [
      ...[tx.context.authority, day.toString(), new Date(until.epochMilliseconds), counted.map(() => newId())],
      ...[counted.map((each) => each.child_id), counted.map((each) => each.person_id)],
      ...[counted.map(({ views }) => views), counted.map(({ viewers }) => viewers)],
    ],
  );
  return rows.map(({ child_id }) => child_id);
}
