import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { accessOfRoutes } from '../support/access-of-routes.js';
import { insertChildrenInEachState } from '../support/children-in-each-state.js';
import type { ChildInState } from '../support/children-in-each-state.js';
import { crawl } from '../support/crawl.js';
import type { Page } from '../support/crawl.js';
import { targetOfRoute } from '../support/route-targets.js';
import { SUTTON } from '../support/service.js';
import { readShownChildren } from '../support/shown-children.js';
import type { ShownChildren } from '../support/shown-children.js';
import { connect } from '../support/two-authorities.js';
import { REQUEST_ID, withRequestIds } from '../support/watched-web.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let superuser: Client;
let shown: ShownChildren;
/** The address of every page, for each record that it may be about. */
let starts: readonly string[];
const visitors = new Map<string, Visitor>();
const walks = new Map<string, readonly Walked[]>();

/** A page, or what a form that is sent without a word is answered with. */
interface Walked extends Page {
  readonly method: 'GET' | 'POST';
}

/** So many pages that others link to are opened besides those of every route. */
const MOST_LINKED = 40;

beforeAll(async () => {
  web = await withRequestIds(() => createTestWeb({ months: 2 }));
  superuser = await connect(web.database.superuserUrl);
  const { rows: people } = await superuser.query<{ name: string; role: string; id: string; team: string | null }>(
    `SELECT p.display_name AS name, m.role, p.id, m.team FROM membership m JOIN person p ON p.id = m.person_id
     LEFT JOIN provider o ON o.id = m.provider_id WHERE m.authority = $1 AND (o.code IS NULL OR o.code = 'HARBOUR')`,
    [SUTTON],
  );
  const { rows: providers } = await superuser.query<{ code: string; id: string }>('SELECT code, id FROM provider');
  const providerOf = (code: string) => providers.find((row) => row.code === code)?.id ?? '';
  const worker = people.find(({ role }) => role === 'social_worker');
  const named = {
    worker: worker?.id ?? '',
    team: worker?.team ?? '',
    harbour: providerOf('HARBOUR'),
    northway: providerOf('NORTHWAY'),
  };
  const children = await insertChildrenInEachState(superuser, named);
  starts = await addressesOf('GET', children);
  const forms = await addressesOf('POST', children);
  shown = await readShownChildren(superuser);
  for (const { name } of people) {
    const visitor = new Visitor(web);
    await visitor.signIn(name);
    visitors.set(name, visitor);
  }
  visitors.set('machine', new Visitor(web, { authorization: `Bearer ${await web.issueKey('HARBOUR')}` }));
  visitors.set('nobody', new Visitor(web));
  for (const [name, visitor] of visitors) walks.set(name, await walk(visitor, forms));
}, 400_000);
afterAll(async () => {
  await superuser.end();
  await web.close();
});

/** Opens every page, and then sends every form without a word: it comes back with faults, and with what it is about. */
async function walk(visitor: Visitor, forms: readonly string[]): Promise<readonly Walked[]> {
  const pages = await crawl(visitor, starts, MOST_LINKED);
  const walked: Walked[] = pages.map((page) => ({ ...page, method: 'GET' }));
  for (const path of forms) walked.push({ path, method: 'POST', answer: await visitor.send(path) });
  return walked;
}

/** Forms that end the session of whoever walks, and those of programs. */
const isOwnAccount = (url: string) => /^\/(account|sign-in|sign-out|invitation|api)(\/|$)/.test(url);

/** Every address of the routes of a method, with each record that its parameters may name. */
async function addressesOf(wanted: Walked['method'], children: readonly ChildInState[]): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (const { method, url } of accessOfRoutes(web.app)) {
    if (method !== wanted || (method === 'POST' && isOwnAccount(url))) continue;
    for (const values of await valuesFor(url, children)) {
      const path = url.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? values['id'] ?? '');
      addresses.push(url.startsWith('/api/') ? `${path}?authority=${SUTTON}` : path);
    }
  }
  return addresses;
}

async function valuesFor(
  url: string,
  children: readonly ChildInState[],
): Promise<readonly Readonly<Record<string, string>>[]> {
  const target = url.includes(':') ? targetOfRoute(url) : null;
  switch (target?.kind) {
    case undefined:
      return [{}];
    case 'personal':
      return [];
    case 'child':
    case 'alike':
      return children.map(({ childId, episodeId }) => ({ id: childId, episodeId }));
    case 'episode':
      return children.map(({ episodeId }) => ({ id: episodeId }));
    case 'value':
      return [{ id: target.value }];
    case 'submission':
      return idsOf('submission', 'true');
    case 'record':
      return idsOf(target.table, target.where ?? 'true');
  }
}

async function idsOf(table: string, where: string): Promise<readonly { readonly id: string }[]> {
  return (await superuser.query<{ id: string }>(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 3`)).rows;
}

/** The children whom the log has for one request. */
async function onRecord({ answer }: Page): Promise<ReadonlySet<string>> {
  const { rows } = await superuser.query<{ child_id: string }>(
    `SELECT s.child_id FROM audit_event e JOIN audit_subject s ON s.authority = e.authority AND s.event_id = e.id WHERE e.request_id = $1`,
    [answer.headers.get(REQUEST_ID)],
  );
  return new Set(rows.map(({ child_id }) => child_id));
}

const pagesWithChildren = () =>
  [...walks].flatMap(([name, pages]) =>
    pages
      .filter(({ answer }) => shown.named(answer.body).size > 0 || shown.bearers(answer.body).length > 0)
      .map((page) => ({ name, page })),
  );

describe('every view of a child', () => {
  it('is walked through: several people see children, and each page says which request it answers', () => {
    const seeing = new Set(pagesWithChildren().map(({ name }) => name));
    expect(seeing.size).toBeGreaterThan(5);
    for (const [name, pages] of walks) {
      const opened = new Set(pages.filter(({ method }) => method === 'GET').map(({ path }) => path));
      expect([name, starts.filter((path) => !opened.has(path))]).toEqual([name, []]);
      expect(pages.filter(({ answer }) => answer.headers.get(REQUEST_ID) === null)).toEqual([]);
    }
    expect(pagesWithChildren().filter(({ page }) => page.method === 'POST').length).toBeGreaterThan(5);
  });

  it('is on record for that very request, child by child', async () => {
    const lacking: string[] = [];
    let views = 0;
    for (const { name, page } of pagesWithChildren()) {
      const logged = await onRecord(page);
      const children = [...shown.named(page.answer.body)];
      views += children.length;
      for (const child of children.filter((each) => !logged.has(each)))
        lacking.push(`${page.method} ${page.path} shows ${name} ${child}`);
      const bearers = shown.bearers(page.answer.body).filter((ids) => !ids.some((each) => logged.has(each)));
      for (const ids of bearers)
        lacking.push(`${page.method} ${page.path} shows ${name} the name of ${ids.join(' or ')}`);
    }
    expect(lacking).toEqual([]);
    expect(views).toBeGreaterThan(100);
  });

  it('comes to no page, and to nobody, where there is no log to write it to', async () => {
    const seen = pagesWithChildren();
    await superuser.query('ALTER TABLE audit_event RENAME TO gone');
    try {
      const answers: string[] = [];
      for (const { name, page } of seen) {
        const visitor = visitors.get(name);
        const answer = page.method === 'GET' ? await visitor?.open(page.path) : await visitor?.send(page.path);
        const children = shown.named(answer?.body ?? '').size + shown.bearers(answer?.body ?? '').length;
        answers.push(`${answer?.status ?? 0} with ${children} children`);
      }
      expect(answers.filter((each) => !/^50[03] with 0 children$/.test(each))).toEqual([]);
      expect(answers.length).toBeGreaterThan(5);
    } finally {
      await superuser.query('ALTER TABLE gone RENAME TO audit_event');
    }
  });
});
