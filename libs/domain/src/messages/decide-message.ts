import { granted, refused } from '../access/index.js';
import type { Decision } from '../access/index.js';
import type { Instant } from '../time/index.js';
import type { AcceptedMessage, FailedMessage, Message, MessageFault, WaitingMessage } from './message.js';
import type { DeliveryOutcome, SendOutcome } from './send-outcome.js';
import { nextAttempt, nextCheck } from './try-again.js';

/** A worker that took a message and is not heard of again loses it after this time: longer than any sender is waited for. */
export const LEASE_SECONDS = 180;

export type MessageEvent =
  /** A worker takes it, to hand it to a sender. */
  | { readonly kind: 'taken'; readonly at: Instant }
  /** When it was to go out, there was nothing to tell any more. */
  | { readonly kind: 'withdrawn'; readonly at: Instant }
  /** What became of the attempt with that number. */
  | { readonly kind: 'sent'; readonly at: Instant; readonly attempt: number; readonly outcome: SendOutcome }
  /** What the sender, asked once more, knows of it. */
  | { readonly kind: 'checked'; readonly at: Instant; readonly outcome: DeliveryOutcome }
  /** Somebody has it sent again. */
  | { readonly kind: 'sent-again'; readonly at: Instant };

export type MessageRefusal = 'not-due' | 'overtaken' | 'not-waiting' | 'not-accepted' | 'not-failed';

interface Circumstances {
  /** Who looks after what could not be sent. */
  readonly ownerId: string | null;
  /** Whether its sender can tell later whether it arrived. */
  readonly isTracked: boolean;
}

/**
 * The life of one message. That a sender took it holds whoever heard of it, and however late; that it did not take it
 * holds only of the last attempt, because an earlier one knows nothing of the later.
 */
export function decideMessage(
  message: Message,
  event: MessageEvent,
  circumstances: Circumstances,
): Decision<Message, MessageRefusal> {
  switch (event.kind) {
    case 'taken':
      return message.state === 'waiting' ? take(message, event.at) : refused('not-waiting');
    case 'withdrawn':
      return message.state === 'waiting'
        ? granted({ state: 'withdrawn', attempts: message.attempts, withdrawnAt: event.at })
        : refused('not-waiting');
    case 'sent':
      return decideSent(message, event, circumstances);
    case 'checked':
      return message.state === 'accepted'
        ? granted(check(message, event.outcome, event.at, circumstances))
        : refused('not-accepted');
    case 'sent-again':
      return message.state === 'failed'
        ? granted({ state: 'waiting', attempts: message.attempts, nextAttemptAt: event.at, fault: message.fault })
        : refused('not-failed');
  }
}

function take(message: WaitingMessage, at: Instant): Decision<Message, MessageRefusal> {
  if (message.nextAttemptAt.epochMilliseconds > at.epochMilliseconds) return refused('not-due');
  return granted({ ...message, attempts: message.attempts + 1, nextAttemptAt: at.add({ seconds: LEASE_SECONDS }) });
}

function decideSent(
  message: Message,
  { at, attempt, outcome }: Extract<MessageEvent, { kind: 'sent' }>,
  circumstances: Circumstances,
): Decision<Message, MessageRefusal> {
  if (message.state === 'accepted' || message.state === 'delivered') return refused('not-waiting');
  if (outcome.kind === 'accepted') {
    const nextCheckAt = circumstances.isTracked ? nextCheck(at, at) : null;
    return granted({ state: 'accepted', attempts: message.attempts, acceptedAt: at, nextCheckAt });
  }
  if (message.state !== 'waiting') return refused('not-waiting');
  if (attempt !== message.attempts) return refused('overtaken');
  const next = outcome.kind === 'refused' ? null : nextAttempt(attempt, at, outcome.retryAfter);
  return granted(
    next === null
      ? failed(message.attempts, outcome.fault, at, circumstances)
      : { ...message, nextAttemptAt: next, fault: outcome.fault },
  );
}

function check(
  { attempts, acceptedAt }: AcceptedMessage,
  outcome: DeliveryOutcome,
  at: Instant,
  circumstances: Circumstances,
): Message {
  if (outcome === 'delivered') return { state: 'delivered', attempts, acceptedAt, deliveredAt: at };
  if (outcome === 'not-delivered') return failed(attempts, 'not-delivered', at, circumstances);
  const nextCheckAt = nextCheck(acceptedAt, at);
  return nextCheckAt === null
    ? failed(attempts, 'not-confirmed', at, circumstances)
    : { state: 'accepted', attempts, acceptedAt, nextCheckAt };
}

function failed(attempts: number, fault: MessageFault, failedAt: Instant, { ownerId }: Circumstances): FailedMessage {
  return { state: 'failed', attempts, failedAt, fault, ownerId };
}
