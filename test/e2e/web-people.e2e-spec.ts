import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { linksOn, londonDay, rowOn, signedIn as signIn, typedDay, withoutToken } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { NEIGHBOUR } from '../support/two-authorities.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

let web: TestWeb;
const signedIn = (name: string) => signIn(web, name);

async function invite(visitor: Visitor, fields: Readonly<Record<string, string>>, authority = SUTTON) {
  await visitor.open(`/people/invite?authority=${authority}`);
  return visitor.post(`/people/invite?authority=${authority}`, { ...fields, _csrf: visitor.token });
}

const secretOn = (page: string) => /<code>\/invitation\/([\w-]{43})<\/code>/.exec(page)?.[1] ?? '';
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const actionsOn = async (personName: string) =>
  (
    await sql<{ action: string }>(
      `SELECT e.action FROM audit_event e JOIN membership m ON m.authority = e.authority AND m.id = e.item_id
       JOIN person p ON p.id = m.person_id WHERE p.sign_in_name = $1 ORDER BY e.id`,
      [personName],
    )
  ).map(({ action }) => action);

describe('the page of people', () => {
  beforeAll(async () => {
    web = await createTestWeb({ authorities: 2 });
  }, 60_000);
  afterAll(() => web.close());

  it('lets an administrator invite, change and remove people of the council, all on record', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const name = 'first.sample@council.example';
    const invited = await invite(administrator, {
      name: 'First Sample',
      signInName: name,
      role: 'social_worker',
      team: 'North team',
    });
    expect(invited.status).toBe(200);
    expect(secretOn(invited.body)).not.toBe('');
    const row = rowOn((await administrator.open('/people')).body, name);
    expect(row).toContain('Social worker, North team');
    const [member = ''] = linksOn(row, /^\/people\//);
    expect((await administrator.open(member)).body).toContain('Change the access of First Sample');
    const changed = await administrator.post(member, { role: 'commissioner', team: '', _csrf: administrator.token });
    expect([changed.status, changed.headers.get('location')]).toEqual([303, `/people?authority=${SUTTON}`]);
    const rowAfter = rowOn((await administrator.open('/people')).body, name);
    expect(rowAfter).toContain('Commissioner');
    const [now = ''] = linksOn(rowAfter, /^\/people\//);
    expect(now).not.toBe(member);
    const [remove = ''] = linksOn((await administrator.open(now)).body, /remove/);
    expect((await administrator.open(remove)).body).toContain('Remove First Sample');
    expect((await administrator.post(remove, { _csrf: administrator.token })).status).toBe(303);
    expect((await administrator.open('/people')).body).not.toContain(name);
    expect(
      await sql(
        `SELECT role, valid_to::text FROM membership m JOIN person p ON p.id = m.person_id
       WHERE sign_in_name = $1 ORDER BY m.id`,
        [name],
      ),
    ).toEqual([
      { role: 'social_worker', valid_to: londonDay(0) },
      { role: 'commissioner', valid_to: londonDay(0) },
    ]);
    expect(await actionsOn(name)).toEqual(['PersonInvite', 'MembershipChange', 'MembershipEnd']);
  });

  it('lets a provider’s manager manage the own people in one council, and no council roles', async () => {
    const manager = await signedIn('manager, HARBOUR');
    const fields = { name: 'Second Sample', signInName: 'second.sample@harbour.example' };
    const page = await manager.open(`/people/invite?authority=${NEIGHBOUR}`);
    expect(page.body).toContain('value="provider_worker"');
    expect(page.body).not.toContain('value="commissioner"');
    expect((await invite(manager, { ...fields, role: 'commissioner' }, NEIGHBOUR)).body).toContain(
      'href="#role">Choose a role',
    );
    expect((await invite(manager, { ...fields, role: 'provider_worker' }, NEIGHBOUR)).status).toBe(200);
    expect((await manager.open(`/people?authority=${NEIGHBOUR}`)).body).toContain('second.sample@harbour.example');
    const here = await manager.open(`/people?authority=${SUTTON}`);
    expect(here.body).not.toContain('second.sample@harbour.example');
    expect(here.body).not.toContain('KESTREL');
    expect(here.body).not.toContain('administrator');
    expect(linksOn(here.body, /^\/people\?authority=/)).toEqual([`/people?authority=${NEIGHBOUR}`]);
  });

  it('asks for an end of an inspector’s access, within 31 days', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const inspector = { name: 'Third Sample', signInName: 'third@ofsted.example', role: 'inspector' };
    const without = await invite(administrator, inspector);
    expect(without.status).toBe(422);
    expect(without.body).toContain('href="#untilDay">Enter the day on which the inspector’s access ends');
    expect(without.body).toContain('value="Third Sample"');
    expect((await invite(administrator, { ...inspector, ...typedDay('until', 32) })).body).toContain('within 31 days');
    expect((await invite(administrator, { ...inspector, ...typedDay('until', 31) })).status).toBe(200);
  });

  it('answers for a known sign-in name as for a new one, and shows nothing of whose it is', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const known = 'known.sample@elsewhere.example';
    const neighbour = await signedIn('administrator, City of London');
    const theirs = await invite(
      neighbour,
      { name: 'Their Own Name', signInName: known, role: 'commissioner' },
      NEIGHBOUR,
    );
    const answers = [];
    for (const signInName of [known.toUpperCase(), 'fresh1.sample@elsewhere.example'])
      answers.push(await invite(administrator, { name: 'Fourth Sample', signInName, role: 'commissioner' }));
    const bland = answers.map(({ body, status }) => [
      status,
      withoutToken(body)
        .replace(secretOn(body), '')
        .replaceAll(/(known|fresh1)\.sample@elsewhere\.example/gi, ''),
    ]);
    expect(bland[0]).toEqual(bland[1]);
    const list = await administrator.open('/people');
    expect(list.body).not.toContain('Their Own Name');
    expect(rowOn(list.body, known)).toContain('Fourth Sample');
    const hashes = await sql<{ used: boolean }>(
      `SELECT used_at IS NOT NULL AS used FROM invitation i JOIN person p ON p.id = i.person_id WHERE sign_in_name = $1`,
      [known],
    );
    expect(hashes).toEqual([{ used: false }]);
    expect(secretOn(theirs.body)).not.toBe(secretOn(answers[0]?.body ?? ''));
    expect((await administrator.open('/people')).body).toContain('Fourth Sample');
    const again = await invite(administrator, { name: 'Fourth Sample', signInName: known, role: 'mace_member' });
    expect(again.body).toContain('belongs to your people already');
  });

  it('keeps everybody from changing their own access', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const page = await administrator.open('/people');
    expect(rowOn(page.body, 'administrator.e09000029')).toContain('your own');
    const [own] = await sql<{ id: string }>(
      `SELECT m.id FROM membership m JOIN person p ON p.id = m.person_id WHERE sign_in_name = 'administrator.e09000029'`,
    );
    for (const [path, fields] of [
      [`/people/${own?.id}`, { role: 'commissioner' }],
      [`/people/${own?.id}/remove`, {}],
    ] as const) {
      const refused = await administrator.post(path, { ...fields, _csrf: administrator.token });
      expect(refused.status).toBe(409);
      expect(refused.body).toContain('You cannot change your own access');
    }
  });

  it('answers for people elsewhere as for people who are not there', async () => {
    const manager = await signedIn('manager, KESTREL');
    const rows = await sql<{ id: string }>(
      `SELECT m.id FROM membership m JOIN person p ON p.id = m.person_id WHERE m.authority = $1
       AND sign_in_name IN ('provider_worker.harbour', 'commissioner.e09000029')`,
      [SUTTON],
    );
    const absent = withoutToken((await manager.open(`/people/${newId()}`)).body);
    for (const id of [...rows.map((row) => row.id), 'none']) {
      const answer = await manager.open(`/people/${id}`);
      expect([answer.status, withoutToken(answer.body)]).toEqual([404, absent]);
      expect((await manager.post(`/people/${id}/remove`, { _csrf: manager.token })).status).toBe(404);
      expect((await manager.post(`/people/${id}`, { role: 'provider_worker', _csrf: manager.token })).status).toBe(404);
    }
  });

  it.each(['commissioner, Sutton', 'data protection officer, Sutton', 'interviewer, HARBOUR', 'data officer, HARBOUR'])(
    'is closed to the %s',
    async (name) => {
      const visitor = await signedIn(name);
      for (const path of ['/people', '/people/invite', `/people/${newId()}`])
        expect([path, (await visitor.open(path)).status]).toEqual([path, 403]);
      expect((await visitor.post('/people/invite', { _csrf: visitor.token })).status).toBe(403);
    },
  );
});
