import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SUTTON } from '../support/service.js';
import { askRaw } from '../support/raw-http.js';
import { addressOf, withRoutes } from '../support/routes.js';
import type { Route } from '../support/routes.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

const ID = '0199d2a4-0000-7000-8000-000000000000';
const MONTH = '2025-10';

let web: TestWeb;
let routes: readonly Route[];
let visitor: Visitor;

beforeAll(async () => {
  const started = await withRoutes(() => createTestWeb());
  ({ value: web, routes } = started);
  visitor = new Visitor(web);
  await visitor.signIn();
}, 60_000);
afterAll(() => web.close());

/** Every page and document that the router knows, with the address of one that there could be. */
function addresses(): readonly string[] {
  const found = routes.filter(({ method }) => method === 'GET');
  return found.flatMap((route) =>
    route.url.includes(':') ? [addressOf(route, ID), addressOf(route, MONTH)] : [route.url],
  );
}

async function answers(): Promise<readonly (readonly [string, Answer])[]> {
  const all: [string, Answer][] = [];
  for (const address of [...addresses(), '/nowhere', '/api/v1/nowhere']) {
    all.push([`${address} as nobody`, await web.ask(address)]);
    // Signing out is not among the pages that are opened; it is a form.
    all.push([`${address} signed in`, await visitor.open(`${address}?authority=${SUTTON}`)]);
  }
  return all;
}

const strict = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringMatching(/camera=\(\), .*geolocation=\(\), .*microphone=\(\)/),
  'x-robots-tag': 'noindex',
  'content-security-policy': expect.stringContaining("default-src 'none'"),
};

describe('every answer of every route', () => {
  it('is known to these tests from the router', () => {
    expect(routes).toEqual(
      expect.arrayContaining([
        { method: 'GET', url: '/worklist' },
        { method: 'POST', url: '/sign-in' },
        { method: 'POST', url: '/api/v1/provider-returns' },
        { method: 'GET', url: '/api/v1/openapi.json' },
      ]),
    );
  });

  it('carries the strict headers, whatever it is', async () => {
    const all = await answers();
    for (const [address, { headers }] of all)
      expect({ address, ...Object.fromEntries(headers) }).toMatchObject({ address, ...strict });
    expect(all.length).toBeGreaterThan(30);
  });

  it('is kept by nobody, unless it is a file that never changes', async () => {
    for (const [address, { headers, status }] of await answers()) {
      const isFile = address.startsWith('/assets/') && status === 200;
      expect([address, headers.get('cache-control')]).toEqual([
        address,
        isFile ? expect.stringContaining('immutable') : 'no-store',
      ]);
    }
  });

  it('allows nothing inline and nothing from elsewhere, and pages have nothing inline', async () => {
    for (const [address, { headers, body }] of await answers()) {
      const policy = headers.get('content-security-policy') ?? '';
      expect([address, policy]).toEqual([address, expect.not.stringMatching(/unsafe|\*|https?:/)]);
      if (!headers.get('content-type')?.startsWith('text/html') || address.startsWith('/api/')) continue;
      expect([address, body]).toEqual([
        address,
        expect.not.stringMatching(/<style|style=|<script(?! src="\/assets\/)| on\w+=/),
      ]);
    }
  });

  it('says what kind of document it is, in UTF-8', async () => {
    for (const [address, { headers, body }] of await answers()) {
      if (body === '') continue;
      expect([address, headers.get('content-type')]).toEqual([
        address,
        expect.stringMatching(/^(application\/(problem\+)?json|text\/(html|plain|css).*charset=utf-8|image\/svg\+xml)/),
      ]);
    }
  });

  it('asks for https ever after, where it came by https', async () => {
    const https = await web.ask('/sign-in', { headers: { 'x-forwarded-proto': 'https' } });
    expect(https.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect((await web.ask('/sign-in')).headers.has('strict-transport-security')).toBe(false);
  });
});

describe('every form', () => {
  const changing = () =>
    routes.filter(({ method, url }) => !['GET', 'OPTIONS'].includes(method) && !url.startsWith('/api/'));

  it('is refused without its token, and with a token of somebody else', async () => {
    const stranger = new Visitor(web);
    await stranger.open('/sign-in');
    for (const route of changing()) {
      const address = addressOf(route, ID);
      const without = await visitor.post(address, {}, route.method);
      const others = await visitor.post(address, { _csrf: stranger.token }, route.method);
      expect([route, without.status, others.status]).toEqual([route, 403, 403]);
    }
    expect(changing().length).toBeGreaterThanOrEqual(2);
  });

  it.each(['cross-site', 'same-site'])(
    'is refused when the browser says that it comes from a %s page',
    async (site) => {
      const elsewhere = new Visitor(web, { 'sec-fetch-site': site });
      await elsewhere.open('/sign-in');
      for (const route of changing()) {
        const refused = await elsewhere.post(addressOf(route, ID), { _csrf: elsewhere.token }, route.method);
        expect([route, refused.status]).toEqual([route, 403]);
      }
    },
  );

  it('carries its token wherever a page shows one', async () => {
    let shown = 0;
    for (const address of addresses()) {
      const { body } = await visitor.open(address);
      const forms = (body.match(/<form[^]*?<\/form>/g) ?? []).filter((each) => /method="post"/i.test(each));
      for (const form of forms) expect([address, form]).toEqual([address, expect.stringContaining('name="_csrf"')]);
      shown += forms.length;
    }
    expect(shown).toBeGreaterThan(20);
  });
});

describe('an odd request', () => {
  it.each(['TRACE', 'TRACK', 'PROPFIND', 'CONNECT', 'DEBUG', 'OPTIONS', 'DELETE', 'PATCH'])(
    'by the method %s finds nothing',
    async (method) => {
      for (const path of ['/', '/worklist', '/api/v1/worklist', '/assets/x']) {
        const { status, body } = await askRaw(
          web.url,
          `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nx-secret: s3cr3t\r\n\r\n`,
        );
        expect([method, path, [0, 400, 401, 404].includes(status)]).toEqual([method, path, true]);
        expect(body).not.toContain('s3cr3t');
      }
    },
  );
});
