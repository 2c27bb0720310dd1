import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCK_MINUTES, MOST_FAILURES_OF_ACCOUNT, MOST_FAILURES_OF_ADDRESS } from '#access';
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
import type { Answer, TestWeb } from '../support/web.js';

const clock = new TestClock();
let web: TestWeb;

beforeAll(async () => {
  web = await createTestWeb({ web: { now: clock.now, signIn: { key: TEST_KEY, openId: null } } });
}, 60_000);
afterAll(() => web.close());

const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account')).status === 200;

/** Attempts of other tests do not lock this one out: their time is over. */
const beyondLocks = () => clock.pass({ minutes: 2 * LOCK_MINUTES + 1 });

/** A page without what is new in every answer. */
const withoutToken = ({ body }: Answer) => body.replaceAll(/name="_csrf" value="[^"]+"/g, '');

const deploymentEvents = (where: string) =>
  withClient(web.database.superuserUrl, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      `SELECT outcome, actor, person_id, reason, sought_hash, address FROM deployment_event WHERE ${where} ORDER BY id`,
    );
    return rows;
  });

describe('an invitation', () => {
  it('leads to a password, a second factor, recovery codes and a session, in this order', async () => {
    const person = await addPerson(web);
    const visitor = new Visitor(web);
    const path = await invite(web, clock, person);
    const page = await visitor.open(path);
    expect(page.body).toContain(person.signInName);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const chosen = await visitor.send(path, { password: PASSWORD, passwordAgain: PASSWORD });
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/sign-in/set-up']);
    expect(await isSignedIn(visitor)).toBe(false);
    const setUp = await visitor.open('/sign-in/set-up');
    expect(setUp.body).toContain('<svg');
    const shown = await visitor.send('/sign-in/set-up', { code: codeOf(secretOn(setUp), clock) });
    expect(codesOn(shown)).toHaveLength(10);
    expect(await isSignedIn(visitor)).toBe(true);
    expect(web.log.join('')).not.toContain(path.slice('/invitation/'.length));
  });

  it('works once', async () => {
    const path = await invite(web, clock, await addPerson(web));
    const [first, second] = [new Visitor(web), new Visitor(web)];
    for (const visitor of [first, second]) await visitor.open(path);
    const choice = { password: PASSWORD, passwordAgain: PASSWORD };
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
    const path = await invite(web, clock, await addPerson(web));
    const visitor = new Visitor(web);
    await visitor.open(path);
    const refused = await visitor.send(path, { password, passwordAgain: password });
    expect([refused.status, refused.body.includes(words)]).toEqual([422, true]);
    expect((await visitor.open(path)).status).toBe(200);
  });

  it('does not take the sign-in name, or two passwords that differ', async () => {
    const person = await addPerson(web);
    const path = await invite(web, clock, person);
    const visitor = new Visitor(web);
    await visitor.open(path);
    const name = person.signInName.toUpperCase();
    expect((await visitor.send(path, { password: name, passwordAgain: name })).body).toContain('not your sign-in name');
    expect((await visitor.send(path, { password: PASSWORD, passwordAgain: 'x' })).body).toContain('are not the same');
  });

  it('that stops after the password leaves an account that nobody enters without a second factor', async () => {
    const person = await addPerson(web);
    const path = await invite(web, clock, person);
    const visitor = new Visitor(web);
    await visitor.open(path);
    await visitor.send(path, { password: PASSWORD, passwordAgain: PASSWORD });
    const later = new Visitor(web);
    await later.open('/sign-in');
    const answer = await later.send('/sign-in', { signInName: person.signInName, password: PASSWORD });
    expect(answer.headers.get('location')).toBe('/sign-in/set-up');
    expect((await later.open('/sign-in/code')).status).toBe(303);
    expect(await isSignedIn(later)).toBe(false);
  });
});

describe('signing in', () => {
  it('asks for the password, then for a code, then begins a session', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = new Visitor(web);
    expect((await local.password(visitor)).headers.get('location')).toBe('/sign-in/code');
    expect(await isSignedIn(visitor)).toBe(false);
    await visitor.open('/sign-in/code');
    const answer = await visitor.send('/sign-in/code', { code: local.code() });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(await isSignedIn(visitor)).toBe(true);
    const events = await deploymentEvents(`person_id = '${local.person.id}' AND action = 'SignInAttempt'`);
    expect(events.slice(-2).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['done', 'password'],
      ['done', 'code'],
    ]);
  });

  it('takes the name however it is written', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = new Visitor(web);
    await visitor.open('/sign-in');
    const signInName = ` ${local.person.signInName.toUpperCase()} `;
    expect((await visitor.send('/sign-in', { signInName, password: PASSWORD })).status).toBe(303);
  });

  it('answers an unknown name like a wrong password, and one who has no password like both', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const unable = await addPerson(web);
    const answers: Answer[] = [];
    for (const signInName of [local.person.signInName, unable.signInName, 'person0@council.test']) {
      const visitor = new Visitor(web);
      await visitor.open('/sign-in');
      answers.push(await visitor.send('/sign-in', { signInName, password: 'wrong' }));
    }
    const pages = answers.map((answer, index) => {
      const name = [local.person.signInName, unable.signInName, 'person0@council.test'][index] ?? '';
      return withoutToken(answer).replaceAll(name, 'NAME');
    });
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(new Set(pages).size).toBe(1);
    const [unknown] = await deploymentEvents(`reason = 'unknown-name' ORDER BY id DESC LIMIT 1 --`);
    expect(unknown).toMatchObject({ outcome: 'refused', actor: 'nobody', person_id: null, address: '127.0.0.1' });
    expect(unknown?.['sought_hash']).toHaveLength(32);
  });

  it('leaves no name, password or code in the log', async () => {
    const local = await LocalPerson.make(web, clock);
    await local.signIn(new Visitor(web));
    const log = web.log.join('');
    for (const typed of [local.person.signInName, PASSWORD, local.totpSecret, ...local.recoveryCodes])
      expect(log).not.toContain(typed);
  });

  it('goes no further after ten minutes', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = new Visitor(web);
    await local.password(visitor);
    await visitor.open('/sign-in/code');
    clock.pass({ minutes: 10 });
    const answer = await visitor.send('/sign-in/code', { code: local.code() });
    expect(answer.headers.get('location')).toBe('/sign-in');
    expect(await isSignedIn(visitor)).toBe(false);
  });
});

describe('a code', () => {
  const atCode = async (local: LocalPerson) => {
    const visitor = new Visitor(web);
    await local.password(visitor);
    await visitor.open('/sign-in/code');
    return visitor;
  };

  it('is taken once', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const [first, second] = [await atCode(local), await atCode(local)];
    const code = local.code();
    expect((await first.send('/sign-in/code', { code })).status).toBe(303);
    expect((await second.send('/sign-in/code', { code })).status).toBe(422);
    expect(await isSignedIn(second)).toBe(false);
  });

  it('is taken once when it is sent twice at the same moment', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const visitors = await Promise.all(Array.from({ length: 4 }, () => atCode(local)));
    const code = local.code();
    const answers = await Promise.all(visitors.map((visitor) => visitor.send('/sign-in/code', { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
  });

  it('that set the second factor up does not sign in again', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const visitor = await atCode(local);
    expect((await visitor.send('/sign-in/code', { code: local.code(-1) })).status).toBe(422);
  });

  it.each([
    [-2, 422],
    [-1, 303],
    [0, 303],
    [1, 303],
    [2, 422],
  ])('of a clock that is %i steps off answers %i', async (steps, status) => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    clock.pass({ minutes: 3 });
    const visitor = await atCode(local);
    expect((await visitor.send('/sign-in/code', { code: local.code(steps) })).status).toBe(status);
  });

  it('can be a recovery code, each once, however it is typed', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const [code = '', other = ''] = local.recoveryCodes;
    expect((await (await atCode(local)).send('/sign-in/code', { code: ` ${code.toUpperCase()} ` })).status).toBe(303);
    expect((await (await atCode(local)).send('/sign-in/code', { code })).status).toBe(422);
    expect((await (await atCode(local)).send('/sign-in/code', { code: other.replaceAll('-', '') })).status).toBe(303);
  });

  it('is no use to somebody else', async () => {
    beyondLocks();
    const [local, other] = [await LocalPerson.make(web, clock), await LocalPerson.make(web, clock)];
    for (const code of [other.code(), other.recoveryCodes[0] ?? ''])
      expect((await (await atCode(local)).send('/sign-in/code', { code })).status).toBe(422);
  });
});

describe('too many attempts', () => {
  const tryWrong = async (signInName: string, times: number, password = 'wrong') => {
    const visitor = new Visitor(web);
    const answers: Answer[] = [];
    await visitor.open('/sign-in');
    for (let time = 0; time < times; time += 1) answers.push(await visitor.send('/sign-in', { signInName, password }));
    return answers;
  };
  const isLocked = ({ body }: Answer | undefined = { body: '' } as Answer) => body.includes('too many attempts');

  it('lock an account, known or not, for a time, even for the right password', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    for (const name of [local.person.signInName, 'nobody@council.test']) {
      const answers = await tryWrong(name, MOST_FAILURES_OF_ACCOUNT + 1);
      expect(answers.map(isLocked)).toEqual([false, false, false, false, false, true]);
      expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422]);
    }
    expect(isLocked((await tryWrong(local.person.signInName, 1, PASSWORD))[0])).toBe(true);
    clock.pass({ minutes: LOCK_MINUTES, seconds: -1 });
    expect(isLocked((await tryWrong(local.person.signInName, 1, PASSWORD))[0])).toBe(true);
    clock.pass({ seconds: 1 });
    expect((await tryWrong(local.person.signInName, 1, PASSWORD))[0]?.status).toBe(303);
    const events = await deploymentEvents(`person_id = '${local.person.id}' AND outcome = 'refused'`);
    expect(events.map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: MOST_FAILURES_OF_ACCOUNT }, () => 'wrong-password'),
      'locked',
      'locked',
      'locked',
    ]);
  });

  it('lock an address out, whatever the accounts', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    for (let number = 0; number < MOST_FAILURES_OF_ADDRESS; number += 1)
      expect((await tryWrong(`stranger${number}@council.test`, 1)).map(isLocked)).toEqual([false]);
    expect(isLocked((await tryWrong(local.person.signInName, 1, PASSWORD))[0])).toBe(true);
    clock.pass({ minutes: LOCK_MINUTES });
    expect((await tryWrong(local.person.signInName, 1, PASSWORD))[0]?.status).toBe(303);
  });

  it('of codes lock the account too, and many at once try no more of them than one after the other', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const visitor = new Visitor(web);
    await local.password(visitor);
    await visitor.open('/sign-in/code');
    const right = new Set([-1, 0, 1].map((steps) => local.code(steps)));
    const wrong = Array.from({ length: 20 }, (_, index) => String(100_000 + index)).filter((code) => !right.has(code));
    const answers = await Promise.all(wrong.map((code) => visitor.send('/sign-in/code', { code })));
    const tried = answers.filter((answer) => !isLocked(answer));
    expect(tried).toHaveLength(MOST_FAILURES_OF_ACCOUNT);
    expect(isLocked(await visitor.send('/sign-in/code', { code: local.code() }))).toBe(true);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  it('are forgotten once both factors were right', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    await tryWrong(local.person.signInName, MOST_FAILURES_OF_ACCOUNT - 1);
    await local.signIn(new Visitor(web));
    expect((await tryWrong(local.person.signInName, 1)).map(isLocked)).toEqual([false]);
  });
});

describe('the own account', () => {
  const NEW_PASSWORD = 'four herons on a ladder';
  const choice = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };

  it('changes its password with both factors, and ends the other sessions at once', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const [here, elsewhere] = [new Visitor(web), new Visitor(web)];
    await local.signIn(elsewhere);
    await local.signIn(here);
    await here.open('/account/password');
    const withoutCode = { ...choice, currentPassword: PASSWORD, code: '' };
    expect((await here.send('/account/password', withoutCode)).status).toBe(422);
    const withoutPassword = { ...choice, currentPassword: 'wrong', code: local.code() };
    expect((await here.send('/account/password', withoutPassword)).status).toBe(422);
    const changed = await here.send('/account/password', { ...choice, currentPassword: PASSWORD, code: local.code() });
    expect([changed.status, changed.headers.get('location')]).toEqual([303, '/account']);
    expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([true, false]);
    expect((await local.password(new Visitor(web))).status).toBe(422);
    expect((await local.password(new Visitor(web), NEW_PASSWORD)).status).toBe(303);
  });

  it('makes new recovery codes, and the old ones open nothing', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const visitor = new Visitor(web);
    await local.signIn(visitor);
    await visitor.open('/account/recovery-codes');
    const shown = await visitor.send('/account/recovery-codes', { currentPassword: PASSWORD, code: local.code() });
    const [fresh = ''] = codesOn(shown);
    const next = new Visitor(web);
    await local.password(next);
    await next.open('/sign-in/code');
    expect((await next.send('/sign-in/code', { code: local.recoveryCodes[0] ?? '' })).status).toBe(422);
    expect((await next.send('/sign-in/code', { code: fresh })).status).toBe(303);
  });

  it('sets its second factor up anew, and the old one is worth nothing then', async () => {
    beyondLocks();
    const local = await LocalPerson.make(web, clock);
    const [here, elsewhere] = [new Visitor(web), new Visitor(web)];
    await local.signIn(elsewhere);
    await local.signIn(here);
    await here.open('/account/second-factor');
    await here.send('/account/second-factor', { currentPassword: PASSWORD, code: local.code() });
    const fresh = secretOn(await here.open('/sign-in/set-up'));
    expect(fresh).not.toBe(local.totpSecret);
    expect((await here.send('/sign-in/set-up', { code: codeOf(fresh, clock) })).status).toBe(200);
    clock.pass({ seconds: 30 });
    expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([true, false]);
    const next = new Visitor(web);
    await local.password(next);
    await next.open('/sign-in/code');
    expect((await next.send('/sign-in/code', { code: local.code() })).status).toBe(422);
    expect((await next.send('/sign-in/code', { code: codeOf(fresh, clock) })).status).toBe(303);
  });

  it.each(['a new second factor', 'a recovery code'])(
    'ends what was being set up elsewhere with the use of %s',
    async (what) => {
      beyondLocks();
      const local = await LocalPerson.make(web, clock);
      const [here, elsewhere] = [new Visitor(web), new Visitor(web)];
      await local.signIn(here);
      await local.signIn(elsewhere);
      const setUp = async (visitor: Visitor) => {
        await visitor.open('/account/second-factor');
        await visitor.send('/account/second-factor', { currentPassword: PASSWORD, code: local.code() });
        clock.pass({ seconds: 30 });
        return secretOn(await visitor.open('/sign-in/set-up'));
      };
      const theirs = await setUp(elsewhere);
      if (what === 'a recovery code') {
        await local.password(here);
        await here.open('/sign-in/code');
        expect((await here.send('/sign-in/code', { code: local.recoveryCodes[0] ?? '' })).status).toBe(303);
      } else {
        const mine = await setUp(here);
        expect((await here.send('/sign-in/set-up', { code: codeOf(mine, clock) })).status).toBe(200);
      }
      const late = await elsewhere.send('/sign-in/set-up', { code: codeOf(theirs, clock) });
      expect([late.status, late.headers.get('location')]).toEqual([303, '/sign-in']);
    },
  );

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
