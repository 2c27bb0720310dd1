import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addKnownChildren, lastAudit } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { led, send, signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const reason = 'A call from the school';
let web: TestWeb;
let known: KnownChildren;

beforeAll(async () => {
  web = await createTestWeb();
  known = await addKnownChildren(web);
}, 60_000);
afterAll(() => web.close());

const signedIn = (name: string) => signIn(web, name);
const idOf = async (signInName: string) =>
  withClient(web.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM person WHERE sign_in_name = $1', [signInName]);
    return rows[0]?.id ?? '';
  });

describe('a restricted record', () => {
  it('asks for a reason, opens, and does not ask again', async () => {
    const visitor = await signedIn('team manager, Sutton');
    const address = `/children/${known.restricted}`;
    const asked = await visitor.open(`${address}/evidence`);
    expect(asked.body).toContain('Why are you opening this record?');
    expect(asked.body).not.toContain('RESTRICTED');
    const views = await visitor.open(`${address}/views`);
    expect(views.body).toContain('Why are you opening this record?');
    expect(views.body).toContain('name="page" value="views"');
    expect(views.body).not.toContain('RESTRICTED');
    const refused = await send(visitor, `${address}/opening`, { reason: 'no', page: 'evidence' });
    expect([refused.status, refused.body.includes('at least 10 characters')]).toEqual([422, true]);
    const opened = await send(visitor, `${address}/opening`, { reason, page: 'evidence' });
    expect(led(opened)).toEqual([303, `${address}/evidence`]);
    expect(await lastAudit(web, 1)).toMatchObject([{ action: 'ChildOpen', reason, children: [known.restricted] }]);
    expect((await visitor.open(`${address}/evidence`)).body).toContain('RESTRICTED-Sample');
    const viewed = (await visitor.open(`${address}/views`)).body;
    expect([viewed.includes('Who viewed this record</h1>'), viewed.includes(reason)]).toEqual([true, true]);
    expect(led(await send(visitor, `${address}/opening`, { reason, page: 'views' }))).toEqual([
      303,
      `${address}/views`,
    ]);
    expect((await visitor.open(address)).body).toContain('Restricted record: 2 people are admitted.');
  });

  it('is restricted, its list kept and the restriction lifted on pages', async () => {
    const visitor = await signedIn('commissioner, Sutton');
    const page = `/children/${known.south}/restriction`;
    await visitor.open(page);
    const refused = await send(visitor, page, { personId: '', reason });
    expect([refused.status, refused.body.includes('href="#personId"'), refused.body.includes(reason)]).toEqual([
      422,
      true,
      true,
    ]);
    const manager = await idOf('data_protection_officer.e09000029');
    expect(led(await send(visitor, page, { personId: manager, reason }))).toEqual([
      303,
      `/children/${known.south}?done=restricted`,
    ]);
    const asked = await visitor.open(`/children/${known.south}`);
    expect(asked.body).toContain('Why are you opening this record?');
    await send(visitor, `/children/${known.south}/opening`, { reason, page: 'restriction' });
    expect((await visitor.open(page)).body).toContain('Access list (2)');
    const harbour = await idOf('provider_worker.harbour');
    expect(led(await send(visitor, `${page}/people`, { personId: harbour, reason }))[0]).toBe(303);
    expect((await visitor.open(page)).body).toContain('Access list (3)');
    await send(visitor, `${page}/people/remove`, { personId: harbour });
    await send(visitor, `${page}/people/remove`, { personId: manager });
    const last = await send(visitor, `${page}/people/remove`, { personId: await idOf('commissioner.e09000029') });
    expect([last.status, last.body.includes('one of them has to stay')]).toEqual([422, true]);
    expect(led(await send(visitor, `${page}/lift`, { reason }))).toEqual([303, `/children/${known.south}?done=lifted`]);
    expect((await visitor.open(page)).body).toContain('This record is open to whoever the roles reach');
  });
});

describe('an emergency opening', () => {
  it('opens the record, stands on its page, and is reviewed by somebody else', async () => {
    const worker = await signedIn('social worker, Sutton');
    expect((await worker.open(`/children/${known.northway}`)).status).toBe(404);
    expect((await send(worker, '/break-glass', { child: 'NORTHWAY', reason: 'now' })).status).toBe(422);
    const opened = await send(worker, '/break-glass', { child: 'NORTHWAY', reason });
    expect(led(opened)).toEqual([303, `/children/${known.northway}`]);
    const page = await worker.open(`/children/${known.northway}`);
    expect(page.body).toMatch(
      /Opened in an emergency by Demonstration social worker, Sutton on .*, not yet reviewed\./,
    );
    expect(page.body).toContain(reason);

    const reviewer = await signedIn('commissioner, Sutton');
    const list = await reviewer.open('/break-glass/reviews');
    const review = /href="(\/break-glass\/[0-9a-f-]{36}\/review)"/.exec(list.body)?.[1] ?? '';
    await reviewer.open(review);
    expect((await send(reviewer, review, { note: 'It is on the duty log' })).status).toBe(422);
    const reviewed = await send(reviewer, review, { finding: 'justified', note: 'It is on the duty log' });
    expect(led(reviewed)).toEqual([303, '/break-glass/reviews']);
    expect((await worker.open(`/children/${known.northway}`)).status).toBe(404);
    const kept = await reviewer.open(`/children/${known.northway}`);
    expect(kept.body).not.toContain('not yet reviewed');
    expect(kept.body).toMatch(
      /Reviewed by Demonstration commissioner, Sutton on .*: justified\. It is on the duty log/,
    );
  });

  it('is not for providers, nor for roles that may not', async () => {
    for (const name of ['interviewer, HARBOUR', 'inspector, Sutton', 'placement officer, Sutton']) {
      const visitor = await signedIn(name);
      expect((await visitor.open('/break-glass')).status).toBe(403);
      expect((await send(visitor, '/break-glass', { child: 'OWN', reason })).status).toBe(403);
    }
  });
});

describe('an allocation', () => {
  it('is changed on its page, and shown on the record', async () => {
    const visitor = await signedIn('commissioner, Sutton');
    const page = `/children/${known.south}/allocation`;
    await visitor.open(page);
    const wish = { team: 'North team (demonstration)', worker: '', fromDay: '31', fromMonth: '2', fromYear: '2025' };
    const refused = await send(visitor, page, wish);
    expect([refused.status, refused.body.includes('href="#fromDay"'), refused.body.includes('value="31"')]).toEqual([
      422,
      true,
      true,
    ]);
    const saved = await send(visitor, page, { ...wish, fromMonth: '10' });
    expect(led(saved)).toEqual([303, `/children/${known.south}?done=allocated`]);
    expect((await visitor.open(`/children/${known.south}`)).body).toContain(
      'North team (demonstration), since 31 October 2025',
    );
  });
});

describe('every form about a child', () => {
  it('is refused without its token', async () => {
    const visitor = await signedIn('commissioner, Sutton');
    const answer = await visitor.post(`/children/${known.own}/break-glass`, { reason });
    expect(answer.status).toBe(403);
  });
});
