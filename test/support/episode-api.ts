import { expect } from '@jest/globals';
import { newId } from '#platform';
import { aReturnRow } from '../builders/provider-return.js';
import { withClient } from './postgres.js';
import { SUTTON } from './service.js';
import type { Answer, TestWeb } from './web.js';

/** What a machine sends with a request besides its body. */
export interface Sending {
  readonly key?: string;
  readonly method?: string;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The machine of HARBOUR, and what is asked of the API of episodes. */
export class Machine {
  constructor(
    private readonly web: TestWeb,
    private readonly key: string,
  ) {}

  static async of(web: TestWeb, provider = 'HARBOUR'): Promise<Machine> {
    return new Machine(web, await web.issueKey(provider));
  }

  send(path: string, body: unknown, { method = 'POST', ifMatch, idempotencyKey, headers }: Sending = {}) {
    return this.web.ask(`/api/v1/episodes${path}?authority=${SUTTON}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        'content-type': 'application/json',
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  patch(id: string, body: unknown, ifMatch: string, more: Sending = {}): Promise<Answer> {
    return this.send(`/${id}`, body, { ...more, method: 'PATCH', ifMatch });
  }

  read(id: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.key}` };
    return this.web.ask(`/api/v1/episodes/${id}?authority=${SUTTON}`, { headers });
  }

  async tagOf(id: string): Promise<string> {
    return (await this.read(id)).headers.get('etag') ?? '';
  }

  /** A new episode of a child of its own. */
  async make(cells: Readonly<Record<string, string>> = {}): Promise<string> {
    return episodeIn(await this.send('', anOwnRow(cells)));
  }
}

/** A row with a reference and a child of its own. */
export function anOwnRow(cells: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return aReturnRow({ provider_ref: newId(), child_id: newId(), ...cells });
}

/** The episode that an answer speaks of; empty where it speaks of none. */
export function episodeIn({ json }: Answer): string {
  const id: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'episode') : null;
  return typeof id === 'string' ? id : '';
}

export const anIdempotencyKey = () => `"${newId()}"`;

export const problem = (kind: string) => expect.objectContaining({ type: `urn:homeward:problem:${kind}` }) as unknown;

export function asSuperuser<Row extends object>(
  { database }: TestWeb,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return withClient(database.superuserUrl, async (client) => (await client.query<Row>(sql, [...values])).rows);
}
