import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { allocateChild, readChildViews, readEpisode, restrictChild, searchChildren } from '#casework';
import { parseInstant, parseReportingMonth } from '#domain/time';
import { newId } from '#platform';
import { obtainMaceReport } from '#reports';
import { createChildAccess } from '../support/child-access.js';
import type { ChildAccess } from '../support/child-access.js';
import { lastAudit } from '../support/children.js';
import { doubleReportsOn } from '../support/double-report.js';
import { NOT_THE_SAME, SAME_CHILD, giveReasons, hashOfTables, mergingOn } from '../support/merging.js';
import { withClient } from '../support/postgres.js';

const ROLES = [
  ...['commissioner', 'team_manager', 'social_worker', 'placement_team', 'data_protection_officer', 'inspector'],
  ...['provider_worker.harbour', 'provider_manager.harbour', 'provider_worker.northway'],
];
let on: ChildAccess;
let merging: ReturnType<typeof mergingOn>;

beforeEach(async () => {
  on = await createChildAccess();
  merging = mergingOn(on);
}, 30_000);
afterEach(() => on.close());

/** What each role is told of each child, and the episodes that it is shown. */
async function sights(): Promise<Readonly<Record<string, readonly string[]>>> {
  const told: Record<string, readonly string[]> = {};
  for (const role of ROLES)
    for (const [name, id] of Object.entries<string>({ ...on.known })) {
      const opened = await on.read(role, id);
      const episodes = opened.kind === 'opened' ? opened.value.episodes.flatMap(({ refs }) => refs) : [];
      told[`${role} ${name}`] = [opened.kind, ...episodes];
    }
  return told;
}
const rowsOf = (sql: string, parameters: readonly unknown[] = []) =>
  withClient(
    on.test.database.superuserUrl,
    async (client) => (await client.query<Record<string, unknown>>(sql, [...parameters])).rows,
  );
const guards = () =>
  rowsOf(
    'SELECT c.id, c.is_guarded, e.is_guarded AS episode FROM child c JOIN missing_episode e ON e.child_id = c.id ORDER BY e.id',
  );
const granted = { kind: 'opened', value: { kind: 'granted' } };
const refusal = (because: string) => ({ kind: 'opened', value: { kind: 'refused', because } });

describe('merging two records of one child', () => {
  it('moves nothing, and is undone exactly: every row, every role’s sight and the guards are as before', async () => {
    await giveReasons(on, on.known.restricted);
    const before = [await hashOfTables(on), await sights(), await guards()];
    expect(await merging.merge('commissioner', on.known.own, on.known.northway)).toMatchObject(granted);
    expect((await sights())['social_worker own']).toEqual(['opened', 'T1', 'N1']);
    expect(await guards()).not.toEqual(before[2]);
    expect(await merging.undo('commissioner', on.known.own)).toEqual({
      ...{ kind: 'opened', value: { kind: 'granted', value: { keepsSight: true } } },
    });
    expect([await hashOfTables(on), await sights(), await guards()]).toEqual(before);
  }, 60_000);

  it('puts both ids on record, when it is done and when it is undone', async () => {
    const both = [on.known.own, on.known.south].sort();
    await merging.merge('commissioner', on.known.own, on.known.south);
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'ChildMerge', outcome: 'done', reason: SAME_CHILD, children: both },
    ]);
    await merging.undo('commissioner', on.known.own);
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'ChildMergeUndo', outcome: 'done', reason: NOT_THE_SAME, children: both },
    ]);
  });

  it('shows one record with the episodes of both, and leads to it from the other, which is on record', async () => {
    await merging.merge('commissioner', on.known.own, on.known.south);
    const record = await on.recordOf('commissioner', on.known.own);
    expect(record.episodes.flatMap(({ refs }) => refs).sort()).toEqual(['T1', 'T4']);
    expect(record.merges).toMatchObject([{ childId: on.known.south, councilChildId: 'SOUTH', reason: SAME_CHILD }]);
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'ChildRead', children: [on.known.own, on.known.south].sort() },
    ]);
    expect(await on.read('commissioner', on.known.south)).toEqual({ kind: 'merged', into: on.known.own });
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'ChildRead', item_id: on.known.south, children: [on.known.own, on.known.south].sort() },
    ]);
  });

  it('lets who works with one see both at the council, and a provider its own record alone', async () => {
    expect(await on.kindFor('social_worker', on.known.northway)).toBe('not-there');
    await merging.merge('commissioner', on.known.own, on.known.northway);
    expect((await on.recordOf('social_worker', on.known.own)).episodes).toHaveLength(2);
    for (const [role, own, ref, other] of [
      ['provider_worker.harbour', on.known.own, 'T1', on.known.northway],
      ['provider_worker.northway', on.known.northway, 'N1', on.known.own],
    ] as const) {
      const record = await on.recordOf(role, own);
      expect([role, record.childId, record.merges, record.recordIds]).toEqual([role, own, [], [own]]);
      expect(record.episodes.flatMap(({ refs }) => refs)).toEqual([ref]);
      expect(await on.kindFor(role, other)).toBe('not-there');
    }
  });

  it('restricts both where one is restricted, to whoever is on the list of either', async () => {
    await giveReasons(on, on.known.restricted);
    await rowsOf(
      `INSERT INTO child_admission (authority, id, child_id, person_id, kind, reason, starts_at, created_at, created_by, modified_at, modified_by)
       VALUES ('E09000029', gen_random_uuid(), $1, $2, 'listed', 'test', now(), now(), 'test', now(), 'test')`,
      [on.known.restricted, await on.idOf('commissioner')],
    );
    expect(await merging.merge('commissioner', on.known.own, on.known.restricted)).toMatchObject(granted);
    for (const role of ['social_worker', 'inspector', 'provider_worker.harbour'])
      expect([role, await on.kindFor(role, on.known.own)]).toEqual([role, 'not-there']);
    expect((await on.recordOf('commissioner', on.known.own)).admittedCount).toBe(3);
    expect((await on.recordOf('team_manager', on.known.own)).isRestricted).toBe(true);
    const [episode] = await rowsOf('SELECT id FROM missing_episode WHERE child_id = $1', [on.known.own]);
    const context = await on.as('commissioner', 'child.read');
    expect(await readEpisode(on.test.service.database, context, String(episode?.['id']))).toBeNull();
  });

  it('writes what is decided meanwhile to both, so that it outlasts the undoing', async () => {
    const { casework } = on.test.service;
    await merging.merge('commissioner', on.known.own, on.known.south);
    const wish = { team: 'North team (demonstration)', worker: '', from: '2025-11-03' };
    const allocated = await allocateChild(casework, await on.as('commissioner', 'child.allocate'), on.known.own, wish);
    expect(allocated).toMatchObject(granted);
    const { allocations } = await on.recordOf('commissioner', on.known.own);
    expect(allocations.filter(({ isInForce }) => isInForce)).toMatchObject([{ team: wish.team, workerName: null }]);
    const named = { personId: await on.idOf('team_manager'), reason: SAME_CHILD };
    const restrict = await on.as('commissioner', 'child.restrict');
    expect(await restrictChild(casework, restrict, on.known.south, named)).toMatchObject(granted);
    await giveReasons(on, on.known.own);
    await merging.undo('commissioner', on.known.own);
    for (const id of [on.known.own, on.known.south])
      expect([id, await on.kindFor('data_protection_officer', id)]).toEqual([id, 'not-there']);
    expect(await on.kindFor('team_manager', on.known.south)).toBe('reason-needed');
  });

  it('is one child in who viewed it and in reports; a look-up finds either', async () => {
    const { database, lists, lookUpKey } = on.test.service;
    const month = parseReportingMonth('2025-10');
    const count = async () => {
      const context = { ...(await on.as('commissioner', 'report.mace.read')), fields: ['aggregates'] } as const;
      if (!month) throw new Error('not a month');
      const cutOff = parseInstant('2025-11-03T09:00:00Z');
      const request = { first: month, last: month, audience: 'mace', cutOff, rebuild: true } as const;
      const { report, json } = await obtainMaceReport(database, lists, context, request);
      return { build: report.build, headline: JSON.stringify(report.headline), json };
    };
    const before = await count();
    await merging.merge('commissioner', on.known.own, on.known.south);
    const after = await count();
    expect([after.build, after.headline === before.headline]).toEqual([before.build + 1, false]);
    const stored = await rowsOf('SELECT body FROM report_snapshot WHERE build = $1', [before.build]);
    expect(stored.map(({ body }) => String(body))).toContain(before.json);
    await merging.undo('commissioner', on.known.own);
    expect((await count()).headline).toBe(before.headline);
    await merging.merge('commissioner', on.known.own, on.known.south);
    const context = await on.as('commissioner', 'child.views.read');
    const views = await readChildViews(database, context, on.known.own, null);
    const seen = views.kind === 'opened' ? views.value.events.map(({ id }) => id) : [];
    expect([seen.length > 2, new Set(seen).size]).toEqual([true, seen.length]);
    const search = await on.as('commissioner', 'child.search');
    const found = await searchChildren(
      database,
      search,
      { kind: 'council-child-id', councilChildId: 'SOUTH' },
      lookUpKey,
    );
    expect(found.children.map(({ childId }) => childId)).toEqual([on.known.south]);
  });
});

describe('what may be merged', () => {
  it('is two records that the person sees; of all others it is not told whether they are there', async () => {
    for (const id of [on.known.south, on.known.abroad, on.known.deleted, newId(), 'OWN', '']) {
      expect([id, await merging.merge('team_manager', on.known.own, id)]).toMatchObject([
        id,
        refusal('other-not-there'),
      ]);
      expect([id, await merging.merge('team_manager', id, on.known.own)]).toEqual([id, { kind: 'not-there' }]);
    }
    expect(await merging.merge('team_manager', on.known.own, on.known.restricted)).toMatchObject(
      refusal('other-needs-reason'),
    );
    expect(await rowsOf('SELECT FROM child_merge')).toEqual([]);
  });

  it('makes no chain, is done once, and does not merge a record with itself', async () => {
    const { own, south, northway } = on.known;
    expect(await merging.merge('commissioner', own, own)).toMatchObject(refusal('same-record'));
    expect(await merging.merge('commissioner', own, south)).toMatchObject(granted);
    expect(await merging.merge('commissioner', own, south)).toMatchObject(refusal('merged-already'));
    expect(await merging.merge('commissioner', northway, south)).toMatchObject(refusal('merged-already'));
    expect(await merging.merge('commissioner', northway, own)).toMatchObject(refusal('holds-others'));
    expect(await merging.merge('commissioner', own, northway, 'because')).toMatchObject(refusal('reason-too-short'));
    // Into the record that is merged away comes to into the one that goes on.
    expect(await merging.merge('commissioner', south, northway)).toMatchObject(granted);
    expect((await on.recordOf('commissioner', own)).recordIds).toEqual([own, south, northway]);
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'ChildRead', outcome: 'done' }]);
  });

  it('lets one of two win that exclude one another, at the same time', async () => {
    const { own, south } = on.known;
    const [first, second] = await Promise.all([
      merging.merge('commissioner', own, south),
      merging.merge('commissioner', south, own),
    ]);
    const kinds = [first, second].map((each) => (each.kind === 'opened' ? each.value.kind : each.kind));
    expect(kinds.sort()).toEqual(['granted', 'refused']);
    expect(await rowsOf('SELECT FROM child_merge')).toHaveLength(1);
  });

  it('is not for who opened one of them in an emergency', async () => {
    await on.smash('team_manager', 'SOUTH');
    expect(await merging.merge('team_manager', on.known.own, on.known.south)).toMatchObject(refusal('emergency-only'));
  });

  it('is undone only once no report on one record is merged with a report on the other', async () => {
    const { own, south, northway } = on.known;
    const reports = doubleReportsOn(on.test);
    await merging.merge('commissioner', own, south);
    await merging.merge('commissioner', own, northway);
    const of = async (id: string) =>
      String((await rowsOf('SELECT id FROM missing_episode WHERE child_id = $1', [id]))[0]?.['id']);
    expect(await reports.merge(own, await of(own), await of(south))).toMatchObject(granted);
    expect(await merging.undo('commissioner', own)).toMatchObject(refusal('reports-are-one'));
    expect((await on.recordOf('commissioner', own)).recordIds).toEqual([own, south, northway]);
    expect(await reports.undo(own, await of(own))).toMatchObject(granted);
    expect(await reports.merge(own, await of(own), await of(northway))).toMatchObject(granted);
    expect(await merging.undo('commissioner', own)).toMatchObject(granted);
    expect((await on.recordOf('commissioner', south)).episodes.flatMap(({ refs }) => refs)).toEqual(['T4']);
    expect(await merging.undo('commissioner', own)).toMatchObject(refusal('reports-are-one'));
  });

  it('is undone once, with a reason', async () => {
    await merging.merge('commissioner', on.known.own, on.known.south);
    expect(await merging.undo('commissioner', on.known.own, 'no')).toMatchObject(refusal('reason-too-short'));
    expect(await merging.undo('commissioner', on.known.south)).toMatchObject(refusal('undone-already'));
    expect(await merging.undo('commissioner', on.known.own)).toMatchObject(granted);
    expect(await merging.undo('commissioner', on.known.own)).toMatchObject(refusal('undone-already'));
  });
});
