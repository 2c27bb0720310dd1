import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listenMetrics } from '../../apps/web/src/listen-metrics.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let proxied: TestWeb;
let apart: TestWeb;

beforeAll(async () => {
  web = await createTestWeb();
  proxied = await createTestWeb({ web: { trustedProxies: ['127.0.0.1'] } });
  apart = await createTestWeb({ web: { hasMetricsPort: true } });
}, 60_000);
afterAll(() => Promise.all([web.close(), proxied.close(), apart.close()]));

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('/metrics on the public port', () => {
  it('answers the machine itself', async () => {
    const answer = await web.ask('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('homeward_up 1\n');
  });

  it.each([
    ['10.1.2.3', 200],
    ['192.168.7.7', 200],
    ['172.31.0.1', 200],
    ['fd00::7', 200],
    ['::ffff:10.0.0.9', 200],
    ['172.32.0.1', 404],
    ['203.0.113.7', 404],
    ['2001:db8::1', 404],
    ['nonsense', 404],
  ])('answers %s, as a trusted proxy tells, with %i', async (address, status) => {
    expect((await proxied.ask('/metrics', from(address))).status).toBe(status);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'answers nobody behind a proxy that is not trusted and sends %s',
    async (name) => {
      expect((await web.ask('/metrics', { headers: { [name]: '10.0.0.1' } })).status).toBe(404);
    },
  );

  it('hides itself as an address that is not there does', async () => {
    const [hidden, absent] = [await web.ask('/metrics', from('203.0.113.7')), await web.ask('/api/v1/nowhere')];
    expect(hidden.json).toEqual(absent.json);
  });

  it('answers nobody once it has a port of its own', async () => {
    expect((await apart.ask('/metrics')).status).toBe(404);
  });
});

describe('/metrics on a port of its own', () => {
  it('is all that is there', async () => {
    const server = await listenMetrics(web.service, 0);
    const { port } = server.address() as AddressInfo;
    const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
    expect(await (await ask('/metrics')).text()).toContain('homeward_queue_up 1\n');
    for (const other of [ask('/'), ask('/worklist'), ask('/api/v1/worklist'), ask('/metrics', 'POST')])
      expect((await other).status).toBe(404);
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
});
