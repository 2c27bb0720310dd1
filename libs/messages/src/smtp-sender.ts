import { createTransport } from 'nodemailer';
import type { MessageFault, SendOutcome } from '#domain/messages';
import type { Mail, Sender } from './sender.js';

export interface SmtpOptions {
  /** `smtp://login:secret@host:587`, or `smtps://` where the connection is encrypted from the start. */
  readonly url: string;
  /** The address that messages come from. */
  readonly from: string;
  /** From the first packet to the last answer: the library's own time-outs begin anew with each answer. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Sends by a mail server. The reference is the Message-ID, the same at each attempt, so that a mail system that took a
 * message twice can tell. Beyond this machine nothing is said unencrypted.
 */
export function smtpSender({ url, from, timeoutMs = TIMEOUT_MS }: SmtpOptions): Sender {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'smtps:';
  const transport = createTransport({
    ...{ host: hostname.replace(/^\[|\]$/g, ''), secure: isSecure, requireTLS: !isSecure && !loopback.has(hostname) },
    ...(port === '' ? {} : { port: Number(port) }),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return {
    channel: 'email',
    check: null,
    async send({ reference, to, subject, text }: Mail): Promise<SendOutcome> {
      try {
        await transport.sendMail({
          ...{ from, to: { name: '', address: to }, subject, text, messageId: `<${reference}@${domain}>` },
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(timeoutMs),
        });
        return { kind: 'accepted' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

const faultOfCode: ReadonlyMap<unknown, MessageFault> = new Map([
  ['EABORT', 'timed-out'],
  ['ETIMEDOUT', 'timed-out'],
  ['EAUTH', 'sign-in-refused'],
  ['ENOAUTH', 'sign-in-refused'],
  ['EPROTOCOL', 'broken-answer'],
  ['ECONNECTION', 'unreachable'],
  ['ESOCKET', 'unreachable'],
  ['EDNS', 'unreachable'],
  ['ETLS', 'unreachable'],
]);

/**
 * Only what the server says of the address or of the text itself is the end: what it says of us, or of its own state,
 * may be mended before the next attempt.
 */
function outcomeOf(error: unknown): SendOutcome {
  const { code, responseCode, command } = partsOf(error);
  const isForGood = responseCode >= 500 && responseCode !== 503;
  if (isForGood && command === 'RCPT TO') return { kind: 'refused', fault: 'address-refused' };
  if (isForGood && command === 'DATA') return { kind: 'refused', fault: 'message-refused' };
  const fault = faultOfCode.get(code) ?? (responseCode >= 500 || responseCode === 0 ? 'server-fault' : 'busy');
  return { kind: 'put-off', fault: isBusy(responseCode) ? 'busy' : fault, retryAfter: null };
}

function isBusy(responseCode: number): boolean {
  return responseCode >= 400 && responseCode < 500;
}

function partsOf(error: unknown): { readonly code: unknown; readonly responseCode: number; readonly command: unknown } {
  if (typeof error !== 'object' || error === null) return { code: null, responseCode: 0, command: null };
  const [code, responseCode, command] = ['code', 'responseCode', 'command'].map((name): unknown =>
    Reflect.get(error, name),
  );
  return { code, responseCode: typeof responseCode === 'number' ? responseCode : 0, command };
}
