import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { portOf } from './fake-mail-server.js';

/** What Notify does with the next message. It has taken the message where the word says so. */
export type NotifyBehaviour =
  | 'take'
  | 'take-and-be-silent'
  | 'take-and-break'
  | 'take-and-fail'
  | 'limit'
  | 'limit-until-later'
  | 'fail'
  | 'refuse-address'
  | 'refuse-template'
  | 'refuse-key';

export interface TakenNotification {
  readonly id: string;
  readonly reference: string;
  readonly to: string;
  readonly personalisation: Readonly<Record<string, string>>;
  status: string;
}

export interface FakeNotify {
  readonly url: string;
  /** The record outside the service: everything that was taken, in order. */
  readonly taken: readonly TakenNotification[];
  readonly behave: (...behaviours: readonly NotifyBehaviour[]) => void;
  /** Says of everything taken so far how it went. */
  readonly deliver: (status: string) => void;
  close(): Promise<void>;
}

/** A key in the shape of those of Notify: a name, the id of the service, the secret. */
export const NOTIFY_KEY = `test-${randomUUID()}-${randomUUID()}`;

/** GOV.UK Notify as far as one message goes: taking it, and telling how it went. */
export async function startFakeNotify(): Promise<FakeNotify> {
  const taken: TakenNotification[] = [];
  const behaviours: NotifyBehaviour[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://notify.example');
    if (!(request.headers.authorization ?? '').startsWith('Bearer ')) {
      answer(response, 401, {});
      return;
    }
    if (request.method === 'GET') {
      const reference = url.searchParams.get('reference');
      const found = taken.filter((each) => each.reference === reference).reverse();
      answer(response, 200, { notifications: found, links: {} });
      return;
    }
    void take(request, response, taken, behaviours.shift() ?? 'take');
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    ...{ url: `http://127.0.0.1:${portOf(server)}`, taken },
    behave: (...next) => behaviours.push(...next),
    deliver: (status) => taken.forEach((each) => (each.status = status)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const refusals: Readonly<Partial<Record<NotifyBehaviour, readonly [status: number, error: string, header?: string]>>> =
  {
    limit: [429, 'Exceeded rate limit for key type NORMAL of 3000 requests per 60 seconds', '120'],
    'limit-until-later': [429, 'Exceeded send limits (250,000) for today', 'Fri, 31 Dec 2100 23:59:59 GMT'],
    fail: [503, 'Internal server error'],
    'refuse-address': [400, 'email_address Not a valid email address'],
    'refuse-template': [400, 'Template not found'],
    'refuse-key': [403, 'Invalid token: API key not found'],
  };

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  taken: TakenNotification[],
  behaviour: NotifyBehaviour,
): Promise<void> {
  const body = (await json(request)) as {
    readonly email_address: string;
    readonly reference: string;
    readonly personalisation: Readonly<Record<string, string>>;
  };
  const refusal = refusals[behaviour];
  if (refusal) {
    const [status, message, later] = refusal;
    if (later !== undefined) response.setHeader('retry-after', later);
    answer(response, status, { status_code: status, errors: [{ error: 'Error', message }] });
    return;
  }
  const { email_address: to, reference, personalisation } = body;
  const one = { id: randomUUID(), reference, to, personalisation, status: 'sending' };
  taken.push(one);
  if (behaviour === 'take-and-fail') {
    answer(response, 502, '<html>Bad gateway</html>');
    return;
  }
  if (behaviour === 'take-and-break') {
    answer(response, 201, '<html>Welcome to the proxy</html>');
    return;
  }
  if (behaviour === 'take') answer(response, 201, { id: one.id, reference });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const isPage = typeof body === 'string';
  response.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json' });
  response.end(isPage ? body : JSON.stringify(body));
}
