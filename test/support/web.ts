import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashSecret, newId, newSecret } from '#platform';
import { createWebApp } from '../../apps/web/src/create-web-app.js';
import { createTestService } from './service.js';
import type { TestService, TestServiceOptions } from './service.js';

export interface TestWeb extends TestService {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** The lines of the log so far. */
  readonly log: readonly string[];
  /** Sends a request and follows no redirect. */
  readonly ask: (path: string, options?: RequestInit) => Promise<Answer>;
  readonly issueKey: (provider: string) => Promise<string>;
}

/** The web application on a database of its own, listening on a free port. */
export async function createTestWeb(options: TestServiceOptions = {}): Promise<TestWeb> {
  const test = await createTestService(options);
  const log: string[] = [];
  const app = await createWebApp(test.service, { logTo: { write: (line) => log.push(line) } });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    ...test,
    app,
    url,
    log,
    ask: (path, options = {}) => request(`${url}${path}`, options),
    issueKey: (provider) => issueKey(test, provider),
    async close() {
      await app.close();
      await test.close();
    },
  };
}

async function issueKey({ service }: TestService, provider: string): Promise<string> {
  const secret = `hw_${newSecret()}`;
  await service.database.query(
    `INSERT INTO provider_key (id, provider_id, prefix, secret_hash, expires_at, created_at, created_by, modified_at, modified_by)
     SELECT $1, p.id, $2, $3, now() + interval '1 day', now(), 'test', now(), 'test' FROM provider p WHERE p.code = $4`,
    [newId(), newId(), hashSecret(secret), provider],
  );
  return secret;
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

  async post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const headers = { ...this.headers, cookie: this.jar() };
    return this.keep(await this.web.ask(path, { method: 'POST', headers, body: new URLSearchParams(fields) }));
  }

  /** Signs in as a person of the demonstration, known by what their name says of them. */
  async signIn(name = 'commissioner, Sutton'): Promise<void> {
    const page = await this.open('/sign-in');
    await this.post('/sign-in', { personId: personOn(page.body, name), _csrf: this.token });
    await this.open('/worklist');
  }

  private jar(): string {
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

/** The names of the fields of a JSON object; none for anything else. */
export function fieldsOf(json: unknown): string[] {
  return typeof json === 'object' && json !== null ? Object.keys(json) : [];
}
