import type { Instant } from '../time/index.js';

/** How a message goes out of the service: by a mail server, or by GOV.UK Notify. */
export const sentChannels = ['email', 'notify'] as const;
export type SentChannel = (typeof sentChannels)[number];

/** What was wrong with an attempt, as a word that says nothing of whom or what the message is about. */
export const messageFaults = [
  'no-address',
  'address-refused',
  'message-refused',
  'sign-in-refused',
  'unreachable',
  'timed-out',
  'broken-answer',
  'busy',
  'rate-limited',
  'server-fault',
  'not-delivered',
  'not-confirmed',
] as const;
export type MessageFault = (typeof messageFaults)[number];

interface Attempted {
  /** How often it was handed to a sender. Each attempt has a number, so that one that was overtaken changes nothing. */
  readonly attempts: number;
}

export interface WaitingMessage extends Attempted {
  readonly state: 'waiting';
  readonly nextAttemptAt: Instant;
  /** What was wrong with the last attempt; null before the first. */
  readonly fault: MessageFault | null;
}

/** A sender has taken it. Whether it reached the address is asked at `nextCheckAt`, where the sender can tell. */
export interface AcceptedMessage extends Attempted {
  readonly state: 'accepted';
  readonly acceptedAt: Instant;
  readonly nextCheckAt: Instant | null;
}

export interface DeliveredMessage extends Attempted {
  readonly state: 'delivered';
  readonly acceptedAt: Instant;
  readonly deliveredAt: Instant;
}

/** Nobody tries any more by themselves: it is somebody's by name, who sees it until it is sent again. */
export interface FailedMessage extends Attempted {
  readonly state: 'failed';
  readonly failedAt: Instant;
  readonly fault: MessageFault;
  /** Who looks after it; null only where the authority has nobody who could. */
  readonly ownerId: string | null;
}

/** When it was to go out there was nothing to tell any more: somebody had taken the alert on, or its deadline was over. */
export interface WithdrawnMessage extends Attempted {
  readonly state: 'withdrawn';
  readonly withdrawnAt: Instant;
}

/** A message about an alert on its way out of the service. */
export type Message = WaitingMessage | AcceptedMessage | DeliveredMessage | FailedMessage | WithdrawnMessage;
