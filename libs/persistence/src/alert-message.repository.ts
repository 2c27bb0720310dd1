import type { Rung } from '#domain/alerts';
import type { NewId } from '#domain/kernel';
import type { SentChannel } from '#domain/messages';
import type { Instant } from '#domain/time';
import type { KeptAlert } from './alert.repository.js';
import { insertRows } from './batch-sql.js';
import { messageTable } from './deadline-tables.js';
import { dateOf } from './moment-columns.js';
import type { Transaction } from './transaction.js';

/** One way in which one person is told of an alert that came to a rung. */
export interface NewMessage {
  readonly alertId: string;
  readonly recipientId: string;
  readonly channel: 'page' | SentChannel;
  readonly rung: Rung;
  readonly reachedAt: Instant;
  /** Not written before then: it is the authority's quiet hours. */
  readonly heldUntil: Instant | null;
}

/** Whether somebody was, or is going to be, written to about an alert on the rung where it stands. */
export async function listWritten(
  tx: Transaction,
  alerts: readonly Pick<KeptAlert, 'id' | 'state'>[],
): Promise<(alertId: string, personId: string) => boolean> {
  if (alerts.length === 0) return () => false;
  const rows = await tx.query<{ alert_id: string; recipient_id: string }>(
    `SELECT m.alert_id, m.recipient_id
     FROM unnest($2::uuid[], $3::smallint[], $4::timestamptz[]) AS s (id, rung, reached_at)
     JOIN alert_message m ON m.authority = $1 AND m.alert_id = s.id AND m.rung = s.rung AND m.reached_at = s.reached_at
     WHERE m.channel <> 'page' AND m.failed_at IS NULL AND m.withdrawn_at IS NULL`,
    [
      ...[tx.context.authority, alerts.map(({ id }) => id), alerts.map(({ state }) => state.rung)],
      alerts.map(({ state }) => dateOf(state.reachedAt)),
    ],
  );
  const written = new Set(rows.map((row) => `${row.alert_id} ${row.recipient_id}`));
  return (alertId, personId) => written.has(`${alertId} ${personId}`);
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
  const rows = messages.map(({ alertId, recipientId, channel, rung, reachedAt, heldUntil }) => {
    const isThere = channel === 'page';
    return {
      ...{ id: newId(), alert_id: alertId, recipient_id: recipientId, channel, rung },
      ...{ reached_at: dateOf(reachedAt), queued_at: at },
      ...{ accepted_at: isThere ? at : null, delivered_at: isThere ? at : null, next_attempt_at: isThere ? null : at },
      held_until: heldUntil && dateOf(heldUntil),
    };
  });
  await insertRows(tx, messageTable, rows, 'keep');
}
