import { NotifyClient } from 'notifications-node-client';
import type { DeliveryOutcome, MessageFault, SendOutcome } from '#domain/messages';
import type { Mail, Sender } from './sender.js';

export interface NotifyOptions {
  readonly apiKey: string;
  /** A template of two fields, `((subject))` and `((text))`: the words are ours. */
  readonly templateId: string;
  /** Another address than that of GOV.UK Notify itself. */
  readonly url?: string;
  readonly timeoutMs?: number;
}

const NOTIFY_URL = 'https://api.notifications.service.gov.uk';
const TIMEOUT_MS = 20_000;
/** More than any answer to one message takes. In bytes. */
const MOST_OF_ANSWER = 1_000_000;

/** What Notify can say in the end of a message that it could not deliver. */
const undelivered: ReadonlySet<unknown> = new Set(['permanent-failure', 'temporary-failure', 'technical-failure']);

/**
 * Sends by GOV.UK Notify. Notify takes a reference as often as it is given, so before a message is handed over again it
 * is asked whether it has it: then an answer that was not heard costs no second message.
 */
export function notifySender({ apiKey, templateId, url = NOTIFY_URL, timeoutMs = TIMEOUT_MS }: NotifyOptions): Sender {
  const client = boundedClient(url, apiKey, timeoutMs);
  const find = async (reference: string): Promise<readonly unknown[]> => {
    const { data } = await client.getNotifications('email', undefined, reference);
    return statusesOf(data, reference);
  };
  return {
    channel: 'notify',
    async send({ reference, to, subject, text }: Mail, isRepeat: boolean): Promise<SendOutcome> {
      try {
        if (isRepeat && (await find(reference)).some((status) => !undelivered.has(status))) return { kind: 'accepted' };
        const { data } = await client.sendEmail(templateId, to, { reference, personalisation: { subject, text } });
        return isReceipt(data, reference) ? { kind: 'accepted' } : brokenAnswer;
      } catch (error) {
        return error instanceof BrokenAnswer ? brokenAnswer : outcomeOf(error);
      }
    },
    async check(reference: string): Promise<DeliveryOutcome> {
      const [newest] = await find(reference).catch(() => []);
      if (newest === 'delivered') return 'delivered';
      return undelivered.has(newest) ? 'not-delivered' : 'under-way';
    },
  };
}

/** The client with an end to each request: by itself it waits for ever, takes any length, and follows to any address. */
function boundedClient(url: string, apiKey: string, timeoutMs: number): NotifyClient {
  const client = new NotifyClient(url.replace(/\/$/, ''), apiKey);
  const ask = field(client.apiClient, 'restClient');
  if (!isRestClient(ask)) throw new Error('The client of GOV.UK Notify has no HTTP client to be bounded.');
  const bounded = (options: object) =>
    ask({
      ...options,
      ...{ signal: AbortSignal.timeout(timeoutMs), maxRedirects: 0, maxContentLength: MOST_OF_ANSWER },
    });
  client.setClient(Object.assign(bounded, ask));
  return client;
}

type RestClient = Parameters<NotifyClient['setClient']>[0];

function isRestClient(value: unknown): value is RestClient {
  return typeof value === 'function';
}

/** An answer that is not what Notify answers with: a page of a proxy, half a text. */
class BrokenAnswer extends Error {}
const brokenAnswer: SendOutcome = { kind: 'put-off', fault: 'broken-answer', retryAfter: null };

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isReceipt(data: unknown, reference: string): boolean {
  return typeof field(data, 'id') === 'string' && field(data, 'reference') === reference;
}

/** The states of the messages with a reference, the newest first, as Notify lists them. */
function statusesOf(data: unknown, reference: string): readonly unknown[] {
  const list = field(data, 'notifications');
  if (!Array.isArray(list)) throw new BrokenAnswer('No list of notifications.');
  return list
    .filter((each: unknown) => field(each, 'reference') === reference)
    .map((each: unknown) => field(each, 'status'));
}

function outcomeOf(error: unknown): SendOutcome {
  const response = field(error, 'response');
  const status = field(response, 'status');
  if (typeof status !== 'number')
    return { kind: 'put-off', fault: faultOfCode(field(error, 'code')), retryAfter: null };
  if (status === 400)
    return { kind: 'refused', fault: isAboutAddress(response) ? 'address-refused' : 'message-refused' };
  const retryAfter = secondsOf(field(field(response, 'headers'), 'retry-after'));
  return { kind: 'put-off', fault: faultOfStatus(status), retryAfter };
}

function faultOfStatus(status: number): MessageFault {
  if (status === 429) return 'rate-limited';
  if (status === 401 || status === 403) return 'sign-in-refused';
  return status >= 500 ? 'server-fault' : 'broken-answer';
}

function faultOfCode(code: unknown): MessageFault {
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED' || code === 'ETIMEDOUT') return 'timed-out';
  return code === 'ERR_BAD_RESPONSE' || code === 'HPE_INVALID_CONSTANT' ? 'broken-answer' : 'unreachable';
}

function isAboutAddress(response: unknown): boolean {
  return JSON.stringify(field(response, 'data') ?? '').includes('email_address');
}

/** `Retry-After` in seconds: it is said as a number, or as a date. */
function secondsOf(header: unknown): number | null {
  if (typeof header !== 'string' || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : (at - Date.now()) / 1000;
}
