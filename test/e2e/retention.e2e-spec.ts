import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aProviderReturn } from '../builders/provider-return.js';
import { otherRow } from '../support/marked-child.js';
import { withClient } from '../support/postgres.js';
import { aReceivedReturn } from '../support/service.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const OFFICER = 'data protection officer, Sutton';
let web: TestWeb;
let [due, young]: [string, string] = ['', ''];

const ask = <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query<Row>(sql, [...parameters])).rows);
const childOf = async (councilId: string) => {
  const [row] = await ask<{ child_id: string }>('SELECT child_id FROM child_identity WHERE council_child_id = $1', [
    councilId,
  ]);
  return row?.child_id ?? '';
};

async function signedIn(name = OFFICER): Promise<Visitor> {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  return visitor;
}

beforeAll(async () => {
  web = await createTestWeb();
  const bytes = aProviderReturn(
    otherRow('DUE', {
      date_of_birth: '2000-06-01',
      missing_at: '2018-05-04T18:00:00Z',
      returned_at: '2018-05-05T06:00:00Z',
    }),
    otherRow('YOUNG', { date_of_birth: '2011-06-01' }),
  );
  await web.service.returns.receive(aReceivedReturn(bytes, '2018-07-02T09:00:00Z'));
  [due, young] = [await childOf('C-DUE'), await childOf('C-YOUNG')];
}, 60_000);
afterAll(() => web.close());

describe('keeping records', () => {
  it.each(['commissioner, Sutton', 'social worker, Sutton', 'administrator, Sutton', 'manager, HARBOUR'])(
    'is not for a %s, and says nothing',
    async (name) => {
      const visitor = await signedIn(name);
      for (const path of [
        '',
        '/rules',
        '/hold',
        `/children/${due}`,
        `/children/${due}/deletion`,
        `/children/${due}/hold`,
      ]) {
        const answer = await visitor.open(`/retention${path}`);
        expect([path, answer.status, answer.body.includes('C-DUE')]).toEqual([path, 403, false]);
      }
      const tried = await visitor.post(`/retention/children/${due}/deletion`, { reason: 'x', _csrf: visitor.token });
      expect(tried.status).toBe(403);
      expect((await visitor.open('/permissions')).body).not.toContain('href="/retention"');
    },
  );

  it('shows the officer who is due, by which rule, and where it stands', async () => {
    const visitor = await signedIn();
    const page = await visitor.open('/retention');
    expect(page.body).toContain('Other Sample-DUE, C-DUE');
    expect(page.body).toContain('Time over since 1 June 2024');
    expect(page.body).not.toContain('C-YOUNG');
    expect(page.body).toContain('<a href="/retention" aria-current="true">Keeping records</a>');
    expect(web.log.join('')).not.toMatch(/C-DUE|Sample-DUE/);
    const read = await ask(
      `SELECT FROM audit_event e JOIN audit_subject s ON s.event_id = e.id WHERE e.action = 'RetentionRead' AND s.child_id = $1`,
      [due],
    );
    expect(read.length).toBeGreaterThan(0);
  });

  it('tells at each field what is wrong, and keeps what was typed', async () => {
    const visitor = await signedIn();
    await visitor.open('/retention/rules');
    const fields = {
      careStatus: 'home',
      anchor: 'closure',
      years: 'six',
      onDay: '31',
      onMonth: '2',
      onYear: '2026',
      reason: '',
    };
    const page = await visitor.post('/retention/rules', { ...fields, _csrf: visitor.token });
    expect(page.status).toBe(422);
    for (const text of ['Enter a whole number of years', 'Enter the day from which it holds', 'Enter a reason'])
      expect(page.body.split(text)).toHaveLength(3);
    expect(page.body).toContain('value="six"');
    expect(page.body).toContain('value="closure" checked');
    expect(page.body).toContain('<title>Error: Set how long records are kept');
  });

  it('holds a record back and lets it go again, each with a reason on record', async () => {
    const visitor = await signedIn();
    await visitor.open(`/retention/children/${due}/hold`);
    const placed = await visitor.post(`/retention/children/${due}/hold`, {
      ...{ onDay: '1', onMonth: '9', onYear: '2026', reason: 'Inquiry 7', _csrf: visitor.token },
    });
    expect([placed.status, placed.headers.get('location')]).toEqual([303, `/retention/children/${due}`]);
    const child = await visitor.open(`/retention/children/${due}`);
    expect(child.body).toContain('A legal hold is in force');
    expect(child.body).not.toContain('Delete this record');
    const tried = await visitor.post(`/retention/children/${due}/deletion`, { reason: 'over', _csrf: visitor.token });
    expect([tried.status, tried.body.includes('This record cannot be deleted')]).toEqual([422, true]);
    const lift = /href="(\/retention\/holds\/[^"]+\/lift)"/.exec(child.body)?.[1] ?? '';
    await visitor.open(lift);
    expect((await visitor.post(lift, { reason: '', _csrf: visitor.token })).status).toBe(422);
    expect((await visitor.post(lift, { reason: 'Inquiry over', _csrf: visitor.token })).status).toBe(303);
    expect((await visitor.post(lift, { reason: 'Inquiry over', _csrf: visitor.token })).status).toBe(404);
    const events = await ask<{ action: string; reason: string }>(
      `SELECT action, reason FROM audit_event WHERE action LIKE 'LegalHold%' ORDER BY occurred_at`,
    );
    expect(events).toEqual([
      { action: 'LegalHoldPlace', reason: 'Inquiry 7' },
      { action: 'LegalHoldLift', reason: 'Inquiry over' },
    ]);
  });

  it('records a death, and refuses one that cannot be', async () => {
    const visitor = await signedIn();
    const address = `/retention/children/${young}/death`;
    await visitor.open(address);
    const post = (day: string, month: string, year: string) =>
      visitor.post(address, { onDay: day, onMonth: month, onYear: year, _csrf: visitor.token });
    expect((await post('1', '6', '2010')).body).toContain('must not be before the birth');
    expect((await post('1', '6', '2199')).body).toContain('must be today or before');
    expect((await post('3', '9', '2020')).status).toBe(303);
    expect((await visitor.open(`/retention/children/${young}`)).body).toContain('3 September 2020');
    expect((await post('', '', '')).status).toBe(303);
    expect((await visitor.open(`/retention/children/${young}`)).body).toContain('not recorded');
  });

  it('deletes a record only after a reason and a check, and then it is like one that is not there', async () => {
    const visitor = await signedIn();
    const address = `/retention/children/${due}`;
    await visitor.open(`${address}/deletion`);
    expect((await visitor.post(`${address}/deletion/check`, { reason: ' ', _csrf: visitor.token })).status).toBe(422);
    const check = await visitor.post(`${address}/deletion/check`, { reason: 'Time <over>', _csrf: visitor.token });
    expect(check.body).toContain('value="Time &lt;over&gt;"');
    expect(await childOf('C-DUE')).toBe(due);
    const done = await visitor.post(`${address}/deletion`, { reason: 'Time <over>', _csrf: visitor.token });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/retention#deleted']);
    expect(await childOf('C-DUE')).toBe('');
    const overview = await visitor.open('/retention');
    expect(overview.body).toContain('No record is due for deletion');
    expect(overview.body).toContain('Time &lt;over&gt;');
    const [gone, absent] = [
      await visitor.open(address),
      await visitor.open(`/retention/children/${crypto.randomUUID()}`),
    ];
    expect([gone.status, gone.body.replace(/value="[^"]+"/g, '')]).toEqual([
      404,
      absent.body.replace(/value="[^"]+"/g, ''),
    ]);
  });

  it('answers a child that is young the same way, once it is restricted', async () => {
    const visitor = await signedIn();
    expect((await visitor.open(`/retention/children/${young}/deletion`)).body).toContain(
      'This record cannot be deleted',
    );
    await ask('UPDATE child SET is_restricted = true WHERE id = $1', [young]);
    for (const path of ['', '/deletion', '/death', '/hold'])
      expect((await visitor.open(`/retention/children/${young}${path}`)).status).toBe(404);
  });
});
