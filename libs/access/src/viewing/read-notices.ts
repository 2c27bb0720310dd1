import type { ChildId, NewId } from '#domain/kernel';
import { parseDay, startOfDay } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { appendAudit } from '../audit-trail.js';
import { actionsOfKind } from '../audit-words.js';
import { outsideViews } from './outside-views.js';
import { eventColumns, eventNames, recordedEvent } from './recorded-event.js';
import type { EventRow, RecordedEvent } from './recorded-event.js';

/** How many notices a lead worker is shown: those not yet seen come first. */
const SHOWN = 50;

export interface ViewingNotice {
  readonly id: string;
  readonly childId: ChildId;
  /** The council's child ID, or the opaque id of a child that has none. */
  readonly child: string;
  readonly day: Day;
  readonly isSeen: boolean;
  readonly views: readonly RecordedEvent[];
}

type Database = Parameters<typeof inTransaction>[0];

interface NoticeRow {
  readonly id: string;
  readonly child_id: ChildId;
  readonly child: string;
  readonly viewed_on: string;
  readonly is_seen: boolean;
}

/** What a person is told as the lead worker of children they may still see; read on record. */
export async function readNotices(
  database: Database,
  context: TransactionContext,
  newId: NewId,
): Promise<readonly ViewingNotice[]> {
  return inTransaction(database, context, async (tx) => {
    const rows = await listNotices(tx);
    const views = await listOutsideViews(tx, rows);
    const childIds = rows.map(({ child_id }) => child_id);
    await appendAudit(tx, { action: 'ViewingNoticesRead', itemCount: rows.length, childIds }, newId);
    return rows.map((row) => ({
      ...{ id: row.id, childId: row.child_id, child: row.child, day: parseDay(row.viewed_on), isSeen: row.is_seen },
      views: views
        .filter(({ child_id, viewed_on }) => child_id === row.child_id && viewed_on === row.viewed_on)
        .map(recordedEvent),
    }));
  });
}

function listNotices(tx: Transaction): Promise<readonly NoticeRow[]> {
  return tx.query<NoticeRow>(
    `SELECT n.id, n.child_id, coalesce(i.council_child_id, n.child_id::text) AS child, n.viewed_on::text,
       n.seen_at IS NOT NULL AS is_seen
     FROM viewing_notice n LEFT JOIN child_identity i ON i.authority = n.authority AND i.child_id = n.child_id
     WHERE n.authority = $1 AND n.told_person_id = $2
     ORDER BY n.seen_at IS NOT NULL, n.viewed_on DESC, n.id LIMIT ${SHOWN}`,
    [tx.context.authority, tx.context.personId],
  );
}

/** How many notices wait for a person. It names no child, and so is not put on record. */
export async function countNewNotices(database: Database, context: TransactionContext): Promise<number> {
  return inTransaction(database, context, async (tx) => {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM viewing_notice
       WHERE authority = $1 AND told_person_id = $2 AND seen_at IS NULL`,
      [context.authority, context.personId],
    );
    return row?.count ?? 0;
  });
}

type OutsideRow = EventRow & { readonly child_id: ChildId; readonly viewed_on: string };

function listOutsideViews(tx: Transaction, notices: readonly NoticeRow[]): Promise<readonly OutsideRow[]> {
  const days = notices.map(({ viewed_on }) => parseDay(viewed_on));
  const moments = (each: readonly Day[]) => each.map((day) => new Date(startOfDay(day).epochMilliseconds));
  return tx.query<OutsideRow>(
    `WITH looked_at AS MATERIALIZED (
       SELECT * FROM unnest($3::uuid[], $4::date[], $5::timestamptz[], $6::timestamptz[]) AS w (child_id, viewed_on, starts_at, ends_at))
     SELECT e.child_id, e.viewed_on::text, ${eventColumns} FROM (${outsideViews}) e ${eventNames}
     ORDER BY e.occurred_at, e.id`,
    [
      ...[tx.context.authority, actionsOfKind('opens-record'), notices.map(({ child_id }) => child_id)],
      ...[days.map(String), moments(days), moments(days.map((day) => day.add({ days: 1 })))],
    ],
  );
}

/** Notes that a lead worker has seen a notice. False where there is none of that id for them. */
export async function noteSeen(tx: Transaction, noticeId: string, newId: NewId): Promise<boolean> {
  const [seen] = await tx.query<{ child_id: ChildId }>(
    `UPDATE viewing_notice SET seen_at = coalesce(seen_at, $4)
     WHERE authority = $1 AND id = $2 AND told_person_id = $3 RETURNING child_id`,
    [tx.context.authority, noticeId, tx.context.personId, new Date(tx.now.epochMilliseconds)],
  );
  if (!seen) return false;
  const childIds = [seen.child_id];
  await appendAudit(tx, { action: 'ViewingNoticeSeen', itemId: noticeId, itemCount: 1, childIds }, newId);
  return true;
}
