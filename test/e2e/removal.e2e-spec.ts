import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linksOn, rowOn, signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { NEIGHBOUR, connect } from '../support/two-authorities.js';
import { until } from '../support/until.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

let web: TestWeb;
const signedIn = (name: string) => signIn(web, name);

async function remove(manager: Visitor, signInName: string, authority = SUTTON): Promise<number> {
  const list = await manager.open(`/people?authority=${authority}`);
  const [member = ''] = linksOn(rowOn(list.body, signInName), /^\/people\//);
  const [path = ''] = linksOn((await manager.open(member)).body, /remove/);
  await manager.open(path);
  return (await manager.post(path, { _csrf: manager.token })).status;
}

/** Holds every reading of episodes until `work` is done, and says when a reading has come to wait. */
async function whileReadingWaits(work: (isWaiting: () => Promise<void>) => Promise<void>): Promise<void> {
  const holder = await connect(web.database.superuserUrl);
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE missing_episode IN ACCESS EXCLUSIVE MODE');
  try {
    const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'missing_episode'::regclass`;
    await work(() => until('a reading waits', async () => (await holder.query(waiting)).rowCount !== 0));
  } finally {
    await holder.query('ROLLBACK');
    await holder.end();
  }
}

const api = (visitor: Visitor, authority: string) => visitor.open(`/api/v1/worklist?authority=${authority}`);

describe('somebody who is removed', () => {
  beforeAll(async () => {
    web = await createTestWeb({ authorities: 2 });
  }, 60_000);
  afterAll(() => web.close());

  it('is out with the next request, even while one is running', async () => {
    const [worker, administrator] = [
      await signedIn('placement officer, Sutton'),
      await signedIn('administrator, Sutton'),
    ];
    expect((await api(worker, SUTTON)).status).toBe(200);
    const running: Promise<unknown>[] = [];
    await whileReadingWaits(async (isWaiting) => {
      running.push(api(worker, SUTTON));
      await isWaiting();
      expect(await remove(administrator, 'placement_team.e09000029')).toBe(303);
      expect((await api(worker, SUTTON)).status).toBe(401);
      const page = await worker.open('/worklist');
      expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in']);
    });
    await Promise.all(running);
    const sessions = await withClient(web.database.superuserUrl, (client) =>
      client.query(
        `SELECT FROM session s JOIN person p ON p.id = s.person_id WHERE sign_in_name = 'placement_team.e09000029' AND ended_at IS NULL`,
      ),
    );
    expect(sessions.rowCount).toBe(0);
  });

  it('from one council keeps the others', async () => {
    const [worker, manager] = [await signedIn('interviewer, KESTREL'), await signedIn('manager, KESTREL')];
    for (const authority of [SUTTON, NEIGHBOUR]) expect((await api(worker, authority)).status).toBe(200);
    expect(await remove(manager, 'provider_worker.kestrel')).toBe(303);
    expect((await api(worker, SUTTON)).status).toBe(403);
    expect((await api(worker, NEIGHBOUR)).status).toBe(200);
    expect(await remove(manager, 'provider_worker.kestrel', NEIGHBOUR)).toBe(303);
    expect((await api(worker, NEIGHBOUR)).status).toBe(401);
  });

  it('has no invitation to follow any more', async () => {
    const administrator = await signedIn('administrator, Sutton');
    const fields = { name: 'A. Sample', signInName: 'a.sample@council.example', role: 'commissioner' };
    await administrator.open('/people/invite');
    await administrator.post('/people/invite', { ...fields, _csrf: administrator.token });
    const unused = () =>
      withClient(web.database.superuserUrl, (client) => client.query('SELECT FROM invitation WHERE used_at IS NULL'));
    expect((await unused()).rowCount).toBe(1);
    expect(await remove(administrator, fields.signInName)).toBe(303);
    expect((await unused()).rowCount).toBe(0);
  });
});
