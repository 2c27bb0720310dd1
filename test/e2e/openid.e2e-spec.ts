import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '#domain/time';
import { CLIENT, TENANT, TestIssuer } from '../support/issuer.js';
import { LocalPerson, TEST_KEY, addPerson, invite } from '../support/local-person.js';
import type { TestPerson } from '../support/local-person.js';
import { withClient } from '../support/postgres.js';
import { TestClock } from '../support/test-clock.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

const PUBLIC_URL = 'https://homeward.test';
const clock = new TestClock(instantOf(new Date()));
let issuer: TestIssuer;
let web: TestWeb;

beforeAll(async () => {
  issuer = await TestIssuer.start(`${PUBLIC_URL}/sign-in/openid/callback`);
  const openId = { issuer: issuer.url, clientId: CLIENT.id, clientSecret: CLIENT.secret, tenant: TENANT };
  const signIn = { key: TEST_KEY, openId: { ...openId, publicUrl: PUBLIC_URL } };
  web = await createTestWeb({ web: { now: clock.now, signIn } });
}, 60_000);
afterEach(() => {
  issuer.forgery = null;
});
afterAll(async () => {
  await web.close();
  await issuer.stop();
});

const here = (address: string) => address.slice(PUBLIC_URL.length);

/** Goes to the issuer and signs in there; gives the address that it sends the browser back to. */
async function visitIssuer(visitor: Visitor, from = '/sign-in/openid'): Promise<string> {
  const left = await visitor.open(from);
  expect(left.status).toBe(303);
  return here(await issuer.visit(left.headers.get('location') ?? ''));
}

async function signIn(visitor: Visitor): Promise<Answer> {
  return visitor.open(await visitIssuer(visitor));
}

/** A person who followed an invitation by way of the issuer. */
async function linkedPerson(subject: string): Promise<TestPerson> {
  issuer.subject = subject;
  const person = await addPerson(web);
  const visitor = new Visitor(web);
  const path = await invite(web, clock, person);
  expect((await visitor.open(path)).body).toContain('Sign in with your organisation');
  const answer = await visitor.open(await visitIssuer(visitor, `${path}/openid`));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  expect(await visitor.isSignedIn()).toBe(true);
  expect((await visitor.open(path)).status).toBe(404);
  return person;
}

const lastReason = () =>
  withClient(web.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ reason: string; outcome: string; address: string }>(
      `SELECT reason, outcome, address FROM deployment_event WHERE action = 'SignInAttempt' ORDER BY id DESC LIMIT 1`,
    );
    return rows[0];
  });

/** Refused in the same words whatever was wrong, without a session, on record. */
async function expectRefused(visitor: Visitor, answer: Answer, reason: RegExp): Promise<void> {
  expect([answer.status, answer.body.includes('did not work, and nothing was changed')]).toEqual([403, true]);
  expect(await visitor.isSignedIn()).toBe(false);
  expect(await lastReason()).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(reason) });
}

describe('signing in with an issuer', () => {
  it('begins a session of the person who is linked', async () => {
    const person = await linkedPerson('good');
    const visitor = new Visitor(web);
    expect((await signIn(visitor)).headers.get('location')).toBe('/');
    expect((await visitor.open('/account')).body).toContain(person.displayName);
    expect(await lastReason()).toMatchObject({ outcome: 'done', reason: 'openid' });
  });

  it('asks for a code with PKCE, state and nonce, each new', async () => {
    const addresses = await Promise.all(
      [1, 2].map(async () => new URL((await web.ask('/sign-in/openid')).headers.get('location') ?? '')),
    );
    for (const { searchParams } of addresses)
      expect(Object.fromEntries(searchParams)).toMatchObject({
        ...{ response_type: 'code', code_challenge_method: 'S256', scope: 'openid' },
        redirect_uri: `${PUBLIC_URL}/sign-in/openid/callback`,
      });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(new Set(addresses.map(({ searchParams }) => searchParams.get(name))).size).toBe(2);
  });

  it('refuses a subject that is linked to nobody, and names no account', async () => {
    issuer.subject = 'nobody-here';
    const visitor = new Visitor(web);
    const answer = await signIn(visitor);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('no account here belongs to it');
    expect(answer.body).not.toContain('nobody-here');
    expect(await visitor.isSignedIn()).toBe(false);
    expect(await lastReason()).toMatchObject({ outcome: 'refused', reason: 'openid unknown-subject' });
  });

  it('takes nobody for somebody else by the address for mail', async () => {
    const person = await linkedPerson('with-mail');
    issuer.subject = 'stranger';
    issuer.forgery = { claims: { email: person.signInName, preferred_username: person.signInName } };
    const visitor = new Visitor(web);
    expect((await signIn(visitor)).body).toContain('no account here belongs to it');
  });

  it('accepts a key that the issuer has changed', async () => {
    await linkedPerson('rotated');
    await signIn(new Visitor(web));
    await issuer.rotateKey();
    const visitor = new Visitor(web);
    expect((await signIn(visitor)).headers.get('location')).toBe('/');
    expect(await visitor.isSignedIn()).toBe(true);
  });

  it('leaves neither code nor state in the log', async () => {
    await linkedPerson('logged');
    const visitor = new Visitor(web);
    const back = await visitIssuer(visitor);
    await visitor.open(back);
    const query = new URL(back, PUBLIC_URL).searchParams;
    for (const name of ['code', 'state']) expect(web.log.join('')).not.toContain(query.get(name));
  });
});

describe('an answer of an issuer', () => {
  it.each([
    ['signed by somebody else', { signedBy: 'stranger' }, /OAUTH/],
    ['signed with the secret that the client knows', { alg: 'HS256' }, /OAUTH/],
    ['not signed', { alg: 'none' }, /OAUTH/],
    ['with another nonce', { claims: { nonce: 'another' } }, /OAUTH/],
    ['for another audience', { claims: { aud: 'another' } }, /OAUTH/],
    ['from another issuer', { claims: { iss: 'https://issuer.test' } }, /OAUTH/],
    ['of another tenant', { claims: { tid: '6f1e9c1c-7e0a-4c6e-8f0b-000000000002' } }, /wrong-tenant/],
    ['of no tenant', { claims: { tid: '' } }, /wrong-tenant/],
    ['that is over', { claims: { exp: 1_700_000_000 } }, /OAUTH/],
  ] as const)('%s is refused', async (_, forgery, reason) => {
    await linkedPerson(`forged ${reason.source} ${JSON.stringify(forgery)}`);
    issuer.forgery = forgery;
    const visitor = new Visitor(web);
    await expectRefused(visitor, await signIn(visitor), reason);
    issuer.forgery = null;
    expect((await signIn(visitor)).headers.get('location')).toBe('/');
  });

  it('is read once', async () => {
    await linkedPerson('replayed');
    const visitor = new Visitor(web);
    const left = await visitor.open('/sign-in/openid');
    const step = visitor.cookie('homeward_step');
    const back = here(await issuer.visit(left.headers.get('location') ?? ''));
    expect((await visitor.open(back)).headers.get('location')).toBe('/');
    const thief = new Visitor(web);
    thief.takeCookie(step);
    await expectRefused(thief, await thief.open(back), /no-step/);
  });

  it('is taken from the browser that asked, and from no other', async () => {
    await linkedPerson('other browser');
    const back = await visitIssuer(new Visitor(web));
    const without = new Visitor(web);
    await expectRefused(without, await without.open(back), /no-step/);
    const victim = new Visitor(web);
    await visitIssuer(victim);
    await expectRefused(victim, await victim.open(back), /OAUTH/);
  });

  it('with a code that was used already is refused', async () => {
    await linkedPerson('used code');
    const first = new Visitor(web);
    const used = new URL(await visitIssuer(first), PUBLIC_URL);
    expect((await first.open(used.pathname + used.search)).status).toBe(303);
    const second = new Visitor(web);
    const fresh = new URL(await visitIssuer(second), PUBLIC_URL);
    fresh.searchParams.set('code', used.searchParams.get('code') ?? '');
    await expectRefused(second, await second.open(fresh.pathname + fresh.search), /OAUTH/);
  });

  it('that names another issuer is refused before its code goes anywhere', async () => {
    await linkedPerson('mixed up');
    const visitor = new Visitor(web);
    const back = new URL(await visitIssuer(visitor), PUBLIC_URL);
    expect(back.searchParams.get('iss')).toBe(issuer.url);
    back.searchParams.set('iss', 'https://issuer.test');
    await expectRefused(visitor, await visitor.open(back.pathname + back.search), /OAUTH/);
  });

  it('that came too late is refused', async () => {
    await linkedPerson('late');
    const visitor = new Visitor(web);
    const back = await visitIssuer(visitor);
    clock.pass({ minutes: 10 });
    await expectRefused(visitor, await visitor.open(back), /no-step/);
  });
});

describe('linking an identity', () => {
  it('is refused to one that belongs to somebody else, and leaves the invitation open', async () => {
    await linkedPerson('taken');
    const path = await invite(web, clock, await addPerson(web));
    const visitor = new Visitor(web);
    await expectRefused(visitor, await visitor.open(await visitIssuer(visitor, `${path}/openid`)), /linked-already/);
    expect((await visitor.open(path)).status).toBe(200);
  });

  it('is refused when the invitation was followed in between', async () => {
    issuer.subject = 'too slow';
    const person = await addPerson(web);
    const first = await invite(web, clock, person);
    const visitor = new Visitor(web);
    const back = await visitIssuer(visitor, `${first}/openid`);
    await invite(web, clock, person);
    await expectRefused(visitor, await visitor.open(back), /invitation-over/);
  });

  it('is not offered to whoever has an account with a password', async () => {
    const local = await LocalPerson.make(web, clock);
    await expect(invite(web, clock, local.person)).rejects.toThrow('has an account already');
  });
});
