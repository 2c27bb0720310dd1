export { composeAlert, composeConfirmation, composeDigest } from './compose.js';
export type { AlertLine } from './compose.js';
export { deliverDue } from './deliver-due.js';
export type { Delivered, Way } from './deliver-due.js';
export { notifySender } from './notify-sender.js';
export { openWay } from './open-way.js';
export type { Mail, Sender } from './sender.js';
export { smtpSender } from './smtp-sender.js';
