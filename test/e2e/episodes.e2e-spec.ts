import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { NEIGHBOUR } from '../support/two-authorities.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

const sample = readFileSync(join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10.csv'));

let web: TestWeb;
/** The episode of the provider's reference H012, and its child. */
let episode: { readonly id: string; readonly child: string };

beforeAll(async () => {
  web = await createTestWeb({ authorities: 2 });
  await web.service.returns.receive(aReceivedReturn(sample));
  const [row] = await asSuperuser<{ id: string; child: string }>(
    `SELECT e.id, e.child_id AS child FROM missing_episode e JOIN source_reference r ON r.episode_id = e.id WHERE r.ref = 'H012'`,
  );
  if (!row) throw new Error('The sample holds no H012.');
  episode = row;
}, 60_000);
afterAll(() => web.close());

function asSuperuser<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  return withClient(web.database.superuserUrl, async (client) => (await client.query<Row>(sql, [...values])).rows);
}

async function askAs(name: string, id: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  const authority = name.endsWith('City of London') ? NEIGHBOUR : SUTTON;
  return visitor.open(`/api/v1/episodes/${id}?authority=${authority}`, headers);
}

function lastEntry(): Promise<object[]> {
  return asSuperuser(
    `SELECT a.action, a.outcome, a.item_id, a.role, (SELECT array_agg(s.child_id) FROM audit_subject s WHERE s.event_id = a.id) AS children
     FROM audit_event a ORDER BY a.occurred_at DESC, a.id DESC LIMIT 1`,
  );
}

describe('an episode by its id', () => {
  it('is given with its facts, and the look at it is on record', async () => {
    const answer = await askAs('commissioner, Sutton', episode.id);
    expect(answer.json).toMatchObject({
      ...{ id: episode.id, child: 'S1009', refs: ['H012'], provider: 'HARBOUR', type: 'M', end: null },
      returnedAt: { at: '2025-10-20T06:00:00.000Z', timeKnown: true },
    });
    expect(await lastEntry()).toEqual([
      { action: 'EpisodeRead', outcome: 'done', item_id: episode.id, role: 'commissioner', children: [episode.child] },
    ]);
  });

  it('is given to whoever held the interview, and to the service’s other readers of records', async () => {
    for (const name of ['interviewer, HARBOUR', 'data protection officer, Sutton', 'inspector, Sutton'])
      expect([name, (await askAs(name, episode.id)).status]).toEqual([name, 200]);
  });

  it.each(['performance analyst, Sutton', 'MACE member, Sutton', 'board reader, Sutton', 'administrator, Sutton'])(
    'is not for a %s',
    async (name) => {
      expect((await askAs(name, episode.id)).status).toBe(403);
    },
  );

  it('is given to a machine of its provider without who the child is, and to no other', async () => {
    const askAs = async (provider: string, query: string) => {
      const headers = { authorization: `Bearer ${await web.issueKey(provider)}` };
      return web.ask(`/api/v1/episodes/${episode.id}${query}`, { headers });
    };
    const own = await askAs('HARBOUR', `?authority=${SUTTON}`);
    expect(own.json).toMatchObject({ id: episode.id, child: null, refs: ['H012'] });
    expect((await askAs('KESTREL', `?authority=${SUTTON}`)).status).toBe(404);
    expect((await askAs('HARBOUR', '')).status).toBe(400);
  });

  it('is not for somebody who handles the returns of a provider and sees no record', async () => {
    expect((await askAs('data officer, HARBOUR', episode.id)).status).toBe(403);
  });

  it('is as if it were not there for another council, another provider and whom it is not allocated to', async () => {
    for (const name of ['commissioner, City of London', 'interviewer, KESTREL', 'social worker, Sutton']) {
      const [hidden, absent] = [await askAs(name, episode.id), await askAs(name, newId())];
      expect([name, hidden.status, hidden.body]).toEqual([name, 404, absent.body]);
      expect(fieldsWithout(hidden)).toEqual(fieldsWithout(absent));
    }
    expect((await askAs('commissioner, Sutton', 'H012')).status).toBe(404);
  });

  it('leaves on record who asked for it in vain, with its child', async () => {
    await askAs('interviewer, KESTREL', episode.id);
    expect(await lastEntry()).toMatchObject([
      { action: 'EpisodeRead', outcome: 'refused', item_id: episode.id, children: [episode.child] },
    ]);
  });

  it('is not given here once the record is restricted', async () => {
    await asSuperuser('UPDATE child SET is_restricted = true WHERE id = $1', [episode.child]);
    await asSuperuser(
      `INSERT INTO child_admission (authority, id, child_id, person_id, kind, starts_at, reason, created_at, created_by, modified_at, modified_by)
       SELECT $1, $2, $3, id, 'listed', now(), 'test', now(), 'test', now(), 'test' FROM person WHERE sign_in_name = 'commissioner.e09000029'`,
      [SUTTON, newId(), episode.child],
    );
    const answer = await askAs('commissioner, Sutton', episode.id);
    await asSuperuser('UPDATE child SET is_restricted = false WHERE id = $1', [episode.child]);
    expect(answer.status).toBe(404);
  });

  it('has a tag that tells whether what is shown has changed, and nothing of what is not shown', async () => {
    const tag = async () => (await askAs('commissioner, Sutton', episode.id)).headers.get('etag') ?? '';
    const first = await tag();
    const known = await askAs('commissioner, Sutton', episode.id, { 'if-none-match': first });
    expect([known.status, known.body]).toEqual([304, '']);
    await asSuperuser(`UPDATE case_text SET themes = 'other', modified_at = now() WHERE episode_id = $1`, [episode.id]);
    await asSuperuser(`UPDATE missing_episode SET modified_at = now(), modified_by = 'x' WHERE id = $1`, [episode.id]);
    expect(await tag()).toBe(first);
    await asSuperuser(`UPDATE missing_episode SET police_risk = 'high' WHERE id = $1`, [episode.id]);
    expect(await tag()).not.toBe(first);
  });

  it('is not given when the look cannot be put on record', async () => {
    const visitor = new Visitor(web);
    await visitor.signIn();
    await asSuperuser('ALTER TABLE audit_subject RENAME TO audit_subject_away');
    const answer = await visitor.open(`/api/v1/episodes/${episode.id}?authority=${SUTTON}`);
    await asSuperuser('ALTER TABLE audit_subject_away RENAME TO audit_subject');
    expect(answer.status).toBe(503);
    expect(answer.body).not.toContain('S1009');
  });
});

/** All headers but those that differ from answer to answer. */
function fieldsWithout({ headers }: Answer): readonly (readonly [string, string])[] {
  return [...headers].filter(([name]) => name !== 'date');
}
