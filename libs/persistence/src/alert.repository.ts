import { alertState, climbsAt, rungFrom } from '#domain/alerts';
import type { Acknowledgement, AlertState, EndReason, Rung } from '#domain/alerts';
import type { ChildId, DeadlineId, EpisodeId, NewId } from '#domain/kernel';
import type { SentChannel } from '#domain/messages';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { insertRows, updateRows } from './batch-sql.js';
import { acknowledgementTable, escalationTable, handoverTable, messageTable, promiseTable } from './deadline-tables.js';
import { dateOf } from './moment-columns.js';
import { asService } from './transaction.js';
import type { Transaction } from './transaction.js';

/** An alert as it stands. */
export interface KeptAlert {
  readonly id: string;
  readonly deadlineId: DeadlineId;
  readonly episodeId: EpisodeId;
  readonly childId: ChildId;
  readonly step: string;
  readonly state: AlertState;
}

/** An alert with where it is to stand. */
type Placed = Pick<KeptAlert, 'id' | 'state'>;

interface AlertRow {
  readonly id: string;
  readonly deadline_id: DeadlineId;
  readonly episode_id: EpisodeId;
  readonly child_id: ChildId;
  readonly step: string;
  readonly rung: number;
  readonly reached_at: Date;
  readonly climbs_at: Date | null;
  readonly ended: EndReason | null;
  readonly acknowledged_by: string | null;
  readonly acknowledged_at: Date | null;
  readonly promised_by: Date | null;
  readonly asked_id: string | null;
}

/** What an alert of alias `a` with its deadline `d` has ended by: a later step of the same deadline, or the deadline itself. */
const ended = `CASE
  WHEN d.superseded_at IS NOT NULL THEN 'superseded'
  WHEN d.settled_at IS NOT NULL THEN 'settled'
  WHEN EXISTS (SELECT FROM alert b WHERE b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at > a.due_at)
    THEN 'overtaken'
  END`;

const alertSelect = `
  SELECT a.id, a.deadline_id, a.episode_id, e.child_id, a.step, s.rung, s.reached_at, s.climbs_at, ${ended} AS ended,
    k.person_id AS acknowledged_by, k.acknowledged_at, k.promised_by, h.to_id AS asked_id
  FROM alert_escalation s
  JOIN alert a ON a.authority = s.authority AND a.id = s.alert_id
  JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
  JOIN missing_episode e ON e.authority = a.authority AND e.id = a.episode_id
  LEFT JOIN LATERAL (
    SELECT k.person_id, k.acknowledged_at, k.promised_by FROM alert_acknowledgement k
    WHERE k.authority = a.authority AND k.alert_id = a.id ORDER BY k.acknowledged_at DESC, k.id DESC LIMIT 1) k ON true
  LEFT JOIN alert_handover h ON h.authority = a.authority AND h.alert_id = a.id AND h.answered_at IS NULL`;

function alertOf(row: AlertRow): KeptAlert {
  const { acknowledged_by: personId, acknowledged_at: at, promised_by: promisedBy } = row;
  const state = alertState({
    ...{ rung: rungFrom(row.rung), reachedAt: instantOf(row.reached_at), climbsAt: instantOrNull(row.climbs_at) },
    lastAcknowledgement:
      personId === null || at === null ? null : { personId, at: instantOf(at), promisedBy: instantOrNull(promisedBy) },
    ...{ askedId: row.asked_id, ended: row.ended },
  });
  return {
    ...{ id: row.id, deadlineId: row.deadline_id, episodeId: row.episode_id, childId: row.child_id },
    ...{ step: row.step, state },
  };
}

function instantOrNull(date: Date | null): Instant | null {
  return date && instantOf(date);
}

/** Alerts by their ids, or all of the deadlines named, as far as whoever asks sees them. */
export async function loadAlerts(
  tx: Transaction,
  which: { readonly ids: readonly string[] } | { readonly deadlineIds: readonly DeadlineId[] },
): Promise<readonly KeptAlert[]> {
  const [column, ids] = 'ids' in which ? ['a.id', which.ids] : ['a.deadline_id', which.deadlineIds];
  const rows = await tx.query<AlertRow>(
    `${alertSelect} WHERE s.authority = $1 AND ${column} = ANY($2::uuid[]) ORDER BY a.due_at, a.id`,
    [tx.context.authority, ids],
  );
  return rows.map(alertOf);
}

/**
 * Locks the escalations that have to climb by `at`, the longest overdue first, or one of them; those that another
 * transaction works on are left out. The clock is a parameter, so that the index on authority and time is used.
 */
export async function listDueEscalations(
  tx: Transaction,
  at: Instant,
  { alertId, most }: { readonly alertId: string | null; readonly most: number },
): Promise<readonly string[]> {
  const rows = await tx.query<{ alert_id: string }>(
    `SELECT alert_id FROM alert_escalation
     WHERE authority = $1 AND climbs_at <= $2 ${alertId === null ? '' : 'AND alert_id = $3'}
     ORDER BY climbs_at LIMIT ${most} FOR UPDATE SKIP LOCKED`,
    [tx.context.authority, dateOf(at), ...(alertId === null ? [] : [alertId])],
  );
  return rows.map(({ alert_id: id }) => id);
}

/** Begins the escalation of alerts that are new. */
export async function addEscalations(tx: Transaction, alerts: readonly Placed[]): Promise<void> {
  await insertRows(tx, escalationTable, alerts.map(escalationRow));
}

/** Writes where alerts stand now. */
export async function moveEscalations(tx: Transaction, alerts: readonly Placed[]): Promise<void> {
  await updateRows(tx, escalationTable, alerts.map(escalationRow));
}

function escalationRow({ id, state }: Placed) {
  const climbs = climbsAt(state);
  return {
    alert_id: id,
    rung: state.rung,
    reached_at: dateOf(state.reachedAt),
    climbs_at: climbs && dateOf(climbs),
  };
}

/** Lets no alert of these deadlines climb any more. */
export function endEscalations(tx: Transaction, deadlineIds: readonly DeadlineId[]): Promise<void> {
  return stopClimbing(tx, deadlineIds, []);
}

/** Lets no alert of these deadlines climb any more but those that are new. */
export function overtakeEscalations(
  tx: Transaction,
  deadlineIds: readonly DeadlineId[],
  newIds: readonly string[],
): Promise<void> {
  return stopClimbing(tx, deadlineIds, newIds);
}

async function stopClimbing(
  tx: Transaction,
  deadlineIds: readonly DeadlineId[],
  except: readonly string[],
): Promise<void> {
  if (deadlineIds.length === 0) return;
  await tx.query(
    `UPDATE alert_escalation s SET climbs_at = NULL FROM alert a
     WHERE a.authority = $1 AND a.deadline_id = ANY($2::uuid[]) AND a.id <> ALL($3::uuid[])
       AND s.authority = a.authority AND s.alert_id = a.id AND s.climbs_at IS NOT NULL`,
    [tx.context.authority, deadlineIds, except],
  );
}

/** One way in which one person is told of an alert on a rung. */
export interface NewMessage {
  readonly alertId: string;
  readonly recipientId: string;
  readonly channel: 'page' | SentChannel;
  readonly rung: Rung;
  /** Not written before then: it is the authority's quiet hours. */
  readonly heldUntil: Instant | null;
}

/**
 * Queues messages, each once. One on the page is with its recipient as soon as it is kept, and is seen when they open the
 * list; others wait to be delivered.
 */
export async function addMessages(
  tx: Transaction,
  messages: readonly NewMessage[],
  queuedAt: Instant,
  newId: NewId,
): Promise<void> {
  const at = dateOf(queuedAt);
  const rows = messages.map(({ alertId, recipientId, channel, rung, heldUntil }) => {
    const isThere = channel === 'page';
    return {
      ...{ id: newId(), alert_id: alertId, recipient_id: recipientId, channel, rung, queued_at: at },
      ...{ accepted_at: isThere ? at : null, delivered_at: isThere ? at : null, next_attempt_at: isThere ? null : at },
      held_until: heldUntil && dateOf(heldUntil),
    };
  });
  await insertRows(tx, messageTable, rows, 'keep');
}

/** Lets one change of an alert follow the other, until the transaction ends; always in the order of the ids. */
export async function lockEscalations(tx: Transaction, ids: readonly string[]): Promise<void> {
  await asService(tx, () =>
    tx.query(
      `SELECT FROM alert_escalation WHERE authority = $1 AND alert_id::text = ANY($2::text[]) ORDER BY alert_id FOR UPDATE`,
      [tx.context.authority, ids.map((id) => id.toLowerCase())],
    ),
  );
}

interface NewAcknowledgement {
  readonly alertId: string;
  readonly acknowledgement: Acknowledgement;
  /** What was promised; null where nothing was. */
  readonly words: string | null;
}

/** Writes who took alerts on, and what they said that they will do. */
export async function insertAcknowledgements(
  tx: Transaction,
  taken: readonly NewAcknowledgement[],
  newId: NewId,
): Promise<void> {
  const rows = taken.map(({ alertId, acknowledgement: { personId, at, promisedBy }, words }) => {
    const row = { id: newId(), alert_id: alertId, person_id: personId, acknowledged_at: dateOf(at) };
    return { row: { ...row, promised_by: promisedBy && dateOf(promisedBy) }, words };
  });
  await insertRows(
    tx,
    acknowledgementTable,
    rows.map(({ row }) => row),
  );
  const said = rows.flatMap(({ row, words }) => (words === null ? [] : [{ acknowledgement_id: row.id, words }]));
  await insertRows(tx, promiseTable, said);
}

/** Whoever was asked to take alerts over is asked no more. */
export async function answerHandovers(tx: Transaction, alertIds: readonly string[], at: Instant): Promise<void> {
  await tx.query(
    `UPDATE alert_handover SET answered_at = greatest($3::timestamptz, asked_at)
     WHERE authority = $1 AND alert_id = ANY($2::uuid[]) AND answered_at IS NULL`,
    [tx.context.authority, alertIds, dateOf(at)],
  );
}

/** Asks somebody to take alerts over. */
export async function insertHandovers(
  tx: Transaction,
  alertIds: readonly string[],
  { fromId, toId }: { readonly fromId: string; readonly toId: string },
  askedAt: Instant,
  newId: NewId,
): Promise<void> {
  const rows = alertIds.map((alertId) => ({
    ...{ id: newId(), alert_id: alertId, from_id: fromId, to_id: toId, asked_at: dateOf(askedAt) },
  }));
  await insertRows(tx, handoverTable, rows);
}
