import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemContext } from '#persistence';
import { withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { Visitor, createTestWeb, fieldsOf, personOn } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const sample = readFileSync(join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10.csv'));

let web: TestWeb;

beforeAll(async () => {
  web = await createTestWeb();
  await web.service.returns.receive(aReceivedReturn(sample));
}, 60_000);
afterAll(() => web.close());

async function signedIn(headers: Readonly<Record<string, string>> = {}): Promise<Visitor> {
  const visitor = new Visitor(web, headers);
  await visitor.signIn();
  return visitor;
}

describe('signing in', () => {
  it('is asked of whoever comes without a session', async () => {
    for (const url of ['/worklist', '/reports/mace', '/reports/mace/2025-10']) {
      const answer = await web.ask(url);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
    }
    expect((await web.ask('/api/v1/worklist')).status).toBe(401);
  });

  it('is refused without the token of the form, and changes nothing', async () => {
    const visitor = new Visitor(web);
    const page = await visitor.open('/sign-in');
    const refused = await visitor.post('/sign-in/demonstration', { personId: personOn(page.body) });
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('You cannot do this');
    expect((await visitor.open('/worklist')).status).toBe(303);
  });

  it('leads to the worklist and the report, and ends with signing out', async () => {
    const visitor = await signedIn();
    expect((await visitor.open('/')).headers.get('location')).toBe('/worklist');
    const worklist = await visitor.open('/worklist?show=settled');
    expect(worklist.body).toContain('S1012');
    expect(worklist.body).toMatch(/overdue by \d+ days/);
    const report = await visitor.open('/reports/mace/2025-10?cutOff=2025-11-03T09:00:00Z');
    expect(report.body).toContain('Missing children and return home interviews, October 2025');
    expect((await visitor.post('/sign-out', { _csrf: visitor.token })).headers.get('location')).toBe('/sign-in');
    expect((await visitor.open('/worklist')).status).toBe(303);
  });

  it('is put on record', async () => {
    const visitor = await signedIn();
    await visitor.post('/sign-out', { _csrf: visitor.token });
    const actions = await web.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
      tx.query<{ action: string }>(`SELECT action FROM audit_event WHERE action LIKE 'Sign%' ORDER BY id`),
    );
    expect(actions.slice(-2).map(({ action }) => action)).toEqual(['SignIn', 'SignOut']);
  });

  it('is possible only as one of the people of the demonstration', async () => {
    const visitor = new Visitor(web);
    await visitor.open('/sign-in');
    for (const [personId, status] of [
      ['0199d2a4-0000-7000-8000-000000000000', 403],
      ['nobody', 400],
    ] as const)
      expect((await visitor.post('/sign-in/demonstration', { personId, _csrf: visitor.token })).status).toBe(status);
  });
});

describe('every answer', () => {
  it('carries strict headers and is not kept', async () => {
    const { headers } = await web.ask('/sign-in');
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';",
    );
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('keeps the session in a cookie that no script reads, secure behind https', async () => {
    const [http, https] = [await signedIn(), await signedIn({ 'x-forwarded-proto': 'https' })];
    expect(http.cookie('homeward_session')).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(https.cookie('__Host-homeward_session')).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('leaves ids, routes and figures in the log, and nothing else', async () => {
    for (const path of ['/nowhere/S1012?name=Ashgrove', '/api/v1/provider-returns/S1012', '/%zz/S1012'])
      await web.ask(path);
    const answered = web.log.map((line) => fieldsOf(JSON.parse(line))).filter((names) => names.includes('route'));
    const known = ['level', 'time', 'pid', 'hostname', 'requestId', 'method', 'route', 'status', 'ms', 'msg'];
    expect(answered.length).toBeGreaterThan(10);
    for (const names of answered) expect(known).toEqual(expect.arrayContaining(names));
    expect(web.log.join('')).not.toMatch(/S1012|Ashgrove|cutOff=/);
  });

  it('serves styles compressed, to be kept for ever, and without the typeface and crest of GOV.UK', async () => {
    const page = await web.ask('/sign-in');
    const path = /\/assets\/govuk-frontend-[0-9a-f]+\.css/.exec(page.body)?.[0] ?? '';
    const plain = await web.ask(path, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.body).toContain('.govuk-table');
    expect(plain.body).not.toMatch(/GDS Transport|@font-face|crest/);
    const small = await web.ask(path, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    expect(small.headers.get('content-encoding')).toBe('br');
    expect(small.headers.get('cache-control')).toContain('immutable');
    expect((await web.ask('/assets/..%2Fpackage.json')).status).toBe(404);
  });

  it('tells in plain words that a page is not there, and keeps the way out', async () => {
    const visitor = await signedIn();
    const page = await visitor.open('/nowhere');
    expect(page.status).toBe(404);
    expect(page.body).toContain('<h1 class="govuk-heading-l">Page not found</h1>');
    expect(page.body).toContain('Sign out');
  });

  it('calls itself a demonstration only while it is one, and then nobody can sign in', async () => {
    expect((await web.ask('/sign-in')).body).toContain('Every person and every case here is invented');
    await withClient(web.database.superuserUrl, async (client) => {
      await client.query('CREATE TABLE kept AS TABLE demonstration');
      await client.query('DELETE FROM demonstration');
      const page = await web.ask('/sign-in');
      await client.query('INSERT INTO demonstration SELECT * FROM kept');
      expect(page.body).toContain('Sign-in is not set up here');
      expect(page.body).not.toContain('invented');
    });
  });
});

describe('whoever runs the service', () => {
  it('learns that it lives, that it is ready and how far behind it is', async () => {
    expect((await web.ask('/health/live')).status).toBe(200);
    expect((await web.ask('/health/ready')).json).toMatchObject({ status: 'ok', unsweptSteps: 0 });
    const metrics = (await web.ask('/metrics')).body;
    expect(metrics).toContain('homeward_up 1\n');
    expect(metrics).toMatch(/homeward_oldest_unswept_deadline_age_seconds \d+\n/);
    expect(metrics).toMatch(/homeward_queue_depth \d+\n/);
  });
});
