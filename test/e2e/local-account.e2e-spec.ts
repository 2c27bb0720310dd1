import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  LocalPerson,
  PASSWORD,
  TEST_KEY,
  addPerson,
  codeOf,
  codesOn,
  invite,
  secretOn,
} from '../support/local-person.js';
import { withClient } from '../support/postgres.js';
import { TestClock } from '../support/test-clock.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const clock = new TestClock();
let web: TestWeb;

beforeAll(async () => {
  web = await createTestWeb({ web: { now: clock.now, signIn: { key: TEST_KEY, openId: null } } });
});
afterAll(() => web.close());

describe('an invitation', () => {
  const choice = { password: PASSWORD, passwordAgain: PASSWORD };

  /** Somebody who has just followed one. */
  async function invited() {
    const person = await addPerson(web);
    const path = await invite(web, clock, person);
    const visitor = new Visitor(web);
    return { person, path, visitor, page: await visitor.open(path) };
  }

  it('leads to a password, a second factor, recovery codes and a session, in this order', async () => {
    const { visitor, path, person, page } = await invited();
    expect(page.body).toContain(person.signInName);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const chosen = await visitor.send(path, choice);
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/sign-in/set-up']);
    expect(await visitor.isSignedIn()).toBe(false);
    const setUp = await visitor.open('/sign-in/set-up');
    expect(setUp.body).toContain('<svg');
    const shown = await visitor.send('/sign-in/set-up', { code: codeOf(secretOn(setUp), clock) });
    expect(codesOn(shown)).toHaveLength(10);
    expect(await visitor.isSignedIn()).toBe(true);
    expect(web.log.join('')).not.toContain(path.slice('/invitation/'.length));
  });

  it('works once', async () => {
    const path = await invite(web, clock, await addPerson(web));
    const [first, second] = [new Visitor(web), new Visitor(web)];
    for (const visitor of [first, second]) await visitor.open(path);
    expect((await first.send(path, choice)).status).toBe(303);
    expect((await second.send(path, choice)).status).toBe(404);
    expect((await second.open(path)).status).toBe(404);
  });

  it('is over after seven days', async () => {
    const path = await invite(web, clock, await addPerson(web));
    clock.pass({ hours: 7 * 24, seconds: -1 });
    expect((await web.ask(path)).status).toBe(200);
    clock.pass({ seconds: 1 });
    expect((await web.ask(path)).status).toBe(404);
  });

  it('is over when the person is invited anew, and refused to whoever has an account', async () => {
    const person = await addPerson(web);
    const [first, second] = [await invite(web, clock, person), await invite(web, clock, person)];
    expect((await web.ask(first)).status).toBe(404);
    expect((await web.ask(second)).status).toBe(200);
    const known = await LocalPerson.make(web, clock);
    await expect(invite(web, clock, known.person)).rejects.toThrow('has an account already');
  });

  it.each([
    ['short words', 'at least 12 characters'],
    ['Password123456', 'among the first that are guessed'],
    ['x'.repeat(129), 'at most 128 characters'],
  ])('does not take the password %s', async (password, words) => {
    const { visitor, path } = await invited();
    const refused = await visitor.send(path, { password, passwordAgain: password });
    expect([refused.status, refused.body.includes(words)]).toEqual([422, true]);
    expect((await visitor.open(path)).status).toBe(200);
  });

  it('does not take the sign-in name, or two passwords that differ', async () => {
    const { visitor, path, person } = await invited();
    const name = person.signInName.toUpperCase();
    expect((await visitor.send(path, { password: name, passwordAgain: name })).body).toContain('not your sign-in name');
    expect((await visitor.send(path, { password: PASSWORD, passwordAgain: 'x' })).body).toContain('are not the same');
  });

  it('that stops after the password leaves an account that nobody enters without a second factor', async () => {
    const { visitor, path, person } = await invited();
    await visitor.send(path, choice);
    const later = new Visitor(web);
    await later.open('/sign-in');
    const answer = await later.send('/sign-in', { signInName: person.signInName, password: PASSWORD });
    expect(answer.headers.get('location')).toBe('/sign-in/set-up');
    expect((await later.open('/sign-in/code')).status).toBe(303);
    expect(await later.isSignedIn()).toBe(false);
  });
});

describe('the own account', () => {
  const NEW_PASSWORD = 'four herons on a ladder';
  const choice = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };

  it('changes its password with both factors, and ends the other sessions at once', async () => {
    const local = await LocalPerson.make(web, clock);
    const [elsewhere, here] = [await local.signedIn(web), await local.signedIn(web)];
    await here.open('/account/password');
    const withoutCode = { ...choice, currentPassword: PASSWORD, code: '' };
    expect((await here.send('/account/password', withoutCode)).status).toBe(422);
    const withoutPassword = { ...choice, currentPassword: 'wrong', code: local.code() };
    expect((await here.send('/account/password', withoutPassword)).status).toBe(422);
    const changed = await here.send('/account/password', { ...choice, currentPassword: PASSWORD, code: local.code() });
    expect([changed.status, changed.headers.get('location')]).toEqual([303, '/account']);
    expect([await here.isSignedIn(), await elsewhere.isSignedIn()]).toEqual([true, false]);
    expect((await local.password(new Visitor(web))).status).toBe(422);
    expect((await local.password(new Visitor(web), NEW_PASSWORD)).status).toBe(303);
  });

  it('makes new recovery codes, and the old ones open nothing', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = await local.signedIn(web);
    await visitor.open('/account/recovery-codes');
    const shown = await visitor.send('/account/recovery-codes', { currentPassword: PASSWORD, code: local.code() });
    const [fresh = ''] = codesOn(shown);
    const next = await local.atCode(web);
    expect((await next.send('/sign-in/code', { code: local.recoveryCodes[0] ?? '' })).status).toBe(422);
    expect((await next.send('/sign-in/code', { code: fresh })).status).toBe(303);
  });

  it('sets its second factor up anew, and the old one is worth nothing then', async () => {
    const local = await LocalPerson.make(web, clock);
    const [elsewhere, here] = [await local.signedIn(web), await local.signedIn(web)];
    await here.open('/account/second-factor');
    await here.send('/account/second-factor', { currentPassword: PASSWORD, code: local.code() });
    const fresh = secretOn(await here.open('/sign-in/set-up'));
    expect(fresh).not.toBe(local.totpSecret);
    expect((await here.send('/sign-in/set-up', { code: codeOf(fresh, clock) })).status).toBe(200);
    clock.pass({ seconds: 30 });
    expect([await here.isSignedIn(), await elsewhere.isSignedIn()]).toEqual([true, false]);
    const next = await local.atCode(web);
    expect((await next.send('/sign-in/code', { code: local.code() })).status).toBe(422);
    expect((await next.send('/sign-in/code', { code: codeOf(fresh, clock) })).status).toBe(303);
  });

  it('of the demonstration has no password to change', async () => {
    const visitor = new Visitor(web);
    await visitor.signIn();
    expect((await visitor.open('/account')).body).not.toContain('Change your password');
    expect((await visitor.open('/account/password')).status).toBe(404);
  });
});

describe('what is stored', () => {
  it('holds no secret, code or password that could be read', async () => {
    const local = await LocalPerson.make(web, clock);
    const stored = await withClient(web.database.superuserUrl, async (client) => {
      const accounts = await client.query('SELECT a::text AS row FROM local_account a');
      const codes = await client.query('SELECT c::text AS row FROM recovery_code c');
      return JSON.stringify([accounts.rows, codes.rows]);
    });
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const secret of [PASSWORD, local.totpSecret, ...local.recoveryCodes]) {
      expect(stored).not.toContain(secret);
      expect(stored).not.toContain(hex(secret));
    }
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
});
