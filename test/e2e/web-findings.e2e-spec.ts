import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checks } from '#domain/submissions';
import { systemContext } from '#persistence';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { FAULTLESS, browserOfSuite, describeInBrowser, faultsOf, inEachWidth, signInOn } from '../support/browser.js';
import { SUTTON } from '../support/service.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

interface Sent {
  readonly submission: string;
  readonly held: number;
  readonly findings: readonly { readonly code: string; readonly value?: string; readonly message: string }[];
}

let web: TestWeb;

beforeAll(async () => {
  web = await createTestWeb();
}, 60_000);
afterAll(() => web.close());

async function visitor(name: string): Promise<Visitor> {
  const who = new Visitor(web);
  await who.signIn(name);
  return who;
}

async function send(provider: string, cells: Readonly<Record<string, string>>): Promise<Sent> {
  const headers = { authorization: `Bearer ${await web.issueKey(provider)}`, 'content-type': 'application/json' };
  const path = `/api/v1/provider-returns?authority=${SUTTON}&period=2025-10`;
  const answer = await web.ask(path, { method: 'POST', headers, body: aProviderReturn(aReturnRow(cells)) });
  expect(answer.status).toBe(201);
  return JSON.parse(answer.body) as Sent;
}

const codesOf = ({ findings }: Pick<Sent, 'findings'>) => findings.map(({ code }) => code);

describe('the page of what findings mean', () => {
  it('lists every code with an address of its own, for people of the council and of providers alike', async () => {
    for (const name of ['social worker, Sutton', 'interviewer, HARBOUR']) {
      const { status, body } = await (await visitor(name)).open('/findings');
      expect(status).toBe(200);
      for (const { code } of checks) expect(body).toContain(`<section id="${code}"`);
    }
  });

  it('is not shown to somebody who has not signed in', async () => {
    const { status, body } = await web.ask('/findings');
    expect(status).not.toBe(200);
    expect(body).not.toContain('PR-101');
  });
});

describeInBrowser('the page of what findings mean, in a browser', () => {
  const browser = browserOfSuite();

  inEachWidth(browser, (window) => {
    it('has no fault of accessibility and no overflow', async () => {
      const { page } = window();
      await signInOn(page, web.url, 'commissioner, Sutton');
      await page.goto(`${web.url}/findings#PR-101`);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
    });
  });
});

describe('a finding that rests on what another provider told', () => {
  it('is read by the council; the sender learns that the row is taken in and no more', async () => {
    await send('NORTHWAY', { provider_ref: 'N-1' });
    const sent = await send('HARBOUR', { provider_ref: 'H-1', missing_at: '2025-10-06T19:00:00Z' });
    expect(sent).toMatchObject({ new: 1, held: 0 });
    expect(codesOf(sent)).toEqual([]);
    const path = `/api/v1/provider-returns/${sent.submission}/findings?authority=${SUTTON}`;
    const headers = { authorization: `Bearer ${await web.issueKey('HARBOUR')}` };
    const again = JSON.parse((await web.ask(path, { headers })).body) as Sent;
    expect(codesOf(again)).toEqual([]);
    const council = await web.service.returns.find(systemContext(SUTTON, 'test'), sent.submission, 'council');
    if (!council) throw new Error('The submission is not there.');
    expect(codesOf(council)).toEqual(['PR-401']);
  });
});

describe('a finding about a cell', () => {
  it('shows what stands there, shortened', async () => {
    const { findings } = await send('HARBOUR', {
      provider_ref: 'H-2',
      child_id: 'C2',
      found_at: `=x${' y'.repeat(40)}`,
    });
    expect(findings).toMatchObject([{ code: 'PR-020', value: expect.stringMatching(/^=x( y)+ …$/) }]);
    expect(findings[0]?.value).toHaveLength(40);
  });
});
