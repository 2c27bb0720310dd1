import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { linksOn, rowOn, signedIn as signIn, typedDay } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

let web: TestWeb;
const signedIn = (name: string) => signIn(web, name);
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);

const endLink = (page: string, code: string) =>
  linksOn(page.split('<section').find((each) => each.includes(`id="${code}"`)) ?? '', /\/end/)[0] ?? '';

async function post(visitor: Visitor, path: string, fields: Readonly<Record<string, string>>) {
  await visitor.open(path);
  return visitor.post(path, { ...fields, _csrf: visitor.token });
}

describe('the page of sharing agreements', () => {
  beforeAll(async () => {
    web = await createTestWeb();
  }, 60_000);
  afterAll(() => web.close());

  it('ends an agreement at once, and with it the sessions of the provider’s people; a new one gives access again', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const interviewer = await signedIn('interviewer, KESTREL');
    expect((await interviewer.open('/worklist')).status).toBe(200);
    const end = endLink((await administrator.open('/agreements')).body, 'KESTREL');
    const ended = await post(administrator, end, typedDay('to', 0));
    expect([ended.status, ended.headers.get('location')]).toEqual([303, `/agreements?authority=${SUTTON}`]);
    const [held] = await sql<{ count: string }>(
      `SELECT count(*) FROM session s JOIN person p ON p.id = s.person_id WHERE sign_in_name = 'provider_worker.kestrel' AND ended_at IS NULL`,
    );
    expect(held).toEqual({ count: '0' });
    expect((await interviewer.open('/worklist')).headers.get('location')).toBe('/sign-in');
    const page = await administrator.open('/agreements');
    expect(rowOn(page.body, 'Over')).not.toBe('');
    expect(endLink(page.body, 'KESTREL')).toBe('');
    const [provider] = await sql<{ id: string }>(`SELECT id FROM provider WHERE code = 'KESTREL'`);
    const wish = {
      providerId: provider?.id ?? '',
      ...typedDay('signed', -1),
      ...typedDay('from', 0),
      ...typedDay('to', 30),
    };
    expect((await post(administrator, '/agreements/new', wish)).status).toBe(303);
    await interviewer.signIn('interviewer, KESTREL');
    expect((await interviewer.open('/worklist')).status).toBe(200);
    const events = await sql(
      `SELECT action, reason, actor FROM audit_event WHERE action = 'AgreementChange' ORDER BY id`,
    );
    expect(events).toMatchObject([{ reason: expect.stringContaining('ended on') }, { reason: 'recorded' }]);
  });

  it('keeps what was typed, and says beside each field what is wrong', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const blank = await post(administrator, '/agreements/new', { fromDay: '31', fromMonth: '2', fromYear: '2027' });
    expect(blank.status).toBe(422);
    for (const link of ['#providerId', '#signedDay', '#fromDay']) expect(blank.body).toContain(`href="${link}"`);
    expect(blank.body).toContain('value="31"');
    const [provider] = await sql<{ id: string }>(`SELECT id FROM provider WHERE code = 'HARBOUR'`);
    const early = { providerId: provider?.id ?? '', ...typedDay('signed', 1), ...typedDay('from', 1) };
    expect((await post(administrator, '/agreements/new', early)).body).toContain('recorded once it is signed');
    const end = endLink((await administrator.open('/agreements')).body, 'HARBOUR');
    expect((await post(administrator, end, typedDay('to', -1))).body).toContain('ends today at the earliest');
    expect((await administrator.open(`/agreements/${newId()}/end`)).status).toBe(404);
  });

  it('is closed to whoever does not administer the council', async () => {
    for (const name of ['commissioner, Sutton', 'data protection officer, Sutton', 'manager, HARBOUR']) {
      const visitor = await signedIn(name);
      for (const path of ['/agreements', '/agreements/new', `/agreements/${newId()}/end`])
        expect([name, path, (await visitor.open(path)).status]).toEqual([name, path, 403]);
      expect((await visitor.post('/agreements/new', { _csrf: visitor.token })).status).toBe(403);
    }
  });
});
