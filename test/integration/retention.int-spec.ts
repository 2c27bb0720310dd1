import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import {
  liftHold,
  placeHold,
  purgeChild,
  readChildKeeping,
  readKeepingOverview,
  recordDeath,
  setRetention,
} from '#casework';
import { parseDay } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { aProviderReturn } from '../builders/provider-return.js';
import { openedBefore } from '../support/late.js';
import { testServers } from '../support/postgres.js';
import { officerContext, otherRow } from '../support/marked-child.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { attempt, inContext } from '../support/tenant-context.js';
import { NEIGHBOUR, connect } from '../support/two-authorities.js';

const AT = '2018-07-02T09:00:00Z';
const validFrom = parseDay('2026-01-01');

describe.each(testServers())('keeping records on $name', (server) => {
  let test: TestService;
  let superuser: Client;
  let app: Client;
  let officer: TransactionContext;
  let [due, young]: [string, string] = ['', ''];

  const receive = (...rows: Parameters<typeof aProviderReturn>) =>
    test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), AT));
  const childOf = async (councilId: string) => {
    const { rows } = await superuser.query<{ child_id: string }>(
      'SELECT child_id FROM child_identity WHERE council_child_id = $1',
      [councilId],
    );
    return rows[0]?.child_id ?? '';
  };
  const purge = (childId = due) => purgeChild(test.service.casework, officer, childId, 'over');
  const hold = (childId: string | null) =>
    placeHold(test.service.casework, officer, { childId, reason: 'inquiry', validFrom });
  const overview = () => readKeepingOverview(test.service.database, officer);
  const keepingOf = async (childId: string) =>
    keepingIn(await readChildKeeping(test.service.database, officer, childId));
  const liftAll = async () => {
    const { rows } = await superuser.query<{ id: string }>('SELECT id FROM legal_hold WHERE lifted_at IS NULL');
    for (const { id } of rows) expect(await liftHold(test.service.casework, officer, id, 'over')).toBe(true);
  };

  beforeAll(async () => {
    test = await createTestService({ server, authorities: 2 });
    [superuser, app] = [await connect(test.database.superuserUrl), await connect(test.database.appUrl)];
    officer = await officerContext(superuser);
  }, 60_000);
  afterAll(async () => {
    await superuser.end();
    await app.end();
    await test.close();
  });
  beforeEach(async () => {
    await receive(
      otherRow('DUE', {
        date_of_birth: '2000-06-01',
        missing_at: '2018-05-04T18:00:00Z',
        returned_at: '2018-05-05T06:00:00Z',
      }),
      otherRow('YOUNG', { date_of_birth: '2011-06-01' }),
    );
    [due, young] = [await childOf('C-DUE'), await childOf('C-YOUNG')];
  });
  afterEach(async () => {
    await liftAll();
    await superuser.query('DELETE FROM authority_retention');
    await superuser.query('UPDATE child SET is_restricted = false WHERE is_restricted');
    await superuser.query('UPDATE submission SET applied_at = now() WHERE applied_at IS NULL');
  });

  /** The raw function, called as the service’s login with these settings and this decision. */
  const callPurge = (
    settings: Readonly<Record<string, string>>,
    decided: { readonly by?: string; readonly dueOn?: string; readonly at?: string } | null,
    [authority, childId]: readonly [string, string] = [SUTTON, due],
  ) =>
    inContext(app, { authority: SUTTON, actor: 'system', person: officer.personId ?? '', ...settings }, async () => {
      if (decided) {
        const { by = officer.personId, dueOn = '2024-06-01', at = 'transaction_timestamp()' } = decided;
        const made = await attemptKept(
          `INSERT INTO deletion_decision (authority, child_id, decided_by, decided_at, due_on, reason)
           VALUES ($1, $2, $3, ${at}, $4, 'over')`,
          [SUTTON, childId, by, dueOn],
        );
        if (made !== null) return made;
      }
      return attempt(app, 'SELECT purge_child($1, $2)', [authority, childId]);
    });
  const attemptKept = async (sql: string, parameters: readonly unknown[]) => {
    const tried = await attempt(app, sql, parameters);
    if (tried !== '1 rows') return tried;
    await app.query(sql, [...parameters]);
    return null;
  };

  it('places no hold on a child that was deleted between being seen and being held', async () => {
    const late = openedBefore(test.service.casework, async ({ actor }) => {
      if (actor === 'system') expect(await purge()).toBeNull();
    });
    expect(await placeHold(late, officer, { childId: due, reason: 'inquiry', validFrom })).toBe(false);
    expect((await overview()).holds).toEqual([]);
  });

  it('lists who is due, and who is not', async () => {
    const { due: listed, stopped, counts } = await overview();
    expect(listed.map(({ name, keeping }) => [name, keeping])).toEqual([
      ['Other Sample-DUE, C-DUE', expect.objectContaining({ kind: 'due', since: parseDay('2024-06-01') })],
    ]);
    expect([stopped, counts]).toEqual([[], { due: 1, stopped: 0, holds: 0 }]);
    expect(await keepingOf(young)).toMatchObject({ kind: 'kept', until: parseDay('2035-06-01') });
  });

  describe('of a child with merged records', () => {
    const merge = (away: string, into: string) =>
      superuser.query(
        `INSERT INTO child_merge (authority, id, child_id, into_child_id, merged_at, merged_by, reason)
         VALUES ($1, gen_random_uuid(), $2, $3, now(), $4, 'The same name')`,
        [SUTTON, away, into, officer.personId],
      );
    afterEach(() =>
      superuser.query(
        `UPDATE child_merge SET undone_at = now(), undone_by = merged_by, undo_reason = 'x' WHERE undone_at IS NULL`,
      ),
    );

    it('keeps all until the latest of them, and leads to the one that goes on', async () => {
      await merge(due, young);
      const read = (id: string) => readChildKeeping(test.service.database, officer, id);
      expect(await read(due)).toEqual({ kind: 'merged', into: young });
      expect(await read(young)).toMatchObject({
        value: { childId: young, recordIds: [young, due], keeping: { kind: 'kept', until: parseDay('2035-06-01') } },
      });
      expect((await overview()).counts).toEqual({ due: 0, stopped: 0, holds: 0 });
      expect(await purge()).toBe('not-due');
    });

    it('holds all by a hold on one, with the files in which they stand, and deletes all together', async () => {
      await receive(
        otherRow('TWIN', { date_of_birth: '2000-06-01', missing_at: '2018-05-04T18:00:00Z' }),
        otherRow('BESIDE', { date_of_birth: '2000-06-01', missing_at: '2018-05-04T18:00:00Z' }),
      );
      const [twin, beside] = [await childOf('C-TWIN'), await childOf('C-BESIDE')];
      await merge(twin, due);
      expect((await overview()).due.map(({ childId, recordIds }) => [childId, recordIds])).toEqual(
        expect.arrayContaining([[due, [due, twin]]]),
      );
      await hold(due);
      expect(await keepingOf(due)).toMatchObject({ kind: 'stopped', by: 'legal_hold' });
      for (const id of [due, twin]) expect([id, await purge(id)]).toEqual([id, 'not-due']);
      expect(await keepingOf(beside)).toMatchObject({ kind: 'stopped', by: 'legal_hold' });
      await liftAll();
      expect(await purge(twin)).toBeNull();
      const { rows } = await superuser.query<{ deleted: boolean; reason: string }>(
        `SELECT c.deleted_at IS NOT NULL AS deleted, m.reason FROM child c
         JOIN child_merge m ON c.id IN (m.child_id, m.into_child_id) WHERE c.id IN ($1, $2) AND m.undone_at IS NULL`,
        [due, twin],
      );
      const removed = 'Removed with the record at the end of its time of keeping.';
      expect(rows).toEqual([1, 2].map(() => ({ deleted: true, reason: removed })));
      const left = await superuser.query('SELECT FROM child_identity WHERE child_id IN ($1, $2)', [due, twin]);
      expect(left.rowCount).toBe(0);
      expect(await purge(beside)).toBeNull();
    });
  });

  it('is worked out anew when the child becomes looked after', async () => {
    const received = await receive(
      otherRow('AGAIN', {
        ...{
          child_id: 'C-YOUNG',
          family_name: 'Sample-YOUNG',
          date_of_birth: '2011-06-01',
          care_status: 'looked_after',
        },
        ...{
          missing_at: '2018-06-10T18:00:00Z',
          returned_at: '2018-06-11T06:00:00Z',
          responsible_authority: SUTTON,
          host_authority: SUTTON,
        },
      }),
    );
    expect(received).toMatchObject({ new: 1 });
    expect(await keepingOf(young)).toMatchObject({ kind: 'kept', until: parseDay('2086-06-01') });
  });

  it('follows a death under 18, and what the council sets', async () => {
    await recordDeath(test.service.casework, officer, young, parseDay('2020-02-29'));
    expect(await keepingOf(young)).toMatchObject({ until: parseDay('2035-06-01') });
    const setting = {
      careStatus: 'home',
      anchor: 'last_episode',
      years: 5,
      validFrom: parseDay('2024-01-01'),
    } as const;
    await setRetention(test.service.casework, officer, setting, 'policy');
    expect(await keepingOf(due)).toMatchObject({ kind: 'due', since: parseDay('2023-05-04') });
    expect((await overview()).counts).toMatchObject({ due: 1 });
    await setRetention(test.service.casework, officer, { ...setting, anchor: 'birth', years: 24 }, 'policy');
    expect(await keepingOf(due)).toMatchObject({ kind: 'due', since: parseDay('2024-06-01') });
  });

  it('names nobody who is restricted, and says how many there are', async () => {
    await superuser.query('UPDATE child SET is_restricted = true WHERE id = $1', [due]);
    expect(await overview()).toMatchObject({ due: [], restricted: 1, counts: { due: 0 } });
    expect(await readChildKeeping(test.service.database, officer, due)).toEqual({ kind: 'not-there' });
    expect(await purge()).toBe('no-such-child');
  });

  it.each([
    ['the child', () => due],
    ['the whole council', () => null],
  ])('deletes nothing under a hold on %s', async (_words, held) => {
    expect(await hold(held())).toBe(true);
    expect(await purge()).toBe('not-due');
    const { due: listed, stopped, holds } = await overview();
    expect([listed, stopped]).toEqual([[], [expect.objectContaining({ childId: due })]]);
    expect(holds).toMatchObject([{ childId: held(), reason: 'inquiry', lifted: null }]);
    expect(await callPurge({}, {})).toBe('purge refused: held');
  });

  it('lists no more than 200 holds at once, those on the whole council first, and counts them all', async () => {
    await hold(null);
    await superuser.query(
      `INSERT INTO legal_hold (authority, id, child_id, reason, valid_from, created_at, created_by, modified_at, modified_by)
       SELECT $1, gen_random_uuid(), $2, 'inquiry ' || n, '2026-01-01', now() + n * interval '1 second', 'test', now(), 'test'
       FROM generate_series(1, 200) n`,
      [SUTTON, young],
    );
    const { holds, counts } = await overview();
    expect(counts.holds).toBe(201);
    expect(holds).toHaveLength(200);
    expect(holds.slice(0, 2)).toMatchObject([{ childId: null }, { childId: young, reason: 'inquiry 200' }]);
    await superuser.query('DELETE FROM legal_hold WHERE child_id = $1', [young]);
  });

  it('deletes nothing while a child in the same file is under a hold, which would lose the file', async () => {
    await hold(young);
    expect(await keepingOf(due)).toMatchObject({ kind: 'stopped', by: 'legal_hold' });
    expect(await purge()).toBe('not-due');
    expect(await callPurge({}, {})).toBe('purge refused: held-file');
  });

  it('deletes nobody whose time is not over', async () => {
    expect(await purge(young)).toBe('not-due');
    expect(await callPurge({}, { dueOn: '2999-01-01' })).toBe('purge refused: not-decided');
  });

  it('deletes nothing while a return is being taken in', async () => {
    await superuser.query('UPDATE submission SET applied_at = NULL WHERE authority = $1', [SUTTON]);
    expect(await purge()).toBe('returns-not-applied');
  });

  it.each([
    ['an actor of the council', { actor: 'authority' }, 'refused by policy'],
    ['a provider', { actor: 'provider' }, 'refused by policy'],
    ['no actor', { actor: '' }, 'refused by policy'],
  ])('lets %s decide nothing', async (_words, settings, outcome) => {
    expect(await callPurge(settings, {})).toBe(outcome);
    expect(await callPurge(settings, null)).toBe('purge refused: not-the-service');
  });

  it('is called only for the own authority, for a decision made now by the one who acts', async () => {
    expect(await callPurge({}, null)).toBe('purge refused: not-decided');
    expect(await callPurge({ person: '' }, {})).toBe('purge refused: not-decided');
    expect(await callPurge({}, { at: `now() - interval '1 minute'` })).toBe('purge refused: not-decided');
    expect(await callPurge({}, {}, [NEIGHBOUR, due])).toBe('purge refused: not-the-service');
    expect(await callPurge({ authority: NEIGHBOUR }, null)).toBe('purge refused: not-the-service');
    expect(await callPurge({}, {})).toBe('1 rows');
  });

  it.each([
    'child_identity',
    'case_text',
    'third_party_information',
    'submission_file',
    'source_reference',
    'submission_row',
  ])('is the only way: the service itself may delete nothing of %s', async (table) => {
    const tried = await inContext(app, { authority: SUTTON, actor: 'system' }, () =>
      attempt(app, `DELETE FROM ${table}`),
    );
    expect(tried).toBe('no right');
  });

  it('keeps a decision as it was made', async () => {
    for (const statement of ['UPDATE deletion_decision SET reason = reason', 'DELETE FROM deletion_decision'])
      expect(await inContext(app, { authority: SUTTON, actor: 'system' }, () => attempt(app, statement))).toBe(
        'no right',
      );
  });

  it('finds the few who are due among a hundred thousand', async () => {
    await superuser.query(
      `INSERT INTO child (authority, id, created_at, created_by, modified_at, modified_by)
       SELECT $1, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, now(), 'test', now(), 'test'
       FROM generate_series(1, 100000) n`,
      [SUTTON],
    );
    await superuser.query(
      `INSERT INTO child_identity (authority, child_id, date_of_birth, council_child_id, created_at, created_by, modified_at, modified_by)
       SELECT authority, id, date '2027-01-01' - (right(id::text, 12)::integer % 9000), 'M' || right(id::text, 12), now(), 'test', now(), 'test'
       FROM child WHERE created_by = 'test' AND id::text LIKE '00000000-%'`,
    );
    await superuser.query(
      `INSERT INTO child_care_status (authority, child_id, seen_on, care_status, created_at, created_by, modified_at, modified_by)
       SELECT authority, id, '2020-01-01', CASE WHEN right(id::text, 1) = '0' THEN 'home' ELSE 'looked_after' END, now(), 'test', now(), 'test'
       FROM child WHERE id::text LIKE '00000000-%'`,
    );
    await superuser.query('ANALYZE');
    const { rows } = await superuser.query<{ due: number }>(
      `SELECT count(*)::integer AS due FROM child_identity i JOIN child_care_status s USING (authority, child_id)
       WHERE s.care_status = 'home' AND i.date_of_birth + interval '24 years' <= (now() AT TIME ZONE 'Europe/London')::date
         AND i.date_of_birth <> '2000-06-01'`,
    );
    const { due: listed, counts } = await overview();
    expect(rows[0]?.due).toBeGreaterThan(50);
    expect(counts.due).toBe((rows[0]?.due ?? 0) + 1);
    expect(listed.length).toBe(Math.min(200, counts.due));
  }, 120_000);
});

function keepingIn(opened: Awaited<ReturnType<typeof readChildKeeping>>) {
  return opened.kind === 'opened' ? opened.value.keeping : null;
}
