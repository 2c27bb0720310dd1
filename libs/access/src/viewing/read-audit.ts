import type { ChildId, NewId } from '#domain/kernel';
import { startOfDay } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction } from '#persistence';
import type { SqlValue, Transaction, TransactionContext } from '#persistence';
import { appendAudit } from '../audit-trail.js';
import type { AuditOutcome } from '../audit-trail.js';
import { readSealState } from '../sealing/index.js';
import type { SealState } from '../sealing/index.js';
import { PAGE, pageOf } from './read-views.js';
import { eventColumns, eventNames } from './recorded-event.js';
import type { EventRow, RecordedEvent } from './recorded-event.js';

export interface AuditFilter {
  readonly day: Day | null;
  readonly personId: string | null;
  readonly action: string | null;
  readonly outcome: AuditOutcome | null;
  readonly childId: ChildId | null;
  readonly after: string | null;
}

export interface AuditedEvent extends RecordedEvent {
  readonly childCount: number;
  /** The child, where it is one alone. */
  readonly onlyChild: ChildId | null;
}

export interface AuditPage {
  readonly events: readonly AuditedEvent[];
  readonly next: string | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly seals: SealState;
}

type Database = Parameters<typeof inTransaction>[0];
type AuditRow = EventRow & { readonly child_count: number; readonly only_child: ChildId | null };

/** The audit of an authority, newest first; itself on record, with the children whom it shows. */
export async function readAudit(
  database: Database,
  context: TransactionContext,
  filter: AuditFilter,
  newId: NewId,
): Promise<AuditPage> {
  return inTransaction(database, context, async (tx) => {
    const rows = await listEvents(tx, filter);
    const { next, events } = pageOf(rows);
    const children = new Map(rows.map((row) => [row.id, { childCount: row.child_count, onlyChild: row.only_child }]));
    const shown = events.map((event) => ({
      ...event,
      ...(children.get(event.id) ?? { childCount: 0, onlyChild: null }),
    }));
    const people = await listPeople(tx);
    const seals = await readSealState(tx, context.authority);
    await appendAudit(tx, entryOf(filter, shown), newId);
    return { events: shown, next, people, seals };
  });
}

function entryOf({ childId }: AuditFilter, shown: readonly AuditedEvent[]) {
  const known = childId !== null && shown.length > 0 ? [childId] : [];
  return {
    ...({ action: 'AuditRead', itemCount: shown.length } as const),
    childIds: [...known, ...shown.flatMap(({ onlyChild }) => onlyChild ?? [])],
    ...(childId !== null && { itemId: childId }),
  };
}

async function listEvents(tx: Transaction, filter: AuditFilter): Promise<readonly AuditRow[]> {
  const parameters: SqlValue[] = [tx.context.authority];
  const given = (sql: (place: string) => string, value: SqlValue) => {
    if (value === null) return [];
    parameters.push(value);
    return [sql(`$${parameters.length}`)];
  };
  const { day, personId, action, outcome, childId, after } = filter;
  const conditions = [
    'e.authority = $1',
    ...given((place) => `e.occurred_at >= ${place}`, day && momentOf(day)),
    ...given((place) => `e.occurred_at < ${place}`, day && momentOf(day.add({ days: 1 }))),
    ...given((place) => `e.person_id = ${place}`, personId),
    ...given((place) => `e.action = ${place}`, action),
    ...given((place) => `e.outcome = ${place}`, outcome),
    ...given((place) => `EXISTS (${subjects('', `AND s.child_id = ${place}`)})`, childId),
    ...given(
      (place) =>
        `(e.occurred_at, e.id) < (SELECT l.occurred_at, l.id FROM audit_event l WHERE l.authority = $1 AND l.id = ${place})`,
      after,
    ),
  ];
  return tx.query<AuditRow>(
    `SELECT ${eventColumns}, (${subjects('count(*)::integer')}) AS child_count,
       (${subjects(`CASE WHEN count(*) = 1 THEN min(s.child_id::text) END`)}) AS only_child
     FROM audit_event e ${eventNames} WHERE ${conditions.join(' AND ')}
     ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${PAGE + 1}`,
    parameters,
  );
}

function subjects(columns: string, condition = ''): string {
  return `SELECT ${columns} FROM audit_subject s WHERE s.authority = e.authority AND s.event_id = e.id ${condition}`;
}

function momentOf(day: Day): Date {
  return new Date(startOfDay(day).epochMilliseconds);
}

/** Whoever has or had access for the authority, by name. */
function listPeople(tx: Transaction): Promise<AuditPage['people']> {
  return tx.query<{ id: string; name: string }>(
    `SELECT p.id, p.display_name AS name FROM person p
     WHERE EXISTS (SELECT FROM membership m WHERE m.authority = $1 AND m.person_id = p.id AND m.accepted_at IS NOT NULL)
     ORDER BY p.display_name, p.id`,
    [tx.context.authority],
  );
}
