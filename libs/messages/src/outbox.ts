import { appendAudit, inNameOf } from '#access';
import { deliveryWakeUp } from '#casework';
import type { Casework } from '#casework';
import { decideMessage } from '#domain/messages';
import type { Message, QuietHours, SentChannel } from '#domain/messages';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { inTransaction, listCaretakers, nameInAuthority, readMessageSetting, saveMessageSetting } from '#persistence';
import type { Caretaker, MessageSetting, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { lockMessages, messageColumns, messageOf, saveMessage } from './message-rows.js';
import type { MessageRow } from './message-rows.js';

/** A message that has not left the service, or came back: to whom, and what keeps it. Nothing of what it is about. */
export interface OutboxMessage {
  readonly id: string;
  readonly alertId: string;
  readonly recipient: string;
  readonly channel: SentChannel;
  readonly queuedAt: Instant;
  readonly heldUntil: Instant | null;
  readonly message: Message;
  /** Who looks after it, once it failed. */
  readonly owner: { readonly personId: string; readonly name: string } | null;
}

export interface Outbox {
  /** What failed comes first, then what waits, each the oldest first. */
  readonly messages: readonly OutboxMessage[];
  /** How many there are: of very many the first are shown. */
  readonly count: number;
  readonly quietHours: QuietHours;
  readonly ownerId: string | null;
  readonly caretakers: readonly Caretaker[];
}

type Database = Parameters<typeof inTransaction>[0];

const MOST_SHOWN = 200;

const nameOf = (person: string) =>
  `(SELECT ${nameInAuthority('p', 'm.authority')} FROM person p WHERE p.id = ${person})`;

/**
 * The outbox of an authority, as the service sees it: whoever may look after it sees every message, because it says
 * nothing about a child. On record is that somebody looked.
 */
export function readOutbox(casework: Casework, context: TransactionContext): Promise<Outbox> {
  return casework.write(inNameOf(context), async ({ tx }) => {
    const rows = await tx.query<MessageRow & { recipient: string; owner: string | null; count: number }>(
      `SELECT ${messageColumns}, ${nameOf('m.recipient_id')} AS recipient, ${nameOf('m.owner_id')} AS owner,
         count(*) OVER ()::integer AS count
       FROM alert_message m
       WHERE m.authority = $1 AND m.channel <> 'page' AND m.withdrawn_at IS NULL
         AND (m.failed_at IS NOT NULL OR m.accepted_at IS NULL)
       ORDER BY m.failed_at IS NULL, m.owner_id IS DISTINCT FROM $2::uuid, m.queued_at, m.id LIMIT ${MOST_SHOWN}`,
      [tx.context.authority, context.personId],
    );
    const setting = await readMessageSetting(tx);
    const caretakers = await listCaretakers(tx);
    await appendAudit(tx, { action: 'OutboxRead', itemCount: rows.length, childIds: [] }, newId);
    return { messages: rows.map(outboxMessageOf), count: rows[0]?.count ?? 0, ...setting, caretakers };
  });
}

function outboxMessageOf(
  row: MessageRow & { readonly recipient: string; readonly owner: string | null },
): OutboxMessage {
  const { id, alert_id: alertId, recipient, channel, owner, owner_id: personId } = row;
  return {
    ...{ id, alertId, recipient, channel, queuedAt: instantOf(row.queued_at), message: messageOf(row) },
    heldUntil: row.held_until && instantOf(row.held_until),
    owner: personId === null || owner === null ? null : { personId, name: owner },
  };
}

/** How many messages that could not be delivered are for whoever asks to look after. It says nothing of any of them. */
export function countOwnFailed(database: Database, context: TransactionContext): Promise<number> {
  return inTransaction(database, inNameOf(context), async (tx) => {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM alert_message
       WHERE authority = $1 AND owner_id = $2 AND failed_at IS NOT NULL`,
      [tx.context.authority, context.personId],
    );
    return row?.count ?? 0;
  });
}

/** Has a message sent again, with what went out together with it. False where there is none that failed. */
export function sendAgain(casework: Casework, context: TransactionContext, id: string): Promise<boolean> {
  return casework.write(inNameOf(context), async ({ tx, wake }) => {
    const ids = await messagesSentWith(tx, id);
    let count = 0;
    for (const row of await lockMessages(tx, ids)) {
      const event = { kind: 'sent-again', at: tx.now } as const;
      const decided = decideMessage(messageOf(row), event, { ownerId: null, isTracked: false });
      if (decided.kind === 'refused') continue;
      await saveMessage(tx, row.id, decided.value);
      count += 1;
    }
    if (count === 0) return false;
    await appendAudit(tx, { action: 'MessageSendAgain', itemId: id, itemCount: count, childIds: [] }, newId);
    wake(deliveryWakeUp(tx.context.authority, tx.now, tx.now));
    return true;
  });
}

async function messagesSentWith(tx: Transaction, id: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT m.id FROM alert_message m JOIN alert_message one ON one.authority = m.authority
       AND (one.id = m.id OR one.sending_id = m.sending_id)
     WHERE m.authority = $1 AND one.id::text = $2 AND m.failed_at IS NOT NULL AND m.channel <> 'page'`,
    [tx.context.authority, id],
  );
  return rows.map((row) => row.id);
}

/** Sets the quiet hours and who looks after what failed, from now on. False where that person may not look after it. */
export function setMessages(
  casework: Casework,
  context: TransactionContext,
  setting: MessageSetting,
): Promise<boolean> {
  return casework.write(inNameOf(context), async ({ tx }) => {
    const { ownerId } = setting;
    const caretakers = await listCaretakers(tx);
    if (ownerId !== null && !caretakers.some(({ personId }) => personId === ownerId)) return false;
    await saveMessageSetting(tx, setting);
    await appendAudit(tx, { action: 'MessageSettingChange', itemCount: 1, childIds: [] }, newId);
    return true;
  });
}
