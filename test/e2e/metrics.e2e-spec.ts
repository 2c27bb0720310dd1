import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBehind } from '../../apps/web/src/api/metrics.js';
import { listenMetrics } from '../../apps/web/src/listen-metrics.js';
import { acknowledgeAlert, readAlerts, sweepDeadlines } from '#casework';
import { instantOf } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf } from '../support/children.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
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

describe('how far behind the service is', () => {
  const figures = ['oldestUnsweptSeconds', 'oldestUnacknowledgedSeconds', 'sweepLagSeconds', 'neverSweptAuthorities'];
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const readAt = (hours: number) => readBehind(web.service, instantOf(later(hours)));

  it('is told by readiness to whoever asks from nearby, and to nobody who comes through a proxy', async () => {
    const near = (await web.ask('/health/ready')).json;
    expect(near).toMatchObject({ status: 'ok', queueDepth: expect.any(Number) });
    for (const figure of figures) expect(near).toHaveProperty(figure);
    expect((await web.ask('/health/ready', from('203.0.113.7'))).json).toEqual({ status: 'ok' });
  });

  it('counts from the oldest step that was not raised, from the oldest alert that nobody acknowledged, and from the last sweep', async () => {
    const { neverSweptAuthorities, sweepLagSeconds, oldestUnacknowledgedSeconds } = await readAt(0);
    expect([neverSweptAuthorities > 0, sweepLagSeconds, oldestUnacknowledgedSeconds]).toEqual([true, 0, 0]);

    const returned = new Date(Date.now() - 30 * 3_600_000).toISOString();
    const missing = new Date(Date.now() - 60 * 3_600_000).toISOString();
    const row = aReturnRow({ missing_at: missing, returned_at: returned });
    await web.service.returns.receive(aReceivedReturn(aProviderReturn(row), later(-29).toISOString()));
    expect((await readAt(0)).oldestUnsweptSeconds / 3_600).toBeCloseTo(6, 0);

    await sweepDeadlines(web.service.casework, SUTTON, instantOf(later(0)), 'test');
    const swept = await readAt(3);
    expect(swept).toMatchObject({ unsweptSteps: 0, oldestUnsweptSeconds: 0 });
    expect(swept.neverSweptAuthorities).toBe(neverSweptAuthorities - 1);
    expect(swept.sweepLagSeconds / 3_600).toBeCloseTo(3, 1);
    expect(swept.oldestUnacknowledgedSeconds / 3_600).toBeCloseTo(3, 1);
    const answer = await web.ask('/metrics');
    for (const name of ['oldest_unacknowledged_alert_age_seconds', 'sweep_lag_seconds', 'queue_depth'])
      expect(answer.body).toMatch(new RegExp(`^homeward_${name} \\d+$`, 'm'));

    const commissioner = 'commissioner.e09000029';
    const reading = await contextOf(web, commissioner, 'alert.read');
    const { alerts } = await readAlerts(web.service.casework, reading, { whose: 'all', after: null, most: 1 });
    const promise = { words: 'Ring the home', by: instantOf(later(1)) };
    const acting = await contextOf(web, commissioner, 'alert.acknowledge');
    await acknowledgeAlert(web.service.casework, acting, alerts[0]?.id ?? '', promise);
    expect((await readAt(0.5)).oldestUnacknowledgedSeconds).toBe(0);
    expect((await readAt(3)).oldestUnacknowledgedSeconds / 3_600).toBeCloseTo(2, 1);
    await sweepDeadlines(web.service.casework, SUTTON, instantOf(later(1)), 'test');
    expect((await readAt(3)).oldestUnacknowledgedSeconds / 3_600).toBeCloseTo(2, 1);

    await web.service.returns.receive(
      aReceivedReturn(aProviderReturn({ ...row, not_completed_reason: 'custody' }), later(0).toISOString()),
    );
    expect((await readAt(3)).oldestUnacknowledgedSeconds).toBe(0);
  });
});

describe('/metrics on a port of its own', () => {
  it('is all that is there', async () => {
    const server = await listenMetrics(web.service, 0, () => instantOf(new Date()));
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
