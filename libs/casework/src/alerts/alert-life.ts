import { appendAudit } from '#access';
import { rungFrom } from '#domain/alerts';
import type { Rung } from '#domain/alerts';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { instantOrNull } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { othersOfCall } from './alerts-of-call.js';
import { openAlert } from './open-alert.js';
import type { OpenedAlert } from './open-alert.js';
import { listedAlerts, namesOf } from './listed-alerts.js';
import type { ListedAlert } from './listed-alerts.js';
import { markSeen } from './mark-seen.js';

/** Something that happened in the life of an alert. People without a name are told of by where they work. */
export type AlertEvent = { readonly at: Instant } & (
  | { readonly kind: 'clock_started' | 'due' | 'settled' | 'superseded' }
  | { readonly kind: 'raised' | 'overtaken'; readonly step: string; readonly isLate: boolean }
  | {
      readonly kind: 'told';
      readonly who: string | null;
      readonly rung: Rung;
      readonly channel: string;
      readonly deliveredAt: Instant | null;
      readonly seenAt: Instant | null;
      readonly failedAt: Instant | null;
      /** There was nothing to tell any more when it was to go out. */
      readonly withdrawnAt: Instant | null;
    }
  | {
      readonly kind: 'acknowledged';
      readonly who: string | null;
      readonly promisedBy: Instant | null;
      readonly words: string | null;
    }
  | { readonly kind: 'promise_passed' }
  | {
      readonly kind: 'handed_over';
      readonly who: string | null;
      readonly to: string | null;
      readonly answeredAt: Instant | null;
    }
);

/** An alert with everything that happened to it, from its cause on. */
export interface AlertLife {
  readonly alert: ListedAlert;
  /** The steps of the alerts that are told and taken on as one with it. */
  readonly otherSteps: readonly string[];
  readonly events: readonly AlertEvent[];
}

/** The life of an alert, looked at on record; what was told of it on the page is seen with that. */
export function readAlertLife(
  casework: Casework,
  context: TransactionContext,
  id: string,
): Promise<OpenedAlert<AlertLife | null>> {
  return casework.write(context, ({ tx }) =>
    openAlert(tx, { id, action: 'AlertRead' }, async (found, childIds) => {
      const [alert] = await listedAlerts(tx, [found.id]);
      if (!alert) return null;
      const others = await othersOfCall(tx, found);
      await markSeen(tx, [found.id, ...others.map(({ id: other }) => other)]);
      await appendAudit(tx, { action: 'AlertRead', itemId: found.id, itemCount: 1, childIds }, newId);
      return { alert, otherSteps: others.map(({ step }) => step), events: await eventsOf(tx, found.id) };
    }),
  );
}

/** In the order in which it happened; of what happened at one instant, the cause stands before what it led to. */
async function eventsOf(tx: Transaction, id: string): Promise<readonly AlertEvent[]> {
  const key = [tx.context.authority, id];
  const events = [
    ...(await causeOf(tx, key)),
    ...(await told(tx, key)),
    ...(await acknowledged(tx, key)),
    ...(await handedOver(tx, key)),
  ].filter(({ at }) => at.epochMilliseconds <= tx.now.epochMilliseconds);
  return events
    .map((event, place) => ({ event, place }))
    .sort((one, other) => one.event.at.epochMilliseconds - other.event.at.epochMilliseconds || one.place - other.place)
    .map(({ event }) => event);
}

interface CauseRow {
  readonly starts_at: Date;
  readonly due_at: Date;
  readonly settled_at: Date | null;
  readonly superseded_at: Date | null;
  readonly step: string;
  readonly raised_at: Date;
  readonly is_late: boolean;
  readonly is_later: boolean;
}

/** The clock, this alert, and the later steps of the same clock. */
async function causeOf(tx: Transaction, key: readonly string[]): Promise<readonly AlertEvent[]> {
  const rows = await tx.query<CauseRow>(
    `SELECT d.starts_at, d.due_at, d.settled_at, d.superseded_at, b.step, b.raised_at, b.is_late, b.id <> a.id AS is_later
     FROM alert a
     JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     JOIN alert b ON b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at >= a.due_at
     WHERE a.authority = $1 AND a.id = $2 ORDER BY b.due_at`,
    key,
  );
  const [clock] = rows;
  if (!clock) return [];
  const ended = (kind: 'settled' | 'superseded', at: Date | null): readonly AlertEvent[] =>
    at === null ? [] : [{ kind, at: instantOf(at) }];
  return [
    { kind: 'clock_started', at: instantOf(clock.starts_at) },
    { kind: 'due', at: instantOf(clock.due_at) },
    ...rows.map(({ step, raised_at: at, is_late: isLate, is_later: isLater }): AlertEvent => ({
      ...{ kind: isLater ? 'overtaken' : 'raised', at: instantOf(at), step, isLate },
    })),
    ...ended('settled', clock.settled_at),
    ...ended('superseded', clock.superseded_at),
  ];
}

interface MessageRow {
  readonly recipient_id: string;
  readonly rung: number;
  readonly channel: string;
  readonly queued_at: Date;
  readonly delivered_at: Date | null;
  readonly seen_at: Date | null;
  readonly failed_at: Date | null;
  readonly withdrawn_at: Date | null;
}

async function told(tx: Transaction, key: readonly string[]): Promise<readonly AlertEvent[]> {
  const rows = await tx.query<MessageRow>(
    `SELECT recipient_id, rung, channel, queued_at, delivered_at, seen_at, failed_at, withdrawn_at
     FROM alert_message
     WHERE authority = $1 AND alert_id = $2 ORDER BY queued_at, rung, recipient_id, channel`,
    key,
  );
  const names = await namesOf(
    tx,
    rows.map(({ recipient_id: id }) => id),
  );
  return rows.map((row) => ({
    ...{ kind: 'told', at: instantOf(row.queued_at), who: names.get(row.recipient_id) ?? null },
    ...{ rung: rungFrom(row.rung), channel: row.channel, deliveredAt: instantOrNull(row.delivered_at) },
    ...{ seenAt: instantOrNull(row.seen_at), failedAt: instantOrNull(row.failed_at) },
    withdrawnAt: instantOrNull(row.withdrawn_at),
  }));
}

interface AcknowledgementRow {
  readonly person_id: string;
  readonly acknowledged_at: Date;
  readonly promised_by: Date | null;
  readonly words: string | null;
  readonly is_last: boolean;
}

/** A promise that another answer took the place of in time does not pass any more. */
async function acknowledged(tx: Transaction, key: readonly string[]): Promise<readonly AlertEvent[]> {
  const rows = await tx.query<AcknowledgementRow>(
    `SELECT k.person_id, k.acknowledged_at, k.promised_by, w.words, NOT EXISTS (
       SELECT FROM alert_acknowledgement l WHERE l.authority = k.authority AND l.alert_id = k.alert_id
         AND l.acknowledged_at > k.acknowledged_at AND l.acknowledged_at < k.promised_by)
       AND NOT EXISTS (
         SELECT FROM alert a JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
         WHERE a.authority = k.authority AND a.id = k.alert_id
           AND coalesce(d.settled_at, d.superseded_at) <= k.promised_by) AS is_last
     FROM alert_acknowledgement k
     LEFT JOIN alert_promise w ON w.authority = k.authority AND w.acknowledgement_id = k.id
     WHERE k.authority = $1 AND k.alert_id = $2 ORDER BY k.acknowledged_at, k.id`,
    key,
  );
  const names = await namesOf(
    tx,
    rows.map(({ person_id: id }) => id),
  );
  return rows.flatMap((row): readonly AlertEvent[] => {
    const promisedBy = instantOrNull(row.promised_by);
    const passed = promisedBy !== null && row.is_last ? [{ kind: 'promise_passed' as const, at: promisedBy }] : [];
    const who = names.get(row.person_id) ?? null;
    return [{ kind: 'acknowledged', at: instantOf(row.acknowledged_at), who, promisedBy, words: row.words }, ...passed];
  });
}

async function handedOver(tx: Transaction, key: readonly string[]): Promise<readonly AlertEvent[]> {
  const rows = await tx.query<{ from_id: string; to_id: string; asked_at: Date; answered_at: Date | null }>(
    `SELECT from_id, to_id, asked_at, answered_at FROM alert_handover
     WHERE authority = $1 AND alert_id = $2 ORDER BY asked_at, id`,
    key,
  );
  const names = await namesOf(
    tx,
    rows.flatMap((row) => [row.from_id, row.to_id]),
  );
  return rows.map((row) => ({
    ...{ kind: 'handed_over', at: instantOf(row.asked_at), answeredAt: instantOrNull(row.answered_at) },
    ...{ who: names.get(row.from_id) ?? null, to: names.get(row.to_id) ?? null },
  }));
}
