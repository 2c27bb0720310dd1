import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SUTTON } from '../support/service.js';
import { bodies, fields, hostile } from '../support/hostile.js';
import { askRaw } from '../support/raw-http.js';
import type { RawAnswer } from '../support/raw-http.js';
import { addressOf, withRoutes } from '../support/routes.js';
import type { Route } from '../support/routes.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let routes: readonly Route[];
let visitor: Visitor;
let key: string;

beforeAll(async () => {
  const started = await withRoutes(() => createTestWeb());
  ({ value: web, routes } = started);
  visitor = new Visitor(web);
  await visitor.signIn();
  key = await web.issueKey('HARBOUR');
}, 60_000);
afterAll(() => web.close());

interface Sent {
  readonly route: Route;
  readonly parameter: string;
  readonly query: string;
  readonly body: { readonly type: string; readonly text: string };
  readonly as: 'nobody' | 'person' | 'machine';
  readonly accept: string;
  readonly isFromForm: boolean;
}

async function send(sent: Sent): Promise<RawAnswer> {
  const { route, query, body } = sent;
  const token = sent.isFromForm && !route.url.includes('sign-out') ? `&_csrf=${encodeURIComponent(visitor.token)}` : '';
  const isForm = body.type.startsWith('application/x-www');
  const bytes = Buffer.from(route.method === 'GET' ? '' : `${body.text}${isForm ? token : ''}`);
  const head = [
    `${route.method} ${addressOf(route, sent.parameter)}?${query} HTTP/1.1`,
    ...['host: localhost', `accept: ${sent.accept}`, `content-length: ${bytes.length}`],
    ...(bytes.length > 0 && body.type !== '' ? [`content-type: ${body.type}`] : []),
    ...(sent.as === 'person' ? [`cookie: ${visitor.jar()}`] : []),
    ...(sent.as === 'machine' ? [`authorization: Bearer ${key}`] : []),
  ];
  return askRaw(web.url, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]));
}

const returns = `/api/v1/provider-returns?authority=${SUTTON}`;

describe('a request that is made to break something', () => {
  const get = (path: string, ...head: readonly string[]) =>
    askRaw(web.url, [`GET ${path} HTTP/1.1`, 'host: localhost', ...head, '', ''].join('\r\n'));
  const asPerson = (path: string) => get(path, `cookie: ${visitor.jar()}`);

  it.each([
    ['the same parameter twice', `/api/v1/worklist?authority=${SUTTON}&authority=E09000001`, 400],
    ['a parameter as a list', `/api/v1/worklist?authority[]=${SUTTON}`, 400],
    ['a parameter of the prototype', '/api/v1/worklist?__proto__[authority]=E09000001', 400],
    ['a NUL in the query', '/api/v1/reports/mace/2025-10?cutOff=%00', 400],
    ['a NUL in the path', '/api/v1/reports/mace/2025-10%00', 400],
    ['invalid UTF-8 in the path', '/api/v1/reports/mace/%FF%FE', 400],
    ['a NUL in a query that nobody reads', '/sign-in?x=%00', 400],
    ['a NUL in a name', '/sign-in?%00=x', 400],
    ['invalid UTF-8 in the query', '/api/v1/worklist?authority=%FF%FE', 403],
    ['a parameter of the path that is very long', `/api/v1/reports/mace/${'x'.repeat(3_000)}`, 400],
    ['a query that is very long', `/api/v1/worklist?authority=${'x'.repeat(12_000)}`, 403],
    ['an address that is too long for a head', `/${'x'.repeat(20_000)}`, 431],
    ['a month beyond all calendars', '/api/v1/reports/mace/275760-09', 400],
    ['a way out of the folder of files', '/assets/../package.json', 404],
    ['a way out in percent signs', '/assets/..%2f..%2fpackage.json', 404],
    ['a way out in percent signs twice', '/assets/%252e%252e%252fpackage.json', 404],
    ['a way out by backslashes', '/assets/..%5c..%5cpackage.json', 404],
    ['an address with a server', 'http://localhost/api/v1/nowhere', 404],
    ['an address of another server', 'http://example.org/api/v1/nowhere', 404],
    ['an address without a slash', 'worklist', 400],
  ])('by %s is refused with a problem', async (_, path, status) => {
    const answer = await asPerson(path);
    const isPage = /content-type: text\/html/.test(answer.head);
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.stringContaining(isPage ? 'govuk-heading-l' : 'urn:homeward:problem:'),
    ]);
  });

  it.each([
    ['a prototype', 201, '{"format":1,"rows":[{"provider_ref":"X","__proto__":{"isAdmin":true}}]}'],
    ['a constructor', 422, '{"format":1,"rows":[],"constructor":{"prototype":{"isAdmin":true}}}'],
    ['a NUL', 422, '{"format":1,"rows":[{"provider_ref":"a\\u0000b"}]}'],
    ['half a character', 422, '{"format":1,"rows":[{"provider_ref":"\\ud800"}]}'],
    ['brackets without end', 422, '['.repeat(100_000)],
    ['bytes that are not UTF-8', 422, Buffer.from([0x7b, 0xff, 0xfe])],
  ])('by %s in a return gives %i and changes no object of ours', async (_, status, body) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = await web.ask(returns, { method: 'POST', headers, body });
    expect([answer.status, answer.body]).toEqual([status, expect.not.stringContaining('node_modules')]);
    expect({}).not.toHaveProperty('isAdmin');
  });

  it('cannot put a line of its own into the head of a redirect', async () => {
    const answers = [
      await asPerson('/reports/mace?%0d%0aset-cookie:x=1'),
      await get('/worklist?x=%0d%0aset-cookie:x=1'),
    ];
    for (const { head } of answers) expect(head).not.toMatch(/set-cookie: ?x=1/i);
    for (const { status } of answers) expect([302, 303, 400]).toContain(status);
  });

  it('of a program that changes something needs a key, also where its address names a server', async () => {
    const head = [`POST http://localhost${returns} HTTP/1.1`, 'host: localhost', `cookie: ${visitor.jar()}`];
    const answer = await askRaw(
      web.url,
      [...head, 'content-type: text/csv', 'content-length: 1', '', 'x'].join('\r\n'),
    );
    expect([answer.status, answer.head]).toEqual([401, expect.stringContaining('application/problem+json')]);
  });

  it('is not led to another site by the host that it names', async () => {
    const { head } = await get('/worklist', 'x-forwarded-host: example.org');
    expect(head).toMatch(/\r\nlocation: \/sign-in\r\n/);
  });
});

describe('whatever is sent to any route', () => {
  it('is answered, never with a fault of our own and never with what the inside looks like', async () => {
    const sent: fc.Arbitrary<Sent> = fc.record({
      route: fc.constantFrom(...routes),
      parameter: hostile.filter((text) => !text.includes(' ')),
      query: fc.oneof(fields, fc.constantFrom(`authority=${SUTTON}`, `authority=${SUTTON}&period=2025-10`, '')),
      body: bodies,
      as: fc.constantFrom('nobody', 'person', 'machine'),
      accept: fc.constantFrom('*/*', 'text/html', 'application/json', ';;q=,,', 'x'.repeat(300)),
      isFromForm: fc.boolean(),
    });
    const property = fc.asyncProperty(sent, async (each) => {
      const answer = await send(each);
      const isReady = each.route.url === '/health/ready';
      expect(isReady ? 200 : answer.status).toBeGreaterThanOrEqual(200);
      expect(answer.status).toBeLessThan(500);
      expect(answer.head).not.toMatch(/\r\nset-cookie: ?x=1/i);
      expect(answer.body).not.toMatch(/node_modules|\.ts:\d|\.js:\d|SELECT |QueryFailed|ECONN/);
    });
    await fc.assert(property, { numRuns: 1_500, interruptAfterTimeLimit: 45_000 });
    expect(Object.prototype).not.toHaveProperty('isAdmin');
    expect((await visitor.open('/account')).status).toBe(200);
    expect(web.log.filter((line) => line.includes('"failed"'))).toEqual([]);
  }, 120_000);
});
