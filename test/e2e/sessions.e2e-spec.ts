import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from '#access';
import { LocalPerson, TEST_KEY } from '../support/local-person.js';
import { signedIn as signIn } from '../support/pages.js';
import { TestClock } from '../support/test-clock.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const clock = new TestClock();
let web: TestWeb;

beforeAll(async () => {
  web = await createTestWeb({ web: { now: clock.now, signIn: { key: TEST_KEY, openId: null } } });
}, 60_000);
afterAll(() => web.close());

const valueOf = (cookie: string) => cookie.split(';')[0] ?? '';
const signedIn = (name?: string) => signIn(web, name);

describe('a session', () => {
  it('ends when nothing was heard of it for half an hour, and every request counts', async () => {
    const visitor = await signedIn();
    for (let time = 0; time < 3; time += 1) {
      clock.pass({ minutes: SESSION_IDLE_MINUTES, seconds: -1 });
      expect(await visitor.isSignedIn()).toBe(true);
    }
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    expect(await visitor.isSignedIn()).toBe(false);
    expect((await visitor.open('/worklist')).headers.get('location')).toBe('/sign-in');
  });

  it('ends after twelve hours however busy it is', async () => {
    const visitor = await signedIn();
    for (let passed = 0; passed < SESSION_HOURS * 60 - 20; passed += 20) {
      clock.pass({ minutes: 20 });
      expect(await visitor.isSignedIn()).toBe(true);
    }
    clock.pass({ minutes: 20, seconds: -1 });
    expect(await visitor.isSignedIn()).toBe(true);
    clock.pass({ seconds: 1 });
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('is kept open by the address that the warning asks, and by nothing once it is over', async () => {
    const visitor = await signedIn();
    clock.pass({ minutes: 25 });
    expect((await visitor.open('/session/stay')).status).toBe(204);
    clock.pass({ minutes: 25 });
    expect(await visitor.isSignedIn()).toBe(true);
    clock.pass({ minutes: SESSION_IDLE_MINUTES });
    expect((await visitor.open('/session/stay')).status).toBe(303);
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('has another secret at each sign-in, and the one before is over', async () => {
    const visitor = await signedIn();
    const first = visitor.cookie('homeward_session');
    await visitor.signIn();
    const second = visitor.cookie('homeward_session');
    expect(valueOf(second)).not.toBe(valueOf(first));
    visitor.takeCookie(first);
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('is never the one that somebody planted before signing in', async () => {
    const local = await LocalPerson.make(web, clock);
    const planted = 'homeward_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    const victim = new Visitor(web);
    victim.takeCookie(planted);
    await local.signIn(victim);
    expect(valueOf(victim.cookie('homeward_session'))).not.toBe(planted);
    const attacker = new Visitor(web);
    attacker.takeCookie(planted);
    expect(await attacker.isSignedIn()).toBe(false);
  });

  it('has nothing to do with the secret of the step before it', async () => {
    const local = await LocalPerson.make(web, clock);
    const visitor = new Visitor(web);
    await local.password(visitor);
    const step = valueOf(visitor.cookie('homeward_step')).split('=')[1] ?? '';
    expect(step).not.toBe('');
    await visitor.open('/sign-in/code');
    await visitor.send('/sign-in/code', { code: local.code() });
    expect(valueOf(visitor.cookie('homeward_session'))).not.toContain(step);
    const other = new Visitor(web);
    other.takeCookie(`homeward_session=${step}`);
    other.takeCookie(`homeward_step=${step}`);
    expect(await other.isSignedIn()).toBe(false);
    expect((await other.open('/sign-in/code')).status).toBe(303);
  });

  it('ends everywhere at once', async () => {
    const [here, elsewhere, somebodyElse] = [
      await signedIn(),
      await signedIn(),
      await signedIn('social worker, Sutton'),
    ];
    expect((await here.open('/account')).body.match(/govuk-tag">this one/g)).toHaveLength(1);
    await here.send('/account/sign-out-everywhere');
    expect([await here.isSignedIn(), await elsewhere.isSignedIn()]).toEqual([false, false]);
    expect(await somebodyElse.isSignedIn()).toBe(true);
  });

  it('stays over when its cookie is kept after signing out', async () => {
    const visitor = await signedIn();
    const kept = visitor.cookie('homeward_session');
    await visitor.send('/sign-out');
    visitor.takeCookie(kept);
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('is bound to this host over https', async () => {
    const visitor = new Visitor(web, { 'x-forwarded-proto': 'https' });
    await visitor.signIn();
    expect(visitor.cookie('__Host-homeward_session')).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await visitor.isSignedIn()).toBe(true);
  });
});
