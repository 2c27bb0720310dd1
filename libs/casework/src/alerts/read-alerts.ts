import { appendAudit } from '#access';
import { climbsAt, rungAbove, rungs } from '#domain/alerts';
import type { AlertState, Rung, RungName } from '#domain/alerts';
import type { ChildId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService, loadAlerts } from '#persistence';
import type { KeptAlert, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { isUuid } from '../children/open-child.js';

/** How many alerts a page of the list holds. */
export const ALERTS_SHOWN = 25;

/** Where a page of the list ends: the next begins after it. */
export interface AlertCursor {
  readonly raisedAt: Instant;
  readonly id: string;
}

/** A cursor as one text, as addresses carry it. */
export function showAlertCursor({ raisedAt, id }: AlertCursor): string {
  return `${raisedAt.epochMilliseconds}_${id}`;
}

/** Reads it back; null where it is none that this service has given. */
export function readAlertCursor(text: string): AlertCursor | null {
  const [at = '', id = '', ...more] = text.split('_');
  if (!/^\d{1,14}$/.test(at) || !isUuid(id) || more.length > 0) return null;
  return { raisedAt: instantOf(new Date(Number(at))), id };
}

/** An alert as a list shows it. */
export interface ListedAlert {
  readonly id: string;
  readonly step: string;
  readonly kind: string;
  /** When the deadline is due. */
  readonly dueAt: Instant;
  readonly raisedAt: Instant;
  readonly isLate: boolean;
  /** The provider's reference, or null where the case came another way. */
  readonly ref: string | null;
  readonly providerCode: string | null;
  /** The council's child ID, or the opaque id of a child that has none. */
  readonly child: string;
  readonly childId: ChildId;
  readonly state: AlertState;
  /** It was told to whoever looks, is theirs, or they were asked to take it over. */
  readonly isMine: boolean;
  /** Whoever looks was asked to take it over, and has not yet. */
  readonly isAsked: boolean;
  /** Who has it; null where nobody has, or where whoever looks is not told their name. */
  readonly holder: string | null;
}

export interface AlertsPage {
  /** As of when they are shown. */
  readonly at: Instant;
  readonly alerts: readonly ListedAlert[];
  readonly next: AlertCursor | null;
}

export interface AlertsAsked {
  /** Those of whoever asks, those of others, or all. */
  readonly whose: 'mine' | 'others' | 'all';
  readonly after: AlertCursor | null;
  readonly most: number;
  /** A page asks by itself: nobody may be there who sees what it shows. */
  readonly isUnasked?: boolean;
}

/** The last acknowledgement of the alert `a`, if it was given since the alert reached its rung. */
const heldBy = (person: string) => `EXISTS (
  SELECT FROM alert_acknowledgement k WHERE k.authority = a.authority AND k.alert_id = a.id AND k.person_id = ${person}
    AND k.acknowledged_at >= s.reached_at AND NOT EXISTS (
      SELECT FROM alert_acknowledgement l WHERE l.authority = k.authority AND l.alert_id = k.alert_id
        AND (l.acknowledged_at, l.id) > (k.acknowledged_at, k.id)))`;
const askedOf = (person: string) => `EXISTS (
  SELECT FROM alert_handover h WHERE h.authority = a.authority AND h.alert_id = a.id AND h.answered_at IS NULL
    AND h.to_id = ${person})`;
/** Told of it on a rung, it is somebody's own until anybody takes it on. */
const isMine = `(${heldBy('$2::uuid')} OR ${askedOf('$2::uuid')} OR (EXISTS (
  SELECT FROM alert_message m WHERE m.authority = a.authority AND m.alert_id = a.id AND m.recipient_id = $2::uuid)
  AND NOT EXISTS (SELECT FROM alert_acknowledgement k
    WHERE k.authority = a.authority AND k.alert_id = a.id AND k.acknowledged_at >= s.reached_at)))`;

/** The alerts of which something is still to be done: the last one of each deadline that is open. */
const open = `
  FROM alert_escalation s
  JOIN alert a ON a.authority = s.authority AND a.id = s.alert_id
  JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
  WHERE s.authority = $1 AND d.settled_at IS NULL AND d.superseded_at IS NULL AND NOT EXISTS (
    SELECT FROM alert b WHERE b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at > a.due_at)`;

/** The ids of the open alerts that are somebody's own, as far as whoever asks sees them. */
export async function idsOfOwn(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(`SELECT a.id ${open} AND ${isMine} ORDER BY a.raised_at, a.id`, [
    ...[tx.context.authority, tx.context.personId],
  ]);
  return rows.map(({ id }) => id);
}

/**
 * The open alerts, the oldest first, as far as whoever asks sees them, looked at on record. What they were told on the
 * page is seen with that, unless the page asked by itself.
 */
export function readAlerts(casework: Casework, context: TransactionContext, asked: AlertsAsked): Promise<AlertsPage> {
  return casework.write(context, async ({ tx }) => {
    const { whose, after, most, isUnasked = false } = asked;
    const rows = await tx.query<{ id: string; raised_at: Date }>(
      `SELECT a.id, a.raised_at ${open}
         AND ($3 = 'all' OR ${isMine} = ($3 = 'mine'))
         AND ($4::timestamptz IS NULL OR (a.raised_at, a.id) > ($4::timestamptz, $5::uuid))
       ORDER BY a.raised_at, a.id LIMIT $6`,
      [
        ...[context.authority, context.personId, whose],
        ...[after && new Date(after.raisedAt.epochMilliseconds), after?.id ?? null, most + 1],
      ],
    );
    const ids = rows.slice(0, most).map(({ id }) => id);
    const alerts = await listedAlerts(tx, ids);
    if (!isUnasked) await markSeen(tx, ids);
    const childIds = alerts.map(({ childId }) => childId);
    await appendAudit(tx, { action: 'AlertsRead', itemCount: alerts.length, childIds }, newId);
    const last = alerts.at(-1);
    return { at: tx.now, alerts, next: rows.length > most && last ? { raisedAt: last.raisedAt, id: last.id } : null };
  });
}

/** What somebody was told on the page is seen when they open it there. */
export async function markSeen(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await asService(tx, () =>
    tx.query(
      `UPDATE alert_message SET seen_at = greatest(transaction_timestamp(), delivered_at)
       WHERE authority = $1 AND recipient_id = $2 AND alert_id = ANY($3::uuid[]) AND channel = 'page' AND seen_at IS NULL`,
      [tx.context.authority, tx.context.personId, ids],
    ),
  );
}

interface ListedRow {
  readonly id: string;
  readonly kind: string;
  readonly due_at: Date;
  readonly raised_at: Date;
  readonly is_late: boolean;
  readonly ref: string | null;
  readonly provider: string | null;
  readonly child: string;
  readonly is_mine: boolean;
  readonly is_asked: boolean;
}

/** Alerts with the names by which people know their cases, in the order of when they were raised. */
export async function listedAlerts(tx: Transaction, ids: readonly string[]): Promise<readonly ListedAlert[]> {
  if (ids.length === 0) return [];
  const kept = new Map((await loadAlerts(tx, { ids })).map((alert) => [alert.id, alert]));
  const rows = await tx.query<ListedRow>(
    `SELECT a.id, d.kind, d.due_at, a.raised_at, a.is_late, p.code AS provider,
       (SELECT min(r.ref) FROM source_reference r WHERE r.authority = a.authority AND r.episode_id = a.episode_id) AS ref,
       coalesce(c.council_child_id, e.child_id::text) AS child, ${isMine} AS is_mine, ${askedOf('$2::uuid')} AS is_asked
     FROM alert a
     JOIN alert_escalation s ON s.authority = a.authority AND s.alert_id = a.id
     JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     JOIN missing_episode e ON e.authority = a.authority AND e.id = a.episode_id
     LEFT JOIN provider p ON p.id = e.provider_id
     LEFT JOIN child_identity c ON c.authority = e.authority AND c.child_id = e.child_id
     WHERE a.authority = $1 AND a.id = ANY($3::uuid[]) ORDER BY a.raised_at, a.id`,
    [tx.context.authority, tx.context.personId, ids],
  );
  const names = await namesOf(
    tx,
    [...kept.values()].flatMap(({ state }) => holderOf(state) ?? []),
  );
  return rows.flatMap((row) => {
    const alert = kept.get(row.id);
    return alert ? [listed(row, alert, names)] : [];
  });
}

function listed(row: ListedRow, alert: KeptAlert, names: ReadonlyMap<string, string>): ListedAlert {
  const holder = holderOf(alert.state);
  return {
    ...{ id: row.id, step: alert.step, kind: row.kind, isLate: row.is_late, childId: alert.childId },
    ...{ dueAt: instantOf(row.due_at), raisedAt: instantOf(row.raised_at) },
    ...{ ref: row.ref, providerCode: row.provider, child: row.child, state: alert.state },
    ...{ isMine: row.is_mine, isAsked: row.is_asked, holder: holder === null ? null : (names.get(holder) ?? null) },
  };
}

/** Who has an alert; null where nobody has. */
export function holderOf(state: AlertState): string | null {
  return 'acknowledgement' in state ? state.acknowledgement.personId : null;
}

/** What people are called. A provider is told the names of its own people alone. */
export async function namesOf(tx: Transaction, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `SELECT p.id, p.display_name AS name FROM person p
     WHERE p.id = ANY($2::uuid[]) AND ($3::uuid IS NULL OR EXISTS (
       SELECT FROM membership m WHERE m.authority = $1 AND m.person_id = p.id AND m.provider_id = $3::uuid))`,
    [tx.context.authority, [...new Set(people)], tx.context.providerId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The rung to which an alert climbs next and when; null where it does not. */
export function nextRungOf(state: AlertState): { readonly rung: Rung; readonly at: Instant } | null {
  const at = climbsAt(state);
  return at === null ? null : { rung: rungAbove(state.rung), at };
}

/** An alert as programs read it. */
export function alertDocument(alert: ListedAlert) {
  const { state } = alert;
  const next = nextRungOf(state);
  const acknowledgement = 'acknowledgement' in state ? state.acknowledgement : null;
  const rungName = (rung: Rung): RungName => rungs[rung].name;
  return {
    ...{ id: alert.id, state: state.kind, step: alert.step, kind: alert.kind },
    ...{ ref: alert.ref, provider: alert.providerCode, child: alert.child },
    ...{ dueAt: alert.dueAt.toString(), raisedAt: alert.raisedAt.toString(), isLate: alert.isLate },
    ...{ rung: rungName(state.rung), reachedAt: state.reachedAt.toString() },
    ...{ nextRung: next && rungName(next.rung), climbsAt: next && next.at.toString() },
    acknowledgedAt: acknowledgement && acknowledgement.at.toString(),
    promisedBy: acknowledgement?.promisedBy?.toString() ?? null,
    isMine: alert.isMine,
  };
}
export type AlertDocument = ReturnType<typeof alertDocument>;
