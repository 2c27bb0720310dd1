import { contactOf } from '#access';
import type { AlertState } from '#domain/alerts';
import type { NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { addMessages, heldUntil, listWritten } from '#persistence';
import type { NewMessage, Transaction } from '#persistence';
import type { Job } from '#platform';
import { deliveryWakeUp } from '../wake-ups.js';

interface Told {
  readonly id: string;
  readonly step: string;
  readonly state: AlertState;
  /** Where it stood before it climbed. */
  readonly left?: AlertState;
}

/**
 * Tells people of alerts: each on the page at once, and where they want to be written to by the worker, which is woken for
 * it; quiet hours hold what is written, never what stands on the page. Each time that an alert comes to a rung somebody is
 * told of it once. Who was written to on the rung that it leaves, because nobody answered there, is told on the page alone.
 */
export async function tellRecipients<Alert extends Told>(
  tx: Transaction,
  alerts: readonly Alert[],
  recipientsOf: (alert: Alert) => readonly string[],
  at: Instant,
  newId: NewId,
): Promise<readonly Job[]> {
  const told = alerts.flatMap((alert) => recipientsOf(alert).map((recipientId) => ({ alert, recipientId })));
  if (told.length === 0) return [];
  const contacts = await contactOf(tx, [...new Set(told.map(({ recipientId }) => recipientId))]);
  const holdOf = await heldUntil(tx);
  const isWritten = await listWritten(tx, alerts.flatMap(unanswered));
  const messages = told.flatMap(({ alert, recipientId }): readonly NewMessage[] => {
    const { rung, reachedAt } = alert.state;
    const message = { alertId: alert.id, recipientId, rung, reachedAt };
    const contact = contacts.get(recipientId);
    return [
      { ...message, channel: 'page', heldUntil: null },
      ...(contact && !isWritten(alert.id, recipientId)
        ? [{ ...message, channel: contact.channel, heldUntil: holdOf(alert.step, at) }]
        : []),
    ];
  });
  await addMessages(tx, messages, at, newId);
  const sent = messages.filter(({ channel }) => channel !== 'page');
  const dueAt = new Map(sent.map((message) => [(message.heldUntil ?? at).epochMilliseconds, message.heldUntil ?? at]));
  return [...dueAt.values()].map((due) => deliveryWakeUp(tx.context.authority, due, at));
}

/** An alert where it stood before, if it left that rung because nobody had taken it on. */
function unanswered({ id, left }: Told): readonly Pick<Told, 'id' | 'state'>[] {
  return left?.kind === 'unacknowledged' ? [{ id, state: left }] : [];
}
