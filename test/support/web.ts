import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { issueKey } from '#access';
import { keyScopes } from '#domain/access';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import { createWebApp } from '../../apps/web/src/create-web-app.js';
import type { WebAppOptions } from '../../apps/web/src/create-web-app.js';
import { SUTTON, createTestService } from './service.js';
import type { TestService, TestServiceOptions } from './service.js';

/** How the web application is set up in a test; the invented borough is loaded in any case. */
export interface TestWebOptions extends TestServiceOptions {
  readonly web?: Omit<WebAppOptions, 'logTo'>;
}

export interface TestWeb extends TestService {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** The lines of the log so far. */
  readonly log: readonly string[];
  /** Sends a request and follows no redirect. */
  readonly ask: (path: string, options?: RequestInit) => Promise<Answer>;
  /** The provider's key, with every scope. */
  readonly issueKey: (provider: string) => Promise<string>;
}

/** All tests come from one address, and sign in far more often than people do. */
const unlimited = { perAddress: 1e9, signInPerAddress: 1e9, returnsPerKey: 1e9, episodesPerKey: 1e9 };

/** The web application on a database of its own, listening on a free port. */
export async function createTestWeb(options: TestWebOptions = {}): Promise<TestWeb> {
  const test = await createTestService(options);
  const log: string[] = [];
  const keys = new Map<string, Promise<string>>();
  const app = await createWebApp(test.service, {
    limits: unlimited,
    ...options.web,
    logTo: { write: (line) => log.push(line) },
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    ...test,
    app,
    url,
    log,
    ask: (path, options = {}) => request(`${url}${path}`, options),
    issueKey: (provider) => {
      const key = keys.get(provider) ?? issueTestKey(test, provider);
      keys.set(provider, key);
      return key;
    },
    async close() {
      await app.close();
      await test.close();
    },
  };
}

/** One key for each provider, because only two may be in force. */
export async function issueTestKey({ service }: Pick<TestService, 'service'>, providerCode: string): Promise<string> {
  const [provider] = await service.database.query<{ id: string }[]>('SELECT id FROM provider WHERE code = $1', [
    providerCode,
  ]);
  if (!provider) throw new Error(`There is no provider ${providerCode}.`);
  const context = { ...systemContext(SUTTON, 'test'), actor: 'provider' as const, providerId: provider.id };
  const issued = await service.casework.write(context, ({ tx }) =>
    issueKey(tx, { providerId: provider.id, scopes: keyScopes, days: 1 }, newId),
  );
  if (issued.kind !== 'issued') throw new Error(`${providerCode} has two keys in force.`);
  return issued.secret;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly json: unknown;
}

/** Asks for an address and follows no redirect. */
export async function request(url: string, options: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...options, redirect: 'manual' });
  const body = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const json: unknown = isJson ? JSON.parse(body) : null;
  return { status: response.status, headers: response.headers, body, json };
}

/** A browser without scripts: keeps its cookies and sends forms. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  /** The token of the last form that was shown. */
  token = '';

  constructor(
    private readonly web: Pick<TestWeb, 'ask'>,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** A cookie as it was set, with its attributes. */
  cookie(name: string): string {
    return this.cookies.get(name) ?? '';
  }

  async open(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.keep(await this.web.ask(path, { headers: { ...this.headers, ...headers, cookie: this.jar() } }));
  }

  async post(path: string, fields: Readonly<Record<string, string>>, method = 'POST'): Promise<Answer> {
    const headers = { ...this.headers, cookie: this.jar() };
    return this.keep(await this.web.ask(path, { method, headers, body: new URLSearchParams(fields) }));
  }

  /** Sends a form with the token of the page that was opened last. */
  send(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.post(path, { ...fields, _csrf: this.token });
  }

  /** Sends a form with files, as a browser does, with the token of the page that was opened last. */
  async upload(
    path: string,
    fields: Readonly<Record<string, string>>,
    files: readonly (readonly [name: string, bytes: Uint8Array])[],
  ): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, _csrf: this.token })) body.append(name, value);
    for (const [name, bytes] of files) body.append('file', new Blob([Buffer.from(bytes)]), name);
    return this.keep(
      await this.web.ask(path, { method: 'POST', headers: { ...this.headers, cookie: this.jar() }, body }),
    );
  }

  /** Takes a cookie that somebody else planted or kept. */
  takeCookie(cookie: string): void {
    this.cookies.set(cookie.split('=')[0] ?? '', cookie);
  }

  /** Signs in as a person of the demonstration, known by what their name says of them. */
  async signIn(name = 'commissioner, Sutton'): Promise<void> {
    await this.signInAgain(name);
    await this.open('/account');
  }

  /** The same, and gives the answer that says where to go. */
  async signInAgain(name = 'commissioner, Sutton'): Promise<Answer> {
    const page = await this.open('/sign-in');
    return this.send('/sign-in/demonstration', { personId: personOn(page.body, name) });
  }

  /** Whether the own account is open to them. */
  async isSignedIn(): Promise<boolean> {
    return (await this.open('/account')).status === 200;
  }

  /** The cookies as a request carries them. */
  jar(): string {
    return [...this.cookies.values()].map((cookie) => cookie.split(';')[0]).join('; ');
  }

  private keep(answer: Answer): Answer {
    for (const cookie of answer.headers.getSetCookie()) this.cookies.set(cookie.split('=')[0] ?? '', cookie);
    this.token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.token;
    return answer;
  }
}

/** The id of a person whom a sign-in page offers, by a part of the name. */
export function personOn(page: string, name = 'commissioner, Sutton'): string {
  const button = page.split('<button').find((each) => each.includes(name));
  return /name="personId" value="([0-9a-f-]{36})"/.exec(button ?? '')?.[1] ?? '';
}

/** What a hidden field of a page holds, as it stands in the page. */
export function fieldOn(page: string, name: string): string | null {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? null;
}

/** The names of the fields of a JSON object; none for anything else. */
export function fieldsOf(json: unknown): string[] {
  return typeof json === 'object' && json !== null ? Object.keys(json) : [];
}

/** Where an answer leads, with its status. */
export const led = ({ status, headers }: Answer): readonly unknown[] => [status, headers.get('location')];

/** The status, and whether a page says each of the parts; its random tokens may spell any short reference. */
export const has = ({ status, body }: Answer, ...parts: readonly string[]): readonly unknown[] => {
  const text = body.replaceAll(/name="_csrf" value="[^"]*"/g, '');
  return [status, ...parts.map((part) => text.includes(part))];
};
