import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_IDLE_MINUTES, clearSignInLeftovers } from '#access';
import { PASSWORD } from '../support/local-person.js';
import { signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { TestClock } from '../support/test-clock.js';
import { createTestWeb, fieldOn } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

const clock = new TestClock();
let web: TestWeb;

beforeAll(async () => {
  web = await createTestWeb({ web: { now: clock.now } });
});
afterAll(() => web.close());

const signedIn = (name?: string) => signIn(web, name);

describe('a form that comes after its session is over', () => {
  const typed = {
    reason: 'Typed at length,\nover two lines: <b>not</b> markup.',
    password: 'never kept',
    code: '123456',
  };
  const TARGET = '/account/sign-out-everywhere';

  async function sentTooLate(name?: string): Promise<Visitor> {
    const visitor = await signedIn(name);
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    const answer = await visitor.send(TARGET, typed);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?kept=yes']);
    expect((await visitor.open('/sign-in?kept=yes')).body).toContain('What you typed is kept');
    return visitor;
  }

  it('is shown to the same person after signing in again, without its secrets', async () => {
    const visitor = await sentTooLate();
    await visitor.open('/sign-in');
    const answer = await visitor.signInAgain();
    expect(answer.headers.get('location')).toBe('/held-forms');
    const { body } = await visitor.open('/held-forms');
    expect(body).toContain('Typed at length,\nover two lines: &lt;b&gt;not&lt;/b&gt; markup.');
    expect(body).not.toMatch(/never kept|123456/);
    await visitor.send(`/held-forms/${formOn(body)}/throw-away`);
  });

  it('is not shown to anybody else, not even in the same browser', async () => {
    const visitor = await sentTooLate();
    const answer = await visitor.signInAgain('social worker, Sutton');
    expect(answer.headers.get('location')).toBe('/');
    expect((await visitor.open('/held-forms')).body).not.toContain('Typed at length');
    const owner = await signedIn();
    const id = formOn((await owner.open('/held-forms')).body);
    await visitor.open('/held-forms');
    for (const end of ['send', 'throw-away']) expect((await visitor.send(`/held-forms/${id}/${end}`)).status).toBe(404);
    await owner.open('/held-forms');
    expect((await owner.send(`/held-forms/${id}/throw-away`)).status).toBe(303);
    expect((await owner.open('/held-forms')).body).not.toContain('Typed at length');
  });

  it('can be sent on to where it was going', async () => {
    const visitor = await sentTooLate();
    await visitor.signInAgain();
    const { body } = await visitor.open('/held-forms');
    expect(fieldOn(body, 'reason')).toBe('Typed at length,\nover two lines: &lt;b&gt;not&lt;/b&gt; markup.');
    const sent = await visitor.send(`/held-forms/${formOn(body)}/send`, { reason: typed.reason });
    expect([sent.status, sent.headers.get('location')]).toEqual([307, TARGET]);
    expect((await visitor.send(TARGET, { reason: typed.reason })).headers.get('location')).toBe('/sign-in');
    expect((await visitor.signInAgain()).headers.get('location')).toBe('/');
    const after = await visitor.open('/held-forms');
    expect(after.body).toContain('You sent this on');
    await visitor.send(`/held-forms/${formOn(after.body)}/throw-away`);
  });

  it('does nothing and gives no access', async () => {
    const other = await signedIn();
    const visitor = await sentTooLate();
    await other.signIn();
    expect(await visitor.isSignedIn()).toBe(false);
    expect(await other.isSignedIn()).toBe(true);
    const { body } = await other.open('/held-forms');
    await other.send(`/held-forms/${formOn(body)}/throw-away`);
  });

  it('is not kept without the token of a form, without text, or when the session ended half a day ago', async () => {
    const visitor = await signedIn();
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    expect((await visitor.post(TARGET, typed)).status).toBe(403);
    expect((await visitor.send(TARGET, { password: PASSWORD, code: '123456' })).headers.get('location')).toBe(
      '/sign-in',
    );
    clock.pass({ hours: 12 });
    expect((await visitor.send(TARGET, typed)).headers.get('location')).toBe('/sign-in');
    await visitor.signIn();
    expect((await visitor.open('/held-forms')).body).toContain('Nothing of yours is waiting');
  });

  it('is gone after twelve hours, from the database too', async () => {
    const visitor = await sentTooLate();
    clock.pass({ hours: 12, seconds: -1 });
    await visitor.signIn();
    expect((await visitor.open('/held-forms')).body).toContain('Typed at length');
    clock.pass({ seconds: 1 });
    expect((await visitor.open('/held-forms')).body).not.toContain('Typed at length');
    await clearSignInLeftovers(web.service.database, clock.now());
    await withClient(web.database.superuserUrl, async (client) => {
      expect((await client.query('SELECT FROM held_form')).rowCount).toBe(0);
      const halfADayAgo = new Date(clock.now().subtract({ hours: 12 }).epochMilliseconds);
      expect((await client.query('SELECT FROM session WHERE expires_at <= $1', [halfADayAgo])).rowCount).toBe(0);
      expect((await client.query('SELECT FROM session')).rowCount).toBeGreaterThan(0);
    });
  });

  it('keeps nothing of who a child is that was looked up, and asks for it again where more was written', async () => {
    const visitor = await signedIn('team manager, Sutton');
    await visitor.open('/children');
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    const birth = { birthDay: '04', birthMonth: '05', birthYear: '2011' };
    const lookUp = { councilChildId: 'C-Sample-77', familyName: 'Sample-Ashgrove', ...birth };
    expect((await visitor.send('/children', lookUp)).headers.get('location')).toBe('/sign-in');
    const emergency = { child: 'C-Sample-77', reason: 'The school rang and nobody answers' };
    expect((await visitor.send('/break-glass', emergency)).headers.get('location')).toBe('/sign-in?kept=yes');
    await withClient(web.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ path: string; fields: unknown }>(
        `SELECT path, fields FROM held_form WHERE path IN ('/children', '/break-glass')`,
      );
      expect(rows).toEqual([{ path: '/break-glass', fields: [{ name: 'reason', value: emergency.reason }] }]);
    });
    await visitor.signInAgain('team manager, Sutton');
    const { body } = await visitor.open('/held-forms');
    const sent = await visitor.post(`/held-forms/${formOn(body)}/send`, {
      reason: emergency.reason,
      _csrf: visitor.token,
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([307, '/break-glass']);
    const page = await visitor.post('/break-glass', { reason: emergency.reason, _csrf: visitor.token });
    expect(page.status).toBe(422);
    expect(page.body).toContain('Enter a council child ID');
    expect(page.body).toContain(emergency.reason);
  });

  it('keeps of an episode that is recorded nothing of who the child is', async () => {
    const visitor = await signedIn('team manager, Sutton');
    await visitor.open('/episodes/new');
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    const identity = { councilChildId: 'C-Sample-77', givenName: 'Testo', familyName: 'Ashgrove', birthDay: '4' };
    const traces = { policeRef: 'P-77', placementPostcode: 'SM1 1AA', leadWorker: 'Nobody', team: 'North' };
    const rest = { key: '00000000-0000-4000-8000-000000000001', step: 'episode', type: 'M', missingDay: '6' };
    const { headers } = await visitor.send('/episodes/new', { ...identity, ...traces, ...rest });
    expect(headers.get('location')).toBe('/sign-in?kept=yes');
    await withClient(web.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ fields: readonly { readonly name: string; readonly value: string }[] }>(
        `SELECT fields FROM held_form WHERE path = '/episodes/new'`,
      );
      const kept = rows.map(({ fields }) => Object.fromEntries(fields.map(({ name, value }) => [name, value])));
      expect(kept).toEqual([rest]);
    });
  });

  it('keeps of a row that is typed in nothing of who the child is', async () => {
    const visitor = await signedIn('data officer, HARBOUR');
    await visitor.open('/provider-returns/new');
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    const identity = {
      child_id: 'C-Sample-77',
      given_name: 'Testo',
      family_name: 'Ashgrove',
      date_of_birth: '4/5/2011',
    };
    const traces = { provider_ref: 'T-77', police_ref: 'P-77', home_postcode: 'SM1 1AA', interviewer: 'Nobody' };
    const rest = { key: '00000000-0000-4000-8000-000000000002', month: '2025-10', themes: 'Typed at length' };
    const { headers } = await visitor.send('/provider-returns/new', { ...identity, ...traces, ...rest });
    expect(headers.get('location')).toBe('/sign-in?kept=yes');
    await withClient(web.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ fields: readonly { readonly name: string; readonly value: string }[] }>(
        `SELECT fields FROM held_form WHERE path = '/provider-returns/new'`,
      );
      const kept = rows.map(({ fields }) => Object.fromEntries(fields.map(({ name, value }) => [name, value])));
      expect(kept).toEqual([rest]);
    });
  });

  it('is kept five times for one person at most', async () => {
    const visitor = await signedIn();
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    for (let number = 1; number <= 7; number += 1) await visitor.send(TARGET, { reason: `text ${number} of seven` });
    await visitor.signInAgain();
    const { body } = await visitor.open('/held-forms');
    expect([...body.matchAll(/<dd[^>]*>text (\d) of seven/g)].map(([, number]) => number)).toEqual([
      '7',
      '6',
      '5',
      '4',
      '3',
    ]);
  });
});

function formOn(page: string): string {
  return /action="\/held-forms\/([0-9a-f-]{36})\/send"/.exec(page)?.[1] ?? '';
}
