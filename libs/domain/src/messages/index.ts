export { LEASE_SECONDS, decideMessage } from './decide-message.js';
export type { MessageEvent } from './decide-message.js';
export { messageReference } from './message-reference.js';
export { messageFaults, sentChannels } from './message.js';
export type { Message, MessageFault, SentChannel } from './message.js';
export { defaultQuietHours, holdUntil, stepsThatPass } from './quiet-hours.js';
export type { QuietHours } from './quiet-hours.js';
export type { DeliveryOutcome, SendOutcome } from './send-outcome.js';
export { MOST_ATTEMPTS, nextAttempt, nextCheck } from './try-again.js';
