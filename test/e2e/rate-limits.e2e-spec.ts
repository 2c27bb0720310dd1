import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemContext } from '#persistence';
import { rateLimits } from '../../apps/web/src/http/rate-limits.js';
import { SUTTON } from '../support/service.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

const returns = `/api/v1/provider-returns?authority=${SUTTON}`;

let web: TestWeb;

/** Asks as a client behind the trusted proxy of these tests. */
function askFrom(address: string, path: string, method = 'GET', key = ''): Promise<Answer> {
  return web.ask(path, {
    method,
    headers: { 'x-forwarded-for': address, ...(key !== '' && { authorization: `Bearer ${key}` }) },
  });
}

async function statusesOf(count: number, ask: () => Promise<Answer>): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let asked = 0; asked < count; asked += 1) statuses.push((await ask()).status);
  return statuses;
}

describe('the limits of requests', () => {
  beforeAll(async () => {
    const limits = { perAddress: 20, signInPerAddress: 3, returnsPerKey: 2, episodesPerKey: 3 };
    web = await createTestWeb({ web: { limits, trustedProxies: ['127.0.0.1'] } });
  }, 60_000);
  afterAll(() => web.close());

  it('stop one address and no other', async () => {
    const statuses = await statusesOf(25, () => askFrom('192.0.2.1', '/api/v1/worklist'));
    expect(statuses).toEqual([...Array<number>(20).fill(401), ...Array<number>(5).fill(429)]);
    expect((await askFrom('192.0.2.2', '/api/v1/worklist')).status).toBe(401);
  });

  it('count one network of IPv6 as one address', async () => {
    const statuses = await statusesOf(20, () => askFrom('2001:db8::1', '/sign-in'));
    expect(statuses).not.toContain(429);
    expect((await askFrom('2001:db8::2', '/sign-in')).status).toBe(429);
    expect((await askFrom('2001:db8:0:1::1', '/sign-in')).status).toBe(200);
  });

  it('are told to machines as a problem and to people as a page, with the time to wait', async () => {
    await statusesOf(20, () => askFrom('192.0.2.3', '/nowhere'));
    const problem = await askFrom('192.0.2.3', '/api/v1/worklist');
    expect(problem.json).toMatchObject({ type: 'urn:homeward:problem:too-many-requests', status: 429 });
    const page = await askFrom('192.0.2.3', '/worklist');
    expect(page.status).toBe(429);
    expect(page.body).toContain('<h1 class="govuk-heading-l">Too many requests</h1>');
    for (const { headers } of [problem, page]) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('are tighter for attempts to sign in', async () => {
    const attempt = () => askFrom('192.0.2.4', '/sign-in', 'POST');
    expect(await statusesOf(5, attempt)).toEqual([403, 403, 403, 429, 429]);
    expect((await askFrom('192.0.2.4', '/sign-in')).status).toBe(200);
  });

  it('are tighter for the returns of one key, from wherever it comes', async () => {
    const [harbour, kestrel] = [await web.issueKey('HARBOUR'), await web.issueKey('KESTREL')];
    const send = (key: string, address: string) => askFrom(address, returns, 'POST', key);
    expect((await send(harbour, '192.0.2.5')).status).toBe(415);
    expect((await send(harbour, '192.0.2.6')).status).toBe(415);
    expect((await send(harbour, '192.0.2.7')).status).toBe(429);
    expect((await send(kestrel, '192.0.2.7')).status).toBe(415);
  });

  it('are the key’s own for single episodes, apart from those for returns', async () => {
    const kestrel = await web.issueKey('KESTREL');
    const send = (address: string) => askFrom(address, `/api/v1/episodes?authority=${SUTTON}`, 'POST', kestrel);
    const addresses = ['192.0.2.9', '192.0.2.10', '192.0.2.11', '192.0.2.12'];
    const statuses: number[] = [];
    for (const address of addresses) statuses.push((await send(address)).status);
    expect(statuses).toEqual([415, 415, 415, 429]);
  });

  it('leave out files, and what monitors ask for', async () => {
    const path = /\/assets\/icon-[0-9a-f]+\.svg/.exec((await askFrom('192.0.2.8', '/sign-in')).body)?.[0] ?? '';
    for (const uncounted of [path, '/health/live', '/health/ready'])
      expect(await statusesOf(21, () => askFrom('192.0.2.8', uncounted))).toEqual(Array(21).fill(200));
  });

  it('leave room for ordinary work in a deployment', () => {
    expect(rateLimits).toEqual({ perAddress: 600, signInPerAddress: 10, returnsPerKey: 60, episodesPerKey: 300 });
  });
});

describe('the address of a client', () => {
  it('is its own where no proxy is trusted, whatever it says of itself', async () => {
    const direct = await createTestWeb({ web: { limits: { perAddress: 2 } } });
    const ask = (address: string) => direct.ask('/sign-in', { headers: { 'x-forwarded-for': address } });
    const statuses = [await ask('192.0.2.1'), await ask('192.0.2.2'), await ask('192.0.2.3')];
    await direct.close();
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
  });

  it('is what the trusted proxy says, not what the client told the proxy', async () => {
    const proxied = await createTestWeb({ web: { trustedProxies: ['127.0.0.0/8'] } });
    const visitor = new Visitor(proxied, { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' });
    await visitor.signIn();
    await visitor.open('/worklist');
    const [row] = await proxied.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
      tx.query<{ address: string }>(`SELECT address FROM audit_event WHERE action = 'WorklistRead' LIMIT 1`),
    );
    await proxied.close();
    expect(row?.address).toBe('203.0.113.7');
  });
});
