import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { SUTTON } from '../support/service.js';
import { linksOn, rowOn, signedIn as signIn, withoutToken } from '../support/pages.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

let web: TestWeb;

const signedIn = (name: string) => signIn(web, name);

async function issue(visitor: Visitor, fields: Readonly<Record<string, string>>) {
  await visitor.open('/keys');
  return visitor.post('/keys', { ...fields, _csrf: visitor.token });
}

const secretOn = (page: string) => /<code>(hw_[0-9a-f]{64})<\/code>/.exec(page)?.[1] ?? '';
const revokeLinks = (page: string) => linksOn(page, /^\/keys\/.+\/revoke/);
const send = (key: string) =>
  web.ask(`/api/v1/provider-returns?authority=${SUTTON}&period=2025-10`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{"format":1,"period":"2025-10","rows":[]}',
  });
const read = (key: string) =>
  web.ask(`/api/v1/provider-returns/${newId()}?authority=${SUTTON}`, { headers: { authorization: `Bearer ${key}` } });

describe('the page of keys', () => {
  beforeAll(async () => {
    web = await createTestWeb();
  }, 60_000);
  afterAll(() => web.close());

  it('lets a provider’s manager issue a key that is shown once and does what its scopes say, and no more', async () => {
    const manager = await signedIn('manager, HARBOUR');
    const issued = await issue(manager, { send: 'returns:send', days: '30' });
    expect(issued.status).toBe(200);
    const sender = secretOn(issued.body);
    expect((await manager.open('/keys')).body).toContain(sender.slice(0, 11));
    expect((await manager.open('/keys')).body).not.toContain(sender);
    expect((await send(sender)).status).toBe(201);
    const refused = await read(sender);
    expect(refused.status).toBe(403);
    expect(refused.json).toMatchObject({
      detail: 'This key lacks the scope returns:read; use one that your manager issued with it.',
    });
    const reader = secretOn((await issue(manager, { read: 'returns:read', days: '30' })).body);
    expect((await read(reader)).status).toBe(404);
    expect((await send(reader)).json).toMatchObject({ status: 403, detail: expect.stringContaining('returns:send') });
    const third = await issue(manager, { read: 'returns:read', days: '30' });
    expect(third.status).toBe(422);
    expect(third.body).toContain('Take one of them back first');
    expect(secretOn(third.body)).toBe('');
  });

  it('keeps what was typed, and says what is wrong with it', async () => {
    const manager = await signedIn('manager, KESTREL');
    const answer = await issue(manager, { days: '366' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('<title>Error: Keys');
    expect(answer.body).toContain('href="#send">Choose at least one thing');
    expect(answer.body).toContain('href="#days">Enter for how many days');
    expect(answer.body).toContain('value="366"');
  });

  it('lets a manager take a key back, and it is refused from the next request on', async () => {
    const manager = await signedIn('manager, NORTHWAY');
    const key = secretOn((await issue(manager, { send: 'returns:send', read: 'returns:read', days: '1' })).body);
    expect((await read(key)).status).toBe(404);
    const [link = ''] = revokeLinks((await manager.open('/keys')).body);
    expect((await manager.open(link)).body).toContain(`Take back the key ${key.slice(0, 11)}…`);
    const answer = await manager.post(link, { _csrf: manager.token });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/keys?authority=${SUTTON}`]);
    expect((await read(key)).status).toBe(401);
    expect((await manager.post(link, { _csrf: manager.token })).status).toBe(404);
  });

  it('lets a council see and take back the keys of its providers, and issue none', async () => {
    const manager = await signedIn('manager, KESTREL');
    const key = secretOn((await issue(manager, { read: 'returns:read', days: '1' })).body);
    const administrator = await signedIn('administrator, Sutton');
    const page = await administrator.open('/keys');
    expect(page.body).toContain('Kestrel (demonstration)');
    expect(page.body).not.toContain('Issue the key');
    expect(
      (await administrator.post('/keys', { send: 'returns:send', days: '1', _csrf: administrator.token })).status,
    ).toBe(409);
    const [link = ''] = revokeLinks(rowOn(page.body, key.slice(0, 11)));
    await administrator.open(link);
    expect((await administrator.post(link, { _csrf: administrator.token })).status).toBe(303);
    expect((await read(key)).status).toBe(401);
  });

  it('answers for another provider’s key as for one that is not there', async () => {
    const manager = await signedIn('manager, HARBOUR');
    const [link = ''] = revokeLinks((await manager.open('/keys')).body);
    const other = await signedIn('manager, KESTREL');
    const absent = link.replace(/[0-9a-f-]{36}/, newId());
    const [foreign, none] = [await other.open(link), await other.open(absent)];
    expect([foreign.status, none.status]).toEqual([404, 404]);
    expect(withoutToken(foreign.body)).toBe(withoutToken(none.body));
    expect((await other.post(link, { _csrf: other.token })).status).toBe(404);
  });

  it.each([
    'commissioner, Sutton',
    'social worker, Sutton',
    'data protection officer, Sutton',
    'data officer, HARBOUR',
    'interviewer, HARBOUR',
  ])('is closed to the %s', async (name) => {
    const visitor = await signedIn(name);
    expect((await visitor.open('/keys')).status).toBe(403);
    expect((await visitor.open('/permissions')).body).not.toContain('href="/keys"');
  });
});
