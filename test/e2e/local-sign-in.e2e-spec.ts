import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LOCK_MINUTES, MOST_FAILURES_OF_ACCOUNT, MOST_FAILURES_OF_ADDRESS } from '#access';
import { LocalPerson, PASSWORD, TEST_KEY, addPerson } from '../support/local-person.js';
import { withoutToken } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { TestClock } from '../support/test-clock.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

const clock = new TestClock();
let web: TestWeb;

beforeAll(async () => {
  web = await createTestWeb({ web: { now: clock.now, signIn: { key: TEST_KEY, openId: null } } });
});
// Attempts of other tests do not lock this one out: their time is over.
beforeEach(() => clock.pass({ minutes: 2 * LOCK_MINUTES + 1 }));
afterAll(() => web.close());

const deploymentEvents = (where: string) =>
  withClient(web.database.superuserUrl, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      `SELECT outcome, actor, person_id, reason, sought_hash, address FROM deployment_event WHERE ${where} ORDER BY id`,
    );
    return rows;
  });

describe('signing in', () => {
  it('asks for the password, then for a code, then begins a session', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = new Visitor(web);
    expect((await local.password(visitor)).headers.get('location')).toBe('/sign-in/code');
    expect(await visitor.isSignedIn()).toBe(false);
    await visitor.open('/sign-in/code');
    const answer = await visitor.send('/sign-in/code', { code: local.code() });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(await visitor.isSignedIn()).toBe(true);
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
      return withoutToken(answer.body).replaceAll(name, 'NAME');
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
    const visitor = await local.atCode(web);
    clock.pass({ minutes: 10 });
    const answer = await visitor.send('/sign-in/code', { code: local.code() });
    expect(answer.headers.get('location')).toBe('/sign-in');
    expect(await visitor.isSignedIn()).toBe(false);
  });
});

describe('a code', () => {
  it('is taken once', async () => {
    const local = await LocalPerson.make(web, clock);
    const [first, second] = [await local.atCode(web), await local.atCode(web)];
    const code = local.code();
    expect((await first.send('/sign-in/code', { code })).status).toBe(303);
    expect((await second.send('/sign-in/code', { code })).status).toBe(422);
    expect(await second.isSignedIn()).toBe(false);
  });

  it('is taken once when it is sent twice at the same moment', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitors = await Promise.all(Array.from({ length: 4 }, () => local.atCode(web)));
    const code = local.code();
    const answers = await Promise.all(visitors.map((visitor) => visitor.send('/sign-in/code', { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
  });

  it('that set the second factor up does not sign in again', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = await local.atCode(web);
    expect((await visitor.send('/sign-in/code', { code: local.code(-1) })).status).toBe(422);
  });

  it.each([
    [-2, 422],
    [-1, 303],
    [0, 303],
    [1, 303],
    [2, 422],
  ])('of a clock that is %i steps off answers %i', async (steps, status) => {
    const local = await LocalPerson.make(web, clock);
    clock.pass({ minutes: 3 });
    const visitor = await local.atCode(web);
    expect((await visitor.send('/sign-in/code', { code: local.code(steps) })).status).toBe(status);
  });

  it('can be a recovery code, each once, however it is typed', async () => {
    const local = await LocalPerson.make(web, clock);
    const [code = '', other = ''] = local.recoveryCodes;
    expect((await (await local.atCode(web)).send('/sign-in/code', { code: ` ${code.toUpperCase()} ` })).status).toBe(
      303,
    );
    expect((await (await local.atCode(web)).send('/sign-in/code', { code })).status).toBe(422);
    expect((await (await local.atCode(web)).send('/sign-in/code', { code: other.replaceAll('-', '') })).status).toBe(
      303,
    );
  });

  it('is no use to somebody else', async () => {
    const [local, other] = [await LocalPerson.make(web, clock), await LocalPerson.make(web, clock)];
    for (const code of [other.code(), other.recoveryCodes[0] ?? ''])
      expect((await (await local.atCode(web)).send('/sign-in/code', { code })).status).toBe(422);
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
    const local = await LocalPerson.make(web, clock);
    for (let number = 0; number < MOST_FAILURES_OF_ADDRESS; number += 1)
      expect((await tryWrong(`stranger${number}@council.test`, 1)).map(isLocked)).toEqual([false]);
    expect(isLocked((await tryWrong(local.person.signInName, 1, PASSWORD))[0])).toBe(true);
    clock.pass({ minutes: LOCK_MINUTES });
    expect((await tryWrong(local.person.signInName, 1, PASSWORD))[0]?.status).toBe(303);
  });

  it('of codes lock the account too, and many at once try no more of them than one after the other', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = await local.atCode(web);
    const right = new Set([-1, 0, 1].map((steps) => local.code(steps)));
    const wrong = Array.from({ length: 20 }, (_, index) => String(100_000 + index)).filter((code) => !right.has(code));
    const answers = await Promise.all(wrong.map((code) => visitor.send('/sign-in/code', { code })));
    const tried = answers.filter((answer) => !isLocked(answer));
    expect(tried).toHaveLength(MOST_FAILURES_OF_ACCOUNT);
    expect(isLocked(await visitor.send('/sign-in/code', { code: local.code() }))).toBe(true);
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('are forgotten once both factors were right', async () => {
    const local = await LocalPerson.make(web, clock);
    await tryWrong(local.person.signInName, MOST_FAILURES_OF_ACCOUNT - 1);
    await local.signIn(new Visitor(web));
    expect((await tryWrong(local.person.signInName, 1)).map(isLocked)).toEqual([false]);
  });
});
