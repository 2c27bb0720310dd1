import type { ChildId } from '#domain/kernel';
import type { Transaction } from '#persistence';
import { actionsOfKind } from '../audit-words.js';
import { eventColumns, eventNames, recordedEvent } from './recorded-event.js';
import type { EventRow, RecordedEvent } from './recorded-event.js';

/** How many lines a page of the record shows. */
export const PAGE = 25;

export interface EventPage {
  readonly events: readonly RecordedEvent[];
  /** Where the next page goes on; null at the end. */
  readonly next: string | null;
}

/**
 * Who looked at the records of a child or changed them, newest first, from after an event on. What the service does by itself is
 * left out: nobody looked. Ids of events grow with time, so that a page costs the same however long the record is: of
 * each record no more is read than a page holds.
 */
export async function listViews(
  tx: Transaction,
  recordIds: readonly ChildId[],
  after: string | null,
): Promise<EventPage> {
  const rows = await tx.query<EventRow>(
    `SELECT DISTINCT ON (v.id) v.* FROM unnest($2::uuid[]) AS r (id) CROSS JOIN LATERAL (
       SELECT ${eventColumns} FROM audit_subject s
       JOIN audit_event e ON e.authority = s.authority AND e.id = s.event_id ${eventNames}
       WHERE s.authority = $1 AND s.child_id = r.id AND ($3::uuid IS NULL OR s.event_id < $3) AND e.action <> ALL ($4)
       ORDER BY s.event_id DESC LIMIT ${PAGE + 1}) v
     ORDER BY v.id DESC LIMIT ${PAGE + 1}`,
    [tx.context.authority, recordIds, after, actionsOfKind('by-service')],
  );
  return pageOf(rows);
}

/** Cuts what was read, one line more than a page holds, to a page. */
export function pageOf(rows: readonly EventRow[]): EventPage {
  const events = rows.slice(0, PAGE).map(recordedEvent);
  return { events, next: rows.length > PAGE ? (events.at(-1)?.id ?? null) : null };
}
