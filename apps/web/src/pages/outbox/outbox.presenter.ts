import { messageReference } from '#domain/messages';
import type { MessageFault, SentChannel } from '#domain/messages';
import { isAfter, showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Outbox, OutboxMessage } from '#messages';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import type { TextField } from '../forms/text-field.js';
import { timeOf } from './outbox.form.js';
import type { OutboxSettingForm } from './outbox.form.js';

const faultWords: Readonly<Record<MessageFault, string>> = {
  'no-address': 'The person has no address any more, or works here no more.',
  'address-refused': 'The address does not exist, or is not written as an address.',
  'message-refused': 'The message was turned down as it stands.',
  'sign-in-refused': 'The service was not let in with what it signs in with.',
  unreachable: 'The way out could not be reached, or broke off.',
  'timed-out': 'No answer came in time.',
  'broken-answer': 'What came was no answer.',
  busy: 'The way out was busy.',
  'rate-limited': 'More messages were sent than are let through.',
  'server-fault': 'The way out was at fault itself.',
  'not-delivered': 'It was taken, and could not be delivered.',
  'not-confirmed': 'It was taken, and nobody could say in three days whether it arrived.',
};
const channelWords: Readonly<Record<SentChannel, string>> = { email: 'mail server', notify: 'GOV.UK Notify' };

/** What whoever looks after the outbox is told on the worklist; null where nothing of theirs failed. */
export function presentOwnFailed(count: number): string | null {
  if (count === 0) return null;
  return `${count} ${count === 1 ? 'message' : 'messages'} could not be delivered`;
}

/** The outbox in words, for whoever looks at it; `senders` are the ways out that are set up. */
export function presentOutbox(
  { messages, count }: Outbox,
  choice: AuthorityChoice,
  {
    senders,
    personId,
    now,
  }: { readonly senders: readonly SentChannel[]; readonly personId: string | null; readonly now: Instant },
) {
  const rows = messages.map((message) => rowOf(message, choice.authority, senders, personId, now));
  return {
    choice,
    failed: rows.filter(({ isFailed }) => isFailed),
    waiting: rows.filter(({ isFailed }) => !isFailed),
    more: count > messages.length ? `There are ${count} in all; the first ${messages.length} are shown.` : '',
    isSetUp: senders.length > 0,
    settings: `/outbox/settings?authority=${choice.authority}`,
  };
}

function rowOf(
  { id, alertId, recipient, channel, queuedAt, heldUntil, message, owner }: OutboxMessage,
  authority: string,
  senders: readonly SentChannel[],
  personId: string | null,
  now: Instant,
) {
  const isFailed = message.state === 'failed';
  const fault = message.state === 'failed' || message.state === 'waiting' ? message.fault : null;
  return {
    ...{ isFailed, recipient, channel: channelWords[channel], queuedAt: showInstant(queuedAt) },
    reference: messageReference(alertId),
    why: fault === null ? '' : faultWords[fault],
    owner: owner === null ? 'nobody' : owner.name,
    isMine: owner !== null && owner.personId === personId,
    until: waitsFor(message, heldUntil, senders.includes(channel), now),
    action: `/outbox/${id}/send-again?authority=${authority}`,
  };
}

function waitsFor(
  message: OutboxMessage['message'],
  heldUntil: Instant | null,
  hasSender: boolean,
  now: Instant,
): string {
  if (!hasSender) return 'a way out to be set up';
  if (heldUntil !== null && isAfter(heldUntil, now)) return `the end of quiet hours, ${showInstant(heldUntil)}`;
  if (message.state !== 'waiting' || message.attempts === 0) return 'its turn';
  return `the next attempt, ${showInstant(message.nextAttemptAt)}`;
}

/** The form of the settings; `typed` is what a refused form brought. */
export function presentOutboxSetting(
  { quietHours, ownerId, caretakers }: Outbox,
  choice: AuthorityChoice,
  typed: Partial<OutboxSettingForm>,
) {
  const field = (id: 'quietFrom' | 'quietTo', label: string, value: string): TextField => ({
    ...{ id, label, value: typed[id] ?? value, hint: '', width: 5, inputmode: 'text' },
  });
  const people = caretakers.map(({ personId, name }): [string, string] => [personId, name]);
  return {
    ...{ choice, back: `/outbox?authority=${choice.authority}` },
    action: `/outbox/settings?authority=${choice.authority}`,
    quietFrom: field('quietFrom', 'Quiet hours begin at', timeOf(quietHours.from)),
    quietTo: field('quietTo', 'They end at', timeOf(quietHours.to)),
    owners: choices(people, typed.owner ?? ownerId ?? undefined),
  };
}
