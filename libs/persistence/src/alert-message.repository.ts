import type { Rung } from '#domain/alerts';
import type { NewId } from '#domain/kernel';
import type { SentChannel } from '#domain/messages';
import type { Instant } from '#domain/time';
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
