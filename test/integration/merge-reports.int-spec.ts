import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  mergeChildren,
  readChild,
  readChildEvidence,
  readReconciliation,
  readWorklist,
  restrictChild,
  sweepDeadlines,
} from '#casework';
import { parseInstant, parseReportingMonth } from '#domain/time';
import { newId } from '#platform';
import { obtainMaceReport } from '#reports';
import { contextOf, lastAudit } from '../support/children.js';
import {
  ONE_NIGHT,
  TWO_NIGHTS,
  addDoubleReport,
  doubleReportsOn,
  harbourCells,
  northwayCells,
  sendRow,
} from '../support/double-report.js';
import type { DoubleReportIds } from '../support/double-report.js';
import { hashOfTables } from '../support/merging.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
let ids: DoubleReportIds;
let on: ReturnType<typeof doubleReportsOn>;

const october = parseReportingMonth('2025-10') ?? fail('not a month');
const granted = { kind: 'opened', value: { kind: 'granted' } };
const refusal = (because: string) => ({ kind: 'opened', value: { kind: 'refused', because } });
const held = {
  interview_at: '2025-10-11T12:30:00Z',
  interview_mode: 'in_person',
  interviewer: 'B. Sample',
  independent: 'Y',
};

function fail(why: string): never {
  throw new Error(why);
}
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const commissioner = (action: Parameters<typeof contextOf>[2]) => contextOf(test, 'commissioner.e09000029', action);
/** What the log of clocks and of their alerts holds beside the facts, and who was told again, is no part of them. */
const besides = ['episode_merge', 'deadline', 'alert_escalation', 'alert_message'];
async function facts() {
  const hashes = await hashOfTables({ test });
  return Object.fromEntries(Object.entries(hashes).filter(([name]) => !besides.includes(name)));
}
const clocks = () =>
  sql<Record<string, unknown>>(
    `SELECT id, episode_id, kind, starts_at, settled_at, superseded_at, superseded_because, next_step, next_step_at
     FROM deadline WHERE kind IN ('interview', 'offer') ORDER BY id`,
  );
const running = async () =>
  (await clocks()).filter((each) => each['superseded_at'] === null && each['settled_at'] === null);
const alerts = () =>
  sql<{ episode_id: string; step: string }>('SELECT episode_id, step FROM alert ORDER BY raised_at, step');
const sweep = (at: string) => sweepDeadlines(test.service.casework, SUTTON, parseInstant(at), 'test');
async function worklist(at: string) {
  const { items } = await readWorklist(test.service.database, await commissioner('worklist.read'), parseInstant(at));
  return items.map(({ ref, kind, state, isOpen }) => ({ ref, kind, state, isOpen }));
}
async function counts() {
  const { database } = test.service;
  return (await readReconciliation(database, await commissioner('reconciliation.read'), october)).counts;
}
async function report() {
  const { database, lists } = test.service;
  const context = { ...(await commissioner('report.mace.read')), fields: ['aggregates'] } as const;
  const cutOff = parseInstant('2025-11-03T09:00:00Z');
  const request = { first: october, last: october, audience: 'mace', cutOff, rebuild: true } as const;
  return (await obtainMaceReport(database, lists, context, request)).report;
}
async function episodesFor(signInName: string, childId: string) {
  const opened = await readChild(test.service.database, await contextOf(test, signInName, 'child.read'), childId);
  return opened.kind === 'opened' ? opened.value.episodes : fail(opened.kind);
}

describe.each(testServers())('two reports of one absence on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
    on = doubleReportsOn(test);
  }, 60_000);
  afterEach(() => test.close());

  it('are merged without moving anything, and taken apart exactly, with the same clocks as before', async () => {
    ids = await addDoubleReport(test, { northway: held });
    await sweep('2025-10-14T09:00:00Z');
    const before = [await facts(), await clocks(), await alerts()];
    expect(await on.merge(ids.childId, ids.harbour, ids.northway)).toMatchObject(granted);
    expect(await facts()).toEqual(before[0]);
    expect(await clocks()).not.toEqual(before[1]);
    expect(await on.undo(ids.childId, ids.harbour)).toMatchObject(granted);
    expect(await facts()).toEqual(before[0]);
    const apart = (await clocks()).filter((each) => each['superseded_because'] === null);
    expect(apart).toEqual(before[1]);
    await sweep('2025-10-20T09:00:00Z');
    expect(await alerts()).toEqual(before[2]);
  }, 60_000);

  it('owe one interview: the clock runs with the one that leads, and what the other raised stays', async () => {
    ids = await addDoubleReport(test);
    await sweep('2025-10-14T11:00:00Z');
    const raised = await alerts();
    expect(new Set(raised.map(({ episode_id: id }) => id))).toEqual(new Set([ids.harbour, ids.northway]));
    expect(new Set((await running()).map((each) => each['episode_id']))).toEqual(new Set([ids.harbour, ids.northway]));
    await on.merge(ids.childId, ids.harbour, ids.northway);
    // One after the other they end with the later return.
    expect((await running()).map((each) => [each['episode_id'], each['starts_at']])).toEqual([
      [ids.harbour, new Date(northwayCells.returned_at)],
      [ids.harbour, new Date(northwayCells.returned_at)],
    ]);
    expect((await clocks()).filter((each) => each['superseded_because'] === 'merged')).toHaveLength(4);
    expect(await alerts()).toEqual(raised);
  });

  it('are settled by what either tells, also when it comes later', async () => {
    ids = await addDoubleReport(test);
    await on.merge(ids.childId, ids.harbour, ids.northway);
    expect(await worklist('2025-10-12T09:00:00Z')).toMatchObject([{ ref: 'H1', state: 'not_yet_due', isOpen: true }]);
    await sendRow(test, 'NORTHWAY', { ...northwayCells, ...held }, '2025-10-12T16:00:00Z');
    expect(await running()).toEqual([]);
    expect(await worklist('2025-10-15T13:00:00Z')).toMatchObject([{ ref: 'H1', state: 'in_time', isOpen: false }]);
    await on.undo(ids.childId, ids.northway);
    expect(new Set((await running()).map((each) => each['episode_id']))).toEqual(new Set([ids.harbour]));
    expect(await worklist('2025-10-15T13:00:00Z')).toMatchObject([
      { ref: 'H1', state: 'missed', isOpen: true },
      { ref: 'N1', state: 'in_time', isOpen: false },
    ]);
  });

  it('count once: on the worklist, in reports, in the reconciliation, on the record and the evidence page', async () => {
    ids = await addDoubleReport(test, { northway: held });
    const evidence = async () => {
      const opened = await readChildEvidence(
        test.service.database,
        await commissioner('child.evidence.read'),
        ids.childId,
      );
      return opened.kind === 'opened' ? opened.value.episodes.length : fail(opened.kind);
    };
    const figures = async () => ({
      ...{ worklist: (await worklist('2025-10-15T13:00:00Z')).length, evidence: await evidence() },
      known: (await counts()).known.episodes,
      report: JSON.stringify((await report()).headline),
    });
    const before = await figures();
    expect(before).toMatchObject({ worklist: 2, evidence: 2, known: 2 });
    await on.merge(ids.childId, ids.harbour, ids.northway);
    const merged = await figures();
    expect(merged).toMatchObject({ worklist: 1, evidence: 1, known: 1 });
    expect(merged.report).not.toBe(before.report);
    const [episode] = await episodesFor('commissioner.e09000029', ids.childId);
    expect(episode).toMatchObject({ refs: ['H1', 'N1'], reports: [{ refs: ['H1'] }, { refs: ['N1'] }] });
    expect(episode?.form?.interviews).toHaveLength(1);
    await on.undo(ids.childId, ids.harbour);
    expect(await figures()).toEqual(before);
  });

  it('leave each provider its own report under its own reference, and tell it nothing of the other', async () => {
    ids = await addDoubleReport(test, { northway: held });
    const sight = async (name: string) => {
      const context = await contextOf(test, name, 'worklist.read');
      const { items } = await readWorklist(test.service.database, context, parseInstant('2025-10-15T13:00:00Z'));
      return JSON.stringify([await episodesFor(name, ids.childId), items]);
    };
    const before = [await sight('provider_worker.harbour'), await sight('provider_worker.northway')];
    await on.merge(ids.childId, ids.harbour, ids.northway);
    expect([await sight('provider_worker.harbour'), await sight('provider_worker.northway')]).toEqual(before);
    const missing = { missing_at: '2025-10-11T09:30:00Z' };
    await sendRow(test, 'NORTHWAY', { ...northwayCells, ...missing }, '2025-10-13T13:00:00Z');
    const own = await sql<{ missing_at: Date }>('SELECT missing_at FROM missing_episode WHERE id = $1', [ids.northway]);
    expect(own).toEqual([{ missing_at: new Date(missing.missing_at) }]);
  });

  it('are found with the reason, the oldest first, until they are merged', async () => {
    ids = await addDoubleReport(test);
    const earlier = { child_id: 'ELSE', missing_at: '2025-09-10T20:00:00Z', returned_at: '2025-09-11T08:00:00Z' };
    await sendRow(test, 'HARBOUR', { ...earlier, provider_ref: 'H2' });
    await sendRow(test, 'NORTHWAY', {
      ...{ ...earlier, provider_ref: 'N2' },
      ...{ missing_at: '2025-09-11T10:00:01Z', returned_at: '2025-09-11T11:00:00Z' },
    });
    await sendRow(test, 'NORTHWAY', {
      ...{ ...earlier, provider_ref: 'N3' },
      ...{ missing_at: '2025-09-10T16:00:00Z', returned_at: '2025-09-10T18:00:00Z' },
    });
    const { pairs, next, restrictedCount } = await on.list();
    expect(pairs.map(({ child, why, first, second }) => [child, why, ...first.lines, ...second.lines])).toEqual([
      ['ELSE', 'close', expect.stringContaining('N3'), expect.stringContaining('H2')],
      ['TWICE', 'close', expect.stringContaining('H1'), expect.stringContaining('N1')],
    ]);
    expect([next, restrictedCount]).toEqual([null, 0]);
    const [first] = pairs;
    const after = `${first?.first.facts.id ?? ''}.${first?.second.facts.id ?? ''}`;
    expect((await on.list('commissioner', after)).pairs.map(({ child }) => child)).toEqual(['TWICE']);
    await on.merge(ids.childId, ids.harbour, ids.northway);
    expect((await on.list()).pairs.map(({ child }) => child)).toEqual(['ELSE']);
    expect((await on.list('team_manager')).pairs).toEqual([]);
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'DoubleReportsRead', children: [] }]);
  });

  it('are listed on from where an absence began by all its reports, not by the one that leads', async () => {
    ids = await addDoubleReport(test);
    await sendRow(test, 'HARBOUR', {
      ...{ provider_ref: 'H3', missing_at: '2025-10-11T11:00:00Z', returned_at: '2025-10-11T12:30:00Z' },
    });
    const between = { child_id: 'ELSE', missing_at: '2025-10-10T22:00:00Z', returned_at: '2025-10-10T23:00:00Z' };
    await sendRow(test, 'HARBOUR', { ...between, provider_ref: 'H2' });
    await sendRow(test, 'NORTHWAY', { ...between, provider_ref: 'N2' });
    await on.merge(ids.childId, ids.northway, ids.harbour);
    const { pairs } = await on.list();
    expect(pairs.map(({ child }) => child)).toEqual(['TWICE', 'ELSE']);
    const after = `${pairs[0]?.first.facts.id ?? ''}.${pairs[0]?.second.facts.id ?? ''}`;
    expect((await on.list('commissioner', after)).pairs.map(({ child }) => child)).toEqual(['ELSE']);
  });

  it('are found over merged records of a child, and counted where a record is restricted', async () => {
    await sendRow(test, 'HARBOUR', harbourCells);
    await sendRow(test, 'NORTHWAY', { ...northwayCells, child_id: 'OTHER', family_name: 'Else-Sample' });
    expect((await on.list()).pairs).toEqual([]);
    const rows = await sql<{ name: string; id: string }>(
      'SELECT council_child_id AS name, child_id AS id FROM child_identity',
    );
    const of = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    const reason = 'The same name and day of birth';
    const { casework } = test.service;
    const merged = await mergeChildren(casework, await commissioner('child.merge'), of('TWICE'), {
      ...{ otherId: of('OTHER'), reason },
    });
    expect(merged).toMatchObject(granted);
    const [pair] = (await on.list()).pairs;
    expect(pair).toMatchObject({ childId: of('TWICE'), why: 'close' });
    const [one, other] = [pair?.first.facts.id ?? '', pair?.second.facts.id ?? ''];
    expect(await on.merge(of('TWICE'), one, other)).toMatchObject(granted);
    await on.undo(of('TWICE'), one);
    const manager = (await contextOf(test, 'data_protection_officer.e09000029', 'account.use')).personId ?? '';
    await restrictChild(
      casework,
      await contextOf(test, 'data_protection_officer.e09000029', 'child.restrict'),
      of('TWICE'),
      {
        ...{
          personId:
            manager === '' ? '' : ((await contextOf(test, 'team_manager.e09000029', 'account.use')).personId ?? ''),
          reason,
        },
      },
    );
    expect(await on.list()).toMatchObject({ pairs: [], restrictedCount: 1 });
  });

  it('are merged once, with a reason, by who may, and make no chain', async () => {
    ids = await addDoubleReport(test);
    const { childId, harbour, northway } = ids;
    await sendRow(
      test,
      'HARBOUR',
      {
        provider_ref: 'H3',
        missing_at: '2025-10-12T20:00:00Z',
        returned_at: '2025-10-12T22:00:00Z',
      },
      '2025-10-13T09:00:00Z',
    );
    const [third] = await sql<{ id: string }>(`SELECT episode_id AS id FROM source_reference WHERE ref = 'H3'`);
    const other = third?.id ?? '';
    expect(await on.merge(childId, harbour, northway, 'one')).toMatchObject(refusal('reason-too-short'));
    expect(await on.merge(childId, harbour, newId())).toMatchObject(refusal('other-not-there'));
    expect(await on.merge(childId, harbour, harbour)).toMatchObject(refusal('same-episode'));
    expect(await on.merge(childId, newId(), northway)).toEqual({ kind: 'not-there' });
    expect(await on.merge(newId(), harbour, northway)).toEqual({ kind: 'not-there' });
    expect(await on.merge(childId, harbour, northway, ONE_NIGHT, 'team_manager')).toEqual({ kind: 'not-there' });
    expect(await on.merge(childId, harbour, northway)).toMatchObject(granted);
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'EpisodeMerge', reason: ONE_NIGHT, children: [childId] },
    ]);
    expect(await on.merge(childId, harbour, northway)).toMatchObject(refusal('merged-already'));
    expect(await on.merge(childId, northway, other)).toMatchObject(refusal('leads-elsewhere'));
    expect(await on.merge(childId, other, harbour)).toMatchObject(refusal('holds-others'));
    expect(await on.undo(childId, harbour, 'no')).toMatchObject(refusal('reason-too-short'));
    expect(await on.undo(childId, other)).toMatchObject(refusal('undone-already'));
    expect(await on.undo(childId, northway)).toMatchObject(granted);
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'EpisodeMergeUndo', reason: TWO_NIGHTS, children: [childId] },
    ]);
    expect(await on.undo(childId, northway)).toMatchObject(refusal('undone-already'));
  });

  it('let one of two win that exclude one another, at the same time', async () => {
    ids = await addDoubleReport(test);
    const { childId, harbour, northway } = ids;
    const both = await Promise.all([on.merge(childId, harbour, northway), on.merge(childId, northway, harbour)]);
    const kinds = both.map((each) => (each.kind === 'opened' ? each.value.kind : each.kind));
    expect(kinds.sort()).toEqual(['granted', 'refused']);
  });

  it('are shown side by side, on record, with what would hold', async () => {
    ids = await addDoubleReport(test);
    const { childId, harbour, northway } = ids;
    const opened = await on.read({ childId, episodeId: harbour, otherId: northway });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const { report: one, other, joined, near } = opened.value;
    expect([one.told.lines, other?.told.lines].flat()).toEqual([
      ...[expect.stringContaining('reference H1'), expect.stringContaining('reference N1')],
    ]);
    expect(joined?.episode.returnedAt?.at.toString()).toBe(northwayCells.returned_at);
    expect(near).toMatchObject([{ why: 'close' }]);
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildRead', item_id: harbour, children: [childId] }]);
  });
});
