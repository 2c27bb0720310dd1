import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HeardStream } from '../support/heard-stream.js';
import { linksOn, rowOn, signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { NEIGHBOUR, connect } from '../support/two-authorities.js';
import { until } from '../support/until.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

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
async function whileReadingWaits(
  work: (isWaiting: (seconds?: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const holder = await connect(web.database.superuserUrl);
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE missing_episode IN ACCESS EXCLUSIVE MODE');
  try {
    const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'missing_episode'::regclass
      AND waitstart < clock_timestamp() - make_interval(secs => $1)`;
    await work((seconds = 0) =>
      until('a reading waits', async () => (await holder.query(waiting, [seconds])).rowCount !== 0),
    );
  } finally {
    await holder.query('ROLLBACK');
    await holder.end();
  }
}

const api = (visitor: Visitor, authority: string) => visitor.open(`/api/v1/worklist?authority=${authority}`);

/** One row that a superuser is given. */
const rowOf = (sql: string, ...parameters: readonly string[]) =>
  withClient(web.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(sql, [...parameters]);
    return rows[0]?.id ?? '';
  });

/** A key that the manager of HARBOUR issues. */
async function issueAsManager(): Promise<{ readonly keyId: string; readonly secret: string }> {
  const manager = await signedIn('manager, HARBOUR');
  await manager.open('/keys');
  const fields = { send: 'returns:send', read: 'returns:read', days: '30', _csrf: manager.token };
  const secret = /<code>(hw_[0-9a-f]{64})<\/code>/.exec((await manager.post('/keys', fields)).body)?.[1] ?? '';
  const keyId = await rowOf('SELECT id FROM provider_key WHERE prefix = $1', secret.slice(3, 11));
  return { keyId, secret };
}

describe('somebody who is removed', () => {
  beforeAll(async () => {
    web = await createTestWeb({ authorities: 2, months: 1 });
  }, 60_000);
  afterAll(() => web.close());

  it('is out with the next request, even while one is running', async () => {
    const [worker, administrator] = [
      await signedIn('placement officer, Sutton'),
      await signedIn('administrator, Sutton'),
    ];
    expect((await api(worker, SUTTON)).status).toBe(200);
    const running: Promise<Answer>[] = [];
    await whileReadingWaits(async (isWaiting) => {
      running.push(api(worker, SUTTON));
      await isWaiting();
      expect(await remove(administrator, 'placement_team.e09000029')).toBe(303);
      expect((await api(worker, SUTTON)).status).toBe(401);
      const page = await worker.open('/worklist');
      expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in']);
      await isWaiting(1);
    });
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([401]);
    const sessions = await withClient(web.database.superuserUrl, (client) =>
      client.query(
        `SELECT FROM session s JOIN person p ON p.id = s.person_id WHERE sign_in_name = 'placement_team.e09000029' AND ended_at IS NULL`,
      ),
    );
    expect(sessions.rowCount).toBe(0);
  });

  it('hears no more of changes', async () => {
    const [worker, administrator] = [await signedIn('social worker, Sutton'), await signedIn('administrator, Sutton')];
    const [stream, other] = [
      await HeardStream.open(web, worker),
      await HeardStream.open(web, await signedIn('commissioner, Sutton')),
    ];
    expect(await remove(administrator, 'social_worker.e09000029')).toBe(303);
    await until('the stream ends', () => stream.isOver);
    expect([other.isOver, stream.words]).toEqual([false, ['over']]);
    other.close();
  });

  it('is given nothing of an export that was running', async () => {
    const [officer, administrator] = [
      await signedIn('data protection officer, Sutton'),
      await signedIn('administrator, Sutton'),
    ];
    const child = await rowOf('SELECT child_id AS id FROM missing_episode WHERE authority = $1 LIMIT 1', SUTTON);
    const path = `/children/${child}/subject-access/json`;
    const whole = await officer.open(path);
    expect([whole.status, whole.headers.get('content-disposition') === null]).toEqual([200, false]);
    const running: Promise<Answer>[] = [];
    await whileReadingWaits(async (isWaiting) => {
      running.push(officer.open(path));
      await isWaiting();
      expect(await remove(administrator, 'data_protection_officer.e09000029')).toBe(303);
      await isWaiting(1);
    });
    const [answer] = await Promise.all(running);
    expect([answer?.status, answer?.headers.get('location')]).toEqual([303, '/sign-in']);
    expect([answer?.body.includes(child), answer?.headers.get('content-disposition')]).toEqual([false, null]);
  });

  it('from one council keeps the others', async () => {
    const [worker, manager] = [await signedIn('interviewer, KESTREL'), await signedIn('manager, KESTREL')];
    for (const authority of [SUTTON, NEIGHBOUR]) expect((await api(worker, authority)).status).toBe(200);
    const running: Promise<Answer>[] = [];
    await whileReadingWaits(async (isWaiting) => {
      running.push(api(worker, SUTTON));
      await isWaiting();
      expect(await remove(manager, 'provider_worker.kestrel')).toBe(303);
      await isWaiting(1);
    });
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([403]);
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

describe('a key', () => {
  beforeAll(async () => {
    web = await createTestWeb({ authorities: 2, months: 1 });
  }, 60_000);
  afterAll(() => web.close());

  it.each([
    ['is taken back', `UPDATE provider_key SET revoked_at = now(), revoked_by = 'test' WHERE id = $1`, 401],
    [
      'belongs to somebody who is suspended',
      `UPDATE membership m SET suspended_at = now() FROM provider_key k
       WHERE k.id = $1 AND m.person_id::text = k.created_by AND m.provider_id = k.provider_id`,
      401,
    ],
    [
      'has lost the agreement with the council, though not with another',
      `UPDATE sharing_agreement a SET valid_to = current_date FROM provider_key k
       WHERE k.id = $1 AND a.provider_id = k.provider_id AND a.authority = '${SUTTON}'`,
      404,
    ],
  ])('that %s gives nothing of what it was asking for, nor of what it asks for next', async (_what, change, status) => {
    const { keyId, secret } = await issueAsManager();
    const machine = new Visitor(web, { authorization: `Bearer ${secret}` });
    const episode = await rowOf(
      `SELECT e.id FROM missing_episode e JOIN provider p ON p.id = e.provider_id WHERE e.authority = $1 AND p.code = 'HARBOUR' LIMIT 1`,
      SUTTON,
    );
    const ask = () => machine.open(`/api/v1/episodes/${episode}?authority=${SUTTON}`);
    expect((await ask()).status).toBe(200);
    const running: Promise<Answer>[] = [];
    await whileReadingWaits(async (isWaiting) => {
      running.push(ask());
      await isWaiting(1);
      await rowOf(change, keyId);
    });
    const [answer] = await Promise.all(running);
    expect([answer?.status, answer?.headers.get('etag')]).toEqual([status, null]);
    expect((await ask()).status).toBe(status);
    await rowOf('UPDATE membership SET suspended_at = NULL');
    await rowOf(`UPDATE provider_key SET revoked_at = now(), revoked_by = 'test' WHERE revoked_at IS NULL`);
  });
});
