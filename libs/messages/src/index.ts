export { composeAlert, composeConfirmation, composeDigest } from './compose.js';
export type { AlertLine } from './compose.js';
export { notifySender } from './notify-sender.js';
export { openSenders } from './open-senders.js';
export type { Mail, Sender } from './sender.js';
export { smtpSender } from './smtp-sender.js';
