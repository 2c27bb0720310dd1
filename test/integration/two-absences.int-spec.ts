import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readChild, readChildEvidence, readReconciliation, readWorklist } from '#casework';
import { parseInstant, parseReportingMonth } from '#domain/time';
import { newId } from '#platform';
import { systemContext } from '#persistence';
import { obtainMaceReport } from '#reports';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf, lastAudit } from '../support/children.js';
import {
  ONE_NIGHT,
  TWO_NIGHTS,
  addDoubleReport,
  doubleReportsOn,
  harbourCells,
  sendRow,
} from '../support/double-report.js';
import type { DoubleReportIds } from '../support/double-report.js';
import { hashOfTables } from '../support/merging.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

/** Northway’s report of the night that Harbour tells of. */
const sameNight = { missing_at: '2025-10-10T21:00:00Z', returned_at: '2025-10-11T07:30:00Z' };
const granted = { kind: 'opened', value: { kind: 'granted' } };
const refusal = (because: string) => ({ kind: 'opened', value: { kind: 'refused', because } });
const october = parseReportingMonth('2025-10');
const now = parseInstant('2025-10-15T13:00:00Z');

let test: TestService;
let ids: DoubleReportIds;
let on: ReturnType<typeof doubleReportsOn>;

const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const as = (action: Parameters<typeof contextOf>[2], who = 'commissioner.e09000029') => contextOf(test, who, action);
const why = async () => (await on.list()).pairs.map((pair) => pair.why);
async function episodesFor(who: string) {
  const opened = await readChild(test.service.database, await as('child.read', who), ids.childId);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.value.episodes;
}
/** How often the absence counts, wherever it is counted. */
async function counted() {
  const { database, lists } = test.service;
  if (!october) throw new Error('October is a month.');
  const worklist = await readWorklist(database, await as('worklist.read'), now);
  const evidence = await readChildEvidence(database, await as('child.evidence.read'), ids.childId);
  const reconciled = await readReconciliation(database, await as('reconciliation.read'), october);
  const context = { ...(await as('report.mace.read')), fields: ['aggregates'] } as const;
  const cutOff = parseInstant('2025-11-03T09:00:00Z');
  const asked = { first: october, last: october, audience: 'mace', cutOff, rebuild: true } as const;
  const { report } = await obtainMaceReport(database, lists, context, asked);
  return {
    ...{ worklist: worklist.items.length, record: (await episodesFor('commissioner.e09000029')).length },
    ...{ evidence: evidence.kind === 'opened' ? evidence.value.episodes.length : null },
    ...{ known: reconciled.counts.known.episodes, report: JSON.stringify(report.headline) },
  };
}
/** Every table of facts but for what is said of the pair. */
async function facts() {
  const hashes = await hashOfTables({ test });
  return Object.fromEntries(Object.entries(hashes).filter(([name]) => name !== 'episode_distinction'));
}

describe.each(testServers())('two reports of one night on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
    on = doubleReportsOn(test);
  }, 60_000);
  afterEach(() => test.close());

  it.each([
    ['HARBOUR', 'NORTHWAY', { ...harbourCells }, { ...sameNight, provider_ref: 'N1' }],
    ['NORTHWAY', 'HARBOUR', { ...sameNight, provider_ref: 'N1' }, { ...harbourCells }],
  ] as const)('by %s and then by %s are both taken in, and stand as a pair', async (first, second, one, other) => {
    await sendRow(test, first, one);
    await sendRow(test, second, other);
    const { pairs } = await on.list();
    expect(pairs.map(({ why: because, ...pair }) => [because, ...pair.first.lines, ...pair.second.lines])).toEqual([
      ['overlap', expect.stringContaining('H1'), expect.stringContaining('N1')],
    ]);
    const [last] = await sql<{ id: string }>('SELECT id FROM submission ORDER BY received_at DESC, id DESC LIMIT 1');
    const told = (to: 'council' | 'sender') =>
      test.service.returns.find(systemContext(SUTTON, 'test'), last?.id ?? '', to);
    const codes = async (to: 'council' | 'sender') => (await told(to))?.findings.map(({ code }) => code);
    expect(await codes('council')).toContain('PR-401');
    expect(await codes('sender')).not.toContain('PR-401');
  });

  it('by one provider stay an error', async () => {
    const rows = [harbourCells, { ...sameNight, provider_ref: 'H2' }].map((cells) =>
      aReturnRow({ child_id: 'TWICE', family_name: 'Twice-Sample', ...cells }),
    );
    const result = await test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows)));
    expect([result.new, result.held]).toEqual([1, 1]);
    expect(result.findings.map(({ code }) => code)).toContain('PR-310');
    expect(await why()).toEqual([]);
  });

  it('count twice until they are settled: once when merged, twice when they are two', async () => {
    ids = await addDoubleReport(test, { northway: sameNight });
    const before = await counted();
    expect(before).toMatchObject({ worklist: 2, record: 2, evidence: 2, known: 2 });
    await on.merge(ids.childId, ids.harbour, ids.northway);
    const merged = await counted();
    expect(merged).toMatchObject({ worklist: 1, record: 1, evidence: 1, known: 1 });
    expect(merged.report).not.toBe(before.report);
    await on.undo(ids.childId, ids.harbour);
    await on.tellApart(ids.childId, ids.harbour, ids.northway);
    expect(await counted()).toEqual(before);
  });

  it('leave the list as two, with nothing changed, and come back when that is taken back', async () => {
    ids = await addDoubleReport(test, { northway: sameNight });
    const before = await facts();
    expect(await why()).toEqual(['overlap']);
    expect(await on.tellApart(ids.childId, ids.northway, ids.harbour)).toMatchObject(granted);
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'EpisodeDistinction', reason: TWO_NIGHTS, children: [ids.childId] },
    ]);
    expect([await why(), await facts()]).toEqual([[], before]);
    const [one, other] = await episodesFor('commissioner.e09000029');
    expect(one?.apart).toMatchObject([{ other: { id: ids.northway }, reason: TWO_NIGHTS }]);
    expect(other?.apart).toMatchObject([{ other: { id: ids.harbour }, reason: TWO_NIGHTS }]);
    expect((await episodesFor('provider_worker.northway')).map(({ apart }) => apart)).toEqual([[]]);
    expect(await on.takeBack(ids.childId, ids.harbour)).toMatchObject(granted);
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'EpisodeDistinctionUndo', reason: ONE_NIGHT, children: [ids.childId] },
    ]);
    expect([await why(), await facts()]).toEqual([['overlap'], before]);
    expect((await episodesFor('commissioner.e09000029')).flatMap(({ apart }) => apart)).toEqual([]);
  });

  it('stay two when the same rows are sent again, and when a row changes, and nobody is warned of it any more', async () => {
    ids = await addDoubleReport(test, { northway: sameNight });
    await on.tellApart(ids.childId, ids.harbour, ids.northway);
    await sendRow(test, 'HARBOUR', harbourCells);
    await sendRow(test, 'NORTHWAY', { ...sameNight, provider_ref: 'N1' });
    expect(await why()).toEqual([]);
    await sendRow(test, 'NORTHWAY', { ...sameNight, provider_ref: 'N1', returned_at: '2025-10-11T07:00:00Z' });
    expect(await why()).toEqual([]);
    const warned = await sql<{ sent: number }>(
      `SELECT count(*)::integer AS sent FROM finding f WHERE f.code = 'PR-401'`,
    );
    expect(warned).toEqual([{ sent: 1 }]);
  });

  it('are two for all that is merged with either, and are not merged with one another', async () => {
    ids = await addDoubleReport(test, { northway: sameNight });
    const { childId, harbour, northway } = ids;
    await sendRow(test, 'HARBOUR', {
      ...{ provider_ref: 'H3', missing_at: '2025-10-11T09:00:00Z', returned_at: '2025-10-11T10:00:00Z' },
    });
    const [third] = await sql<{ id: string }>(`SELECT episode_id AS id FROM source_reference WHERE ref = 'H3'`);
    const more = third?.id ?? '';
    expect(await on.merge(childId, northway, more)).toMatchObject(granted);
    expect(await on.tellApart(childId, harbour, more)).toMatchObject(granted);
    expect(await why()).toEqual([]);
    expect(await on.merge(childId, harbour, northway)).toMatchObject(refusal('holds-others'));
    expect(await on.merge(childId, northway, harbour)).toMatchObject(refusal('two-absences'));
    expect(await on.tellApart(childId, northway, more)).toMatchObject(refusal('one-absence'));
    const opened = await on.read({ childId, episodeId: northway, otherId: '' });
    expect(opened).toMatchObject({ value: { near: [], apart: [{ of: more, report: { facts: { id: harbour } } }] } });
    await on.undo(childId, northway);
    expect(await why()).toEqual(['overlap', 'close']);
  });

  it('are said to be two once, with a reason, by who may', async () => {
    ids = await addDoubleReport(test, { northway: sameNight });
    const { childId, harbour, northway } = ids;
    expect(await on.tellApart(childId, harbour, northway, 'two')).toMatchObject(refusal('reason-too-short'));
    expect(await on.tellApart(childId, harbour, newId())).toMatchObject(refusal('other-not-there'));
    expect(await on.tellApart(childId, harbour, harbour)).toMatchObject(refusal('same-episode'));
    expect(await on.tellApart(childId, newId(), northway)).toEqual({ kind: 'not-there' });
    expect(await on.tellApart(childId, harbour, northway, TWO_NIGHTS, 'team_manager')).toEqual({ kind: 'not-there' });
    const both = await Promise.all([
      on.tellApart(childId, harbour, northway),
      on.tellApart(childId, northway, harbour),
    ]);
    expect(both.map((each) => (each.kind === 'opened' ? each.value.kind : each.kind)).sort()).toEqual([
      ...['granted', 'refused'],
    ]);
    expect(await on.tellApart(childId, northway, harbour)).toMatchObject(refusal('two-absences'));
    expect(await on.takeBack(childId, harbour, 'no')).toMatchObject(refusal('reason-too-short'));
    expect(await on.takeBack(childId, harbour)).toMatchObject(granted);
    expect(await on.takeBack(childId, harbour)).toMatchObject(refusal('undone-already'));
  });
});
