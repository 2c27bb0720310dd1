import { appendAudit } from '#access';
import type { Instant } from '#domain/time';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import type { AlertCursor } from './alert-cursor.js';
import { isMine, listedAlerts } from './listed-alerts.js';
import type { ListedAlert } from './listed-alerts.js';
import { markSeen } from './mark-seen.js';

/** How many alerts a page of the list holds. */
export const ALERTS_SHOWN = 25;

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
