import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { addKnownChildren, lastAudit } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

/** Who looks, by a part of the name, and the children who are not theirs. */
const viewers = [
  ['commissioner, Sutton', ['restricted', 'deleted', 'abroad']],
  ['inspector, Sutton', ['restricted', 'deleted', 'abroad']],
  ['data protection officer, Sutton', ['deleted', 'abroad']],
  ['team manager, Sutton', ['south', 'northway', 'deleted', 'abroad']],
  ['social worker, Sutton', ['restricted', 'south', 'northway', 'deleted', 'abroad']],
  ['placement officer, Sutton', ['own', 'restricted', 'south', 'deleted', 'abroad']],
  ['interviewer, HARBOUR', ['restricted', 'northway', 'deleted', 'abroad']],
  ['manager, NORTHWAY', ['own', 'restricted', 'south', 'deleted', 'abroad']],
  ['performance analyst, Sutton', ['own', 'restricted', 'deleted', 'abroad']],
  ['administrator, Sutton', ['own', 'restricted', 'deleted', 'abroad']],
] as const satisfies readonly (readonly [string, readonly (keyof KnownChildren)[]])[];

const text = 'a text of enough characters';
/** Each way to ask for a child, with a sound form where there is one. */
const routes = [
  ['GET', '', {}],
  ['GET', '/evidence', {}],
  ['GET', '/views', {}],
  ['GET', '/restriction', {}],
  ['GET', '/allocation', {}],
  ['GET', '/third-party/EPISODE', {}],
  ['GET', '/break-glass', {}],
  ['POST', '/opening', { reason: text, page: 'record' }],
  ['POST', '/restriction', { personId: 'PERSON', reason: text }],
  ['POST', '/restriction/lift', { reason: text }],
  ['POST', '/restriction/people', { personId: 'PERSON', reason: text }],
  ['POST', '/restriction/people/remove', { personId: 'PERSON' }],
  [
    'POST',
    '/allocation',
    { team: 'North team (demonstration)', worker: '', fromDay: '1', fromMonth: '11', fromYear: '2025' },
  ],
  ['POST', '/third-party/EPISODE', { information: text }],
  ['POST', '/break-glass', { reason: 'short' }],
] as const;

let web: TestWeb;
let known: KnownChildren;
let episodes: ReadonlyMap<string, string>;

beforeAll(async () => {
  web = await createTestWeb({ authorities: 2 });
  known = await addKnownChildren(web);
  episodes = await withClient(web.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ child_id: string; id: string }>('SELECT child_id, id FROM missing_episode');
    return new Map(rows.map(({ child_id, id }) => [child_id, id]));
  });
}, 60_000);
afterAll(() => web.close());

/** All that an answer says, without what differs from one moment to the next. */
function said({ status, headers, body }: Answer): unknown {
  const kept = [...headers].filter(([name]) => name !== 'date');
  const words = body.replaceAll(/name="_csrf" value="[^"]+"/g, 'token');
  return { status, headers: kept, length: Buffer.byteLength(body), words };
}

/** People of a provider work for both councils here, so the address says which one is meant. */
async function ask(visitor: Visitor, route: (typeof routes)[number], childId: string): Promise<Answer> {
  const [method, path, fields] = route;
  const address = `/children/${childId}${path.replace('EPISODE', episodes.get(childId) ?? newId())}?authority=${SUTTON}`;
  return method === 'GET' ? visitor.open(address) : visitor.post(address, { ...fields, _csrf: visitor.token });
}

describe.each(viewers)('to the %s', (name, notTheirs) => {
  it.each(routes.map((route) => [`${route[0]} /children/:id${route[1]}`, route] as const))(
    'not yours and not there answer alike to %s',
    async (_, route) => {
      const visitor = new Visitor(web);
      await visitor.signIn(name);
      const answer = await ask(visitor, route, newId());
      expect([403, 404]).toContain(route[1] === '/break-glass' && answer.status !== 403 ? 404 : answer.status);
      const absent = said(answer);
      expect(said(await ask(visitor, route, 'S1001'))).toEqual(absent);
      for (const child of notTheirs)
        expect([child, said(await ask(visitor, route, known[child]))]).toEqual([child, absent]);
    },
  );
});

describe('an episode of another child', () => {
  it('is not there below a child that is', async () => {
    const visitor = new Visitor(web);
    await visitor.signIn('commissioner, Sutton');
    const absent = said(await visitor.open(`/children/${known.own}/third-party/${newId()}`));
    expect(absent).toMatchObject({ status: 404 });
    for (const id of [episodes.get(known.restricted) ?? '', episodes.get(known.south) ?? '', 'T1'])
      expect(said(await visitor.open(`/children/${known.own}/third-party/${id}`))).toEqual(absent);
  });
});

describe('a look-up', () => {
  it.each(['commissioner, Sutton', 'social worker, Sutton', 'interviewer, HARBOUR'])(
    'answers the %s alike of a restricted child and of one that is not there',
    async (name) => {
      const visitor = new Visitor(web);
      await visitor.signIn(name);
      const birth = { birthDay: '4', birthMonth: '5', birthYear: '2011' };
      const noBirth = { birthDay: '', birthMonth: '', birthYear: '' };
      const look = async (words: string) => {
        const byId = { councilChildId: words, familyName: '', ...noBirth, _csrf: visitor.token };
        const byName = { councilChildId: '', familyName: `${words}-Sample`, ...birth, _csrf: visitor.token };
        const answers = [await visitor.post('/children', byId), await visitor.post('/children', byName)];
        return JSON.stringify(answers.map(said)).replaceAll(words, '');
      };
      const absent = await look('RESTRICTEX');
      expect(absent).toContain('No child found');
      expect(await look('RESTRICTED')).toBe(absent);
    },
  );
});

describe('breaking the glass with a reason', () => {
  it('answers alike of a deleted child, one of another council and one that is not there', async () => {
    const visitor = new Visitor(web);
    await visitor.signIn('commissioner, Sutton');
    const smash = async (id: string) =>
      said(await visitor.post(`/children/${id}/break-glass`, { reason: text, _csrf: visitor.token }));
    const absent = await smash(newId());
    expect(absent).toMatchObject({ status: 404, words: expect.stringContaining('No record was opened.') });
    for (const id of [known.deleted, known.abroad, 'S1001']) expect(await smash(id)).toEqual(absent);
    expect(await lastAudit(web, 1)).toMatchObject([{ action: 'BreakGlassOpen', outcome: 'refused', reason: text }]);
  });
});

describe('what was asked for in vain', () => {
  it('is on record with the child it would have been', async () => {
    const visitor = new Visitor(web);
    await visitor.signIn('social worker, Sutton');
    for (const [page, action] of [
      ['evidence', 'ChildEvidenceRead'],
      ['views', 'ChildViewsRead'],
    ] as const) {
      await visitor.open(`/children/${known.restricted}/${page}`);
      expect(await lastAudit(web, 1)).toMatchObject([
        { action, outcome: 'refused', item_id: known.restricted, children: [known.restricted] },
      ]);
    }
  });

  it('is on record with the child also where a role may not ask for any', async () => {
    const visitor = new Visitor(web);
    await visitor.signIn('performance analyst, Sutton');
    const episode = episodes.get(known.restricted) ?? '';
    for (const [path, reason] of [
      [`/children/${known.restricted}`, 'child.read'],
      [`/retention/children/${known.restricted}`, 'retention.manage'],
      [`/api/v1/episodes/${episode}`, 'child.read'],
    ] as const) {
      expect((await visitor.open(`${path}?authority=${SUTTON}`)).status).toBe(403);
      expect(await lastAudit(web, 1)).toMatchObject([
        { action: 'AccessRefused', outcome: 'refused', reason, children: [known.restricted] },
      ]);
    }
    await visitor.open(`/children/${known.abroad}`);
    expect(await lastAudit(web, 1)).toMatchObject([{ action: 'AccessRefused', item_id: null, children: [] }]);
  });

  it('is on record of a machine that goes where machines have no business', async () => {
    const machine = new Visitor(web, { authorization: `Bearer ${await web.issueKey('HARBOUR')}` });
    expect((await machine.open(`/children/${known.own}`)).status).toBe(403);
    const attempts = await withClient(web.database.superuserUrl, (client) =>
      client.query(`SELECT FROM deployment_event WHERE action = 'KeyAttempt' AND reason = 'not-for-machines'`),
    );
    expect(attempts.rowCount).toBe(1);
  });
});
