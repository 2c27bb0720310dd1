import { messageFaults } from '#domain/messages';
import type { Message, MessageFault, SentChannel } from '#domain/messages';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';

/** A message as it stands in its row. */
export interface MessageRow {
  readonly id: string;
  readonly alert_id: string;
  readonly recipient_id: string;
  readonly channel: SentChannel;
  readonly queued_at: Date;
  readonly accepted_at: Date | null;
  readonly delivered_at: Date | null;
  readonly failed_at: Date | null;
  readonly withdrawn_at: Date | null;
  readonly held_until: Date | null;
  readonly attempts: number;
  readonly next_attempt_at: Date | null;
  readonly fault: string | null;
  readonly owner_id: string | null;
  readonly sending_id: string | null;
}

export const messageColumns = `m.id, m.alert_id, m.recipient_id, m.channel, m.queued_at, m.accepted_at, m.delivered_at,
  m.failed_at, m.withdrawn_at, m.held_until, m.attempts, m.next_attempt_at, m.fault, m.owner_id, m.sending_id`;

/** The state of a message: that a sender took it stays in the row of one that could not be delivered afterwards. */
export function messageOf(row: MessageRow): Message {
  const { attempts } = row;
  const fault = messageFaults.find((known) => known === row.fault) ?? null;
  if (row.failed_at !== null) {
    const failedAt = instantOf(row.failed_at);
    return { state: 'failed', attempts, failedAt, fault: fault ?? 'server-fault', ownerId: row.owner_id };
  }
  if (row.withdrawn_at !== null) return { state: 'withdrawn', attempts, withdrawnAt: instantOf(row.withdrawn_at) };
  if (row.accepted_at !== null) {
    const acceptedAt = instantOf(row.accepted_at);
    if (row.delivered_at !== null)
      return { state: 'delivered', attempts, acceptedAt, deliveredAt: instantOf(row.delivered_at) };
    const nextCheckAt = row.next_attempt_at && instantOf(row.next_attempt_at);
    return { state: 'accepted', attempts, acceptedAt, nextCheckAt };
  }
  return { state: 'waiting', attempts, nextAttemptAt: instantOf(row.next_attempt_at ?? row.queued_at), fault };
}

/** Messages by their ids, locked until the transaction ends, in one order for everybody. */
export async function lockMessages(tx: Transaction, ids: readonly string[]): Promise<readonly MessageRow[]> {
  return tx.query<MessageRow>(
    `SELECT ${messageColumns} FROM alert_message m WHERE m.authority = $1 AND m.id = ANY ($2::uuid[]) ORDER BY m.id FOR UPDATE`,
    [tx.context.authority, [...ids]],
  );
}

export async function saveMessage(tx: Transaction, id: string, message: Message): Promise<void> {
  const { acceptedAt, deliveredAt, failedAt, withdrawnAt, nextAt, fault, ownerId } = columnsOf(message);
  await tx.query(
    `UPDATE alert_message SET attempts = $3, accepted_at = CASE WHEN $4 THEN accepted_at ELSE $5 END, delivered_at = $6,
       failed_at = $7, next_attempt_at = $8, fault = $9, owner_id = $10, withdrawn_at = $11
     WHERE authority = $1 AND id = $2`,
    [
      ...[tx.context.authority, id, message.attempts, message.state === 'failed', dated(acceptedAt)],
      ...[dated(deliveredAt), dated(failedAt), dated(nextAt), fault, ownerId, dated(withdrawnAt)],
    ],
  );
}

interface Columns {
  readonly acceptedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly failedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly nextAt: Instant | null;
  readonly fault: MessageFault | null;
  readonly ownerId: string | null;
}

function columnsOf(message: Message): Columns {
  const never = { acceptedAt: null, deliveredAt: null, failedAt: null, withdrawnAt: null };
  const none = { ...never, nextAt: null, fault: null, ownerId: null };
  switch (message.state) {
    case 'waiting':
      return { ...none, nextAt: message.nextAttemptAt, fault: message.fault };
    case 'accepted':
      return { ...none, acceptedAt: message.acceptedAt, nextAt: message.nextCheckAt };
    case 'delivered':
      return { ...none, acceptedAt: message.acceptedAt, deliveredAt: message.deliveredAt };
    case 'failed':
      return { ...none, failedAt: message.failedAt, fault: message.fault, ownerId: message.ownerId };
    case 'withdrawn':
      return { ...none, withdrawnAt: message.withdrawnAt };
  }
}

function dated(at: Instant | null): Date | null {
  return at === null ? null : new Date(at.epochMilliseconds);
}
