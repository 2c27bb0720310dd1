import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { grantOf, isRole, maySeeChild, roles } from '#domain/access';
import type { Action, Role, Viewer } from '#domain/access';
import { accessOfRoutes } from '../support/access-of-routes.js';
import type { HandledRoute } from '../support/access-of-routes.js';
import { ELSEWHERE, insertChildrenInEachState, restoreChildren } from '../support/children-in-each-state.js';
import type { ChildInState } from '../support/children-in-each-state.js';
import { insertRows } from '../support/hanging-tables.js';
import { HOW_TO_ADD, isMeantToBeOpen, targetOfRoute } from '../support/route-targets.js';
import { addressOf, withRoutes } from '../support/routes.js';
import type { Route } from '../support/routes.js';
import { SUTTON } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

/** Served by the framework itself; what it gives is public. */
const withoutController = ['/api/v1/openapi.json'];

type Asker = Role | 'nobody';
type Expected = 'let in' | 'refused' | 'let in or refused' | 'let in or not found' | 'sent to sign in' | 'not found';

/** One request of the matrix: a route with its parameters filled in, and what has to come of it. */
interface Trial {
  readonly target: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly expected: Expected;
}

let web: TestWeb;
let superuser: Client;
let routes: readonly Route[];
let handled: readonly HandledRoute[];
let children: readonly ChildInState[];
let viewers: ReadonlyMap<Role, Viewer & { readonly name: string }>;
let submissions: readonly { readonly target: string; readonly id: string }[];
const visitors = new Map<Asker, Visitor>();

beforeAll(async () => {
  ({ value: web, routes } = await withRoutes(() => createTestWeb({ months: 1 })));
  handled = accessOfRoutes(web.app);
  superuser = await connect(web.database.superuserUrl);
  viewers = await readViewers();
  const providers = await superuser.query<{ code: string; id: string }>('SELECT code, id FROM provider');
  const providerOf = (code: string) => providers.rows.find((row) => row.code === code)?.id ?? '';
  const worker = viewers.get('social_worker');
  children = await insertChildrenInEachState(superuser, {
    ...{ worker: worker?.personId ?? '', team: worker?.team ?? '' },
    ...{ harbour: providerOf('HARBOUR'), northway: providerOf('NORTHWAY') },
  });
  submissions = await insertSubmissions(providerOf('HARBOUR'), providerOf('NORTHWAY'));
  for (const [role, { name }] of viewers) if (role !== 'machine') visitors.set(role, await signedIn(name));
  visitors.set('machine', new Visitor(web, { authorization: `Bearer ${await web.issueKey('HARBOUR')}` }));
  const nobody = new Visitor(web);
  await nobody.open('/sign-in');
  visitors.set('nobody', nobody);
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await web.close();
});

async function signedIn(name: string): Promise<Visitor> {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  await visitor.open('/permissions');
  return visitor;
}

/** One person of each role, as their memberships say. */
async function readViewers() {
  const { rows } = await superuser.query<{
    role: string;
    name: string;
    personId: string;
    providerId: string | null;
    team: string | null;
  }>(
    `SELECT m.role, p.display_name AS name, p.id AS "personId", m.provider_id AS "providerId", m.team
     FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN provider o ON o.id = m.provider_id
     WHERE m.authority = $1 AND (o.code IS NULL OR o.code = 'HARBOUR')`,
    [SUTTON],
  );
  const harbour = rows.find(({ providerId }) => providerId !== null)?.providerId ?? null;
  const nobodyYet = { authority: SUTTON, reach: 'none' as const, fields: [] };
  const found = new Map<Role, Viewer & { readonly name: string }>();
  for (const { role, ...row } of rows) if (isRole(role)) found.set(role, { ...nobodyYet, ...row });
  found.set('machine', { ...nobodyYet, name: 'machine', personId: null, providerId: harbour, team: null });
  return found;
}

async function insertSubmissions(own: string, other: string) {
  const rows = [
    { target: 'own', authority: SUTTON, provider_id: own },
    { target: 'other provider', authority: SUTTON, provider_id: other },
    { target: 'other authority', authority: ELSEWHERE, provider_id: own },
  ].map((row) => ({ ...row, id: randomUUID() }));
  await insertRows(
    superuser,
    'submission',
    rows.map(({ authority, provider_id, id }) => ({
      ...{ authority, provider_id, id, format: 'csv', received_at: '2025-10-01T12:00:00Z', received_by: 'test' },
      ...{
        judged_at: '2025-10-01T12:00:00Z',
        byte_count: 2,
        content_sha256: '\\x01',
        row_count: 0,
        applied_at: '2025-10-01T12:00:00Z',
      },
    })),
  );
  await insertRows(
    superuser,
    'submission_file',
    rows.map(({ authority, id }) => ({ authority, submission_id: id, content: Buffer.from('provider_ref\n') })),
  );
  return [...rows, { target: 'absent', id: randomUUID() }];
}

const actionsOf = ({ access }: HandledRoute): readonly Action[] =>
  access === null || access.isOpen ? [] : access.anyOf;
const isForMachines = (url: string) => url.startsWith('/api/');

/** What becomes of somebody at the door of a route, before any record is asked for. */
function atTheDoor(asker: Asker, route: HandledRoute): Expected {
  const isChangeByPerson = isForMachines(route.url) && route.method !== 'GET' && asker !== 'machine';
  if (asker === 'nobody' || isChangeByPerson) return 'sent to sign in';
  // A machine sends no form of ours.
  if (asker === 'machine' && !isForMachines(route.url) && route.method !== 'GET') return 'refused';
  const permitted = actionsOf(route).map((action) => grantOf(asker, action) !== null);
  if (!permitted.includes(true)) return 'refused';
  // Of several actions the first is what the address asks for by itself.
  return permitted[0] === true ? 'let in' : 'let in or refused';
}

function seesChild(asker: Asker, route: HandledRoute, { facts }: ChildInState): boolean {
  const viewer = asker === 'nobody' ? undefined : viewers.get(asker);
  if (!viewer || asker === 'nobody' || facts === null) return false;
  const grant = actionsOf(route).flatMap((action) => grantOf(asker, action) ?? [])[0];
  return grant !== undefined && maySeeChild({ ...viewer, ...grant }, facts);
}

/** Whoever accounts for what all providers of the authority sent. */
function reachesAll(asker: Asker, route: HandledRoute): boolean {
  return asker !== 'nobody' && actionsOf(route).some((action) => grantOf(asker, action)?.reach === 'authority');
}

/** People of the demonstration sign in without a password, so that they have none to change; who signs out everywhere is out. */
function ofOwn({ method, url }: HandledRoute, door: Expected): Expected {
  if (door !== 'let in') return door;
  if (url === '/account/sign-out-everywhere') return 'sent to sign in';
  const isSecret = ['/account/password', '/account/recovery-codes', '/account/second-factor'].includes(url);
  return isSecret ? (method === 'GET' ? 'not found' : 'let in or not found') : door;
}

/** Only a page can ask why a restricted record is opened, so that a program never gets one. */
function isShown(asker: Asker, route: HandledRoute, child: ChildInState): boolean {
  const isOpened = !isForMachines(route.url) || child.facts?.restriction.length === 0;
  return isOpened && seesChild(asker, route, child);
}

async function trialsOf(asker: Asker, route: HandledRoute): Promise<readonly Trial[]> {
  const door = atTheDoor(asker, route);
  if (!route.url.includes(':')) return [{ target: 'no record', parameters: {}, expected: ofOwn(route, door) }];
  const target = targetOfRoute(route.url);
  const found = (isThere: boolean): Expected => (door !== 'let in' ? door : isThere ? 'let in' : 'not found');
  switch (target?.kind) {
    case undefined:
      // The test of parameters says so, once.
      return [];
    case 'child':
    case 'episode':
      return children.map((child) => ({
        target: child.state,
        parameters: { id: target.kind === 'child' ? child.childId : child.episodeId, episodeId: child.episodeId },
        expected: found(isShown(asker, route, child)),
      }));
    case 'submission':
      return submissions.map(({ target: of, id }) => ({
        target: of,
        parameters: { id },
        expected: found(of === 'own' || (of === 'other provider' && reachesAll(asker, route))),
      }));
    case 'record':
      return (await recordsOf(target)).flatMap(({ target: of, id }) =>
        of === 'own' && route.method !== 'GET'
          ? []
          : [{ target: of, parameters: { id }, expected: found(of === 'own') }],
      );
    case 'personal':
      return [{ target: 'absent', parameters: { id: randomUUID() }, expected: found(false) }];
    case 'alike':
      return children.map(({ state, childId }) => ({ target: state, parameters: { id: childId }, expected: door }));
    case 'value':
      return [{ target: target.value, parameters: {}, expected: door }];
  }
}

async function recordsOf({
  table,
  where = 'true',
}: {
  readonly table: string;
  readonly where?: string;
}): Promise<readonly { target: string; id: string }[]> {
  const { rows } = await superuser.query<{ target: string; id: string }>(
    `SELECT DISTINCT ON (authority = $1) CASE WHEN authority = $1 THEN 'own' ELSE 'other authority' END AS target, id FROM ${table} WHERE ${where} ORDER BY authority = $1, id`,
    [SUTTON],
  );
  return [...rows, { target: 'absent', id: randomUUID() }];
}

function addressOfTrial(route: HandledRoute, { parameters, target }: Trial): string {
  const path = route.url.replaceAll(/:(\w+)/g, (_, name: string) => parameters[name] ?? target);
  return isForMachines(route.url) ? `${path}?authority=${SUTTON}` : path;
}

async function ask(asker: Asker, route: HandledRoute, trial: Trial): Promise<Answer> {
  const visitor = visitors.get(asker);
  if (!visitor) throw new Error(`${asker} is not there.`);
  const path = addressOfTrial(route, trial);
  if (route.method === 'GET') return visitor.open(path);
  const headers = { authorization: '', 'content-type': 'application/json' };
  if (isForMachines(path) && asker !== 'machine')
    return web.ask(path, { method: route.method, headers: { 'content-type': headers['content-type'] }, body: '{}' });
  if (isForMachines(path))
    return web.ask(path, {
      method: route.method,
      headers: { ...headers, authorization: `Bearer ${await web.issueKey('HARBOUR')}` },
      body: '{}',
    });
  await restoreChildren(superuser, children);
  return visitor.post(path, { _csrf: visitor.token });
}

function outcomeOf({ status, headers }: Answer): Expected | number {
  if (status === 401 || (status === 303 && headers.get('location') === '/sign-in')) return 'sent to sign in';
  if (status === 403) return 'refused';
  if (status === 404) return 'not found';
  return status < 500 ? 'let in' : status;
}

/** What an answer says, without what is different each time. */
function wordsOf({ status, body }: Answer, { parameters }: Trial): string {
  const text = Object.values(parameters).reduce((rest, value) => rest.replaceAll(value, ''), body);
  return `${status} ${text.replaceAll(/name="_csrf" value="[^"]*"/g, '')}`;
}

/** Every way in which the routes deviate from the table of permissions for somebody. */
async function deviationsFor(asker: Asker): Promise<readonly string[]> {
  const deviations: string[] = [];
  for (const route of handled.filter(({ access }) => access?.isOpen === false)) {
    const hidden = new Map<string, string>();
    for (const trial of await trialsOf(asker, route)) {
      const answer = await ask(asker, route, trial);
      const outcome = outcomeOf(answer);
      // A form that is not filled in may be answered before its record is looked for, if it is for every record.
      const isJudgedFirst =
        route.method !== 'GET' && trial.expected === 'not found' && [400, 422].includes(answer.status);
      const isExpected = trial.expected.split(' or ').includes(String(outcome));
      if (!isExpected && !isJudgedFirst) {
        deviations.push(
          `${route.method} ${route.url} as ${asker} on ${trial.target}: ${answer.status}, not ${trial.expected}`,
        );
      }
      if (trial.expected === 'not found') hidden.set(wordsOf(answer, trial), trial.target);
    }
    if (hidden.size > 1)
      deviations.push(`${route.method} ${route.url} as ${asker}: not alike for ${[...hidden.values()].join(', ')}`);
    await stayIn(asker, route);
  }
  return deviations;
}

/** A form of the own account may have ended the session. */
async function stayIn(asker: Asker, route: HandledRoute): Promise<void> {
  const isAccount = route.method !== 'GET' && actionsOf(route).includes('account.use');
  if (!isAccount || asker === 'nobody' || asker === 'machine') return;
  visitors.set(asker, await signedIn(viewers.get(asker)?.name ?? ''));
}

describe('the matrix of routes and roles', () => {
  it('knows every route of the router, and every route says who may use it', () => {
    const known = new Set(handled.map(({ method, url }) => `${method} ${url}`));
    const unknown = routes.filter(
      ({ method, url }) => !known.has(`${method} ${url}`) && !withoutController.includes(url),
    );
    expect(unknown).toEqual([]);
    const registered = new Set(routes.map(({ method, url }) => `${method} ${url}`));
    expect([...known].filter((route) => !registered.has(route))).toEqual([]);
    expect(handled.filter(({ access }) => access === null).map(({ handler }) => handler)).toEqual([]);
    expect(known.size).toBeGreaterThan(10);
  });

  it('opens to all what is meant to be open, and nothing else', () => {
    const mistaken = handled.filter(({ access, url }) => (access?.isOpen ?? true) !== isMeantToBeOpen(url));
    expect(mistaken.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
  });

  it('knows what the parameters of every route name', () => {
    const unknown = handled.filter(({ url }) => url.includes(':') && targetOfRoute(url) === null);
    if (unknown.length > 0)
      throw new Error(`${unknown.map(({ method, url }) => `${method} ${url}`).join(', ')}: ${HOW_TO_ADD}`);
  });

  it('has somebody of every role', () => {
    expect(roles.filter((role) => !viewers.has(role))).toEqual([]);
    expect(roles.filter((role) => !visitors.has(role))).toEqual([]);
  });

  it.each([...roles, 'nobody'] as const)(
    'is the table of permissions for %s, whatever the record',
    async (asker) => {
      expect(await deviationsFor(asker)).toEqual([]);
    },
    120_000,
  );

  it('fails nobody on what is open to all, and shows no child there', async () => {
    const nobody = visitors.get('nobody');
    for (const route of handled.filter(({ access, method }) => access?.isOpen === true && method === 'GET')) {
      const target = targetOfRoute(route.url);
      const answer = await nobody?.open(addressOf(route, target?.kind === 'value' ? target.value : ''));
      expect([route.url, (answer?.status ?? 500) < 500]).toEqual([route.url, true]);
      expect(children.filter(({ childId }) => answer?.body.includes(childId))).toEqual([]);
    }
  });
});
