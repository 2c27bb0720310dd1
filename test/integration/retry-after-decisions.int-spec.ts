import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addName, endName, mergeChildren, readDoubts, undoMatch, undoMerge } from '#casework';
import type { Action } from '#domain/access';
import { parseInstant } from '#domain/time';
import { decideDoubt } from '#submissions';
import { runDailyTasks } from '../../apps/worker/src/daily.js';
import { dailyTasks } from '../../apps/worker/src/daily-tasks.js';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf } from '../support/children.js';
import { doubleReportsOn } from '../support/double-report.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

type Cells = Readonly<Record<string, string>>;

const REASON = 'The school confirmed who she is';
const granted = { kind: 'opened', value: { kind: 'granted' } };

let test: TestService;
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const row = (ref: string, cells: Cells = {}) =>
  aReturnRow({ provider_ref: ref, child_id: 'C1', returned_at: '2025-10-07T06:00:00Z', ...cells });
const send = (providerCode: string, ...rows: readonly Cells[]) =>
  test.service.returns.receive({ ...aReceivedReturn(aProviderReturn(...rows)), providerCode });
const as = (action: Action) => contextOf(test, 'commissioner.e09000029', action);
const on = async (ref: string) =>
  (
    await sql<{ id: string; episode: string }>(
      `SELECT e.child_id AS id, e.id AS episode FROM source_reference r JOIN missing_episode e ON e.id = r.episode_id
       WHERE r.ref = $1`,
      [ref],
    )
  )[0] ?? { id: '', episode: '' };
const outcomeOf = async (ref: string) =>
  (
    await sql<{ outcome: string }>(
      `SELECT r.outcome FROM submission_row r JOIN submission s ON s.id = r.submission_id
       WHERE r.ref = $1 ORDER BY s.received_at DESC, s.id DESC LIMIT 1`,
      [ref],
    )
  )[0]?.outcome;
const asked = async () =>
  (await readDoubts(test.service.database, await as('child.match'), null)).doubts.map(
    ({ because, claimed }) => `${because} ${claimed?.givenName ?? ''}`,
  );
const mergeTwins = async () => {
  const [one, other] = [await on('H1'), await on('H2')];
  const wish = { otherId: other.id, reason: REASON };
  expect(await mergeChildren(test.service.casework, await as('child.merge'), one.id, wish)).toMatchObject(granted);
  return one.id;
};
const name = async (childId: string) =>
  addName(test.service.casework, await as('child.match'), childId, { givenName: 'Tess', familyName: 'Borne' });
/** Runs the task of a day that tries held rows again: what was done, and what went wrong. */
async function tryHeldRows(day: string) {
  const tasks = dailyTasks.filter((task) => task.name === 'try-held-rows');
  const faults: unknown[] = [];
  const at = parseInstant(`${day}T06:00:00Z`);
  const done = await runDailyTasks(test.service.casework, SUTTON, at, tasks, (_event, error) => faults.push(error));
  return { done, faults };
}

const tess = { given_name: 'Tess', family_name: 'Borne' };
const later = { missing_at: '2025-10-12T18:00:00Z', returned_at: '2025-10-13T06:00:00Z' };
/** A second child, by default of the same name and birth as the first. */
const second = (cells: Cells = {}) =>
  row('H2', { child_id: 'C2', missing_at: '2025-10-09T18:00:00Z', returned_at: '2025-10-10T06:00:00Z', ...cells });

describe.each(testServers())('held rows after what is decided of children, on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  }, 60_000);
  afterEach(() => test.close());

  it('are taken in once the records that they may mean are one child', async () => {
    await send('HARBOUR', row('H1'), second());
    await send('NORTHWAY', row('N1', { child_id: '', ...later }));
    expect([await outcomeOf('N1'), await asked()]).toEqual(['held', ['several_children Testo']]);
    const goesOn = await mergeTwins();
    expect([await outcomeOf('N1'), (await on('N1')).id, await asked()]).toEqual(['new', goesOn, []]);
  });

  it('are asked about once the records are two children again', async () => {
    await send('HARBOUR', row('H1'), second());
    const childId = await mergeTwins();
    await send('HARBOUR', row('H3', { child_id: '', missing_at: '2025-10-07T05:00:00Z' }));
    expect([await outcomeOf('H3'), await asked()]).toEqual(['held', []]);
    const [merge] = await sql<{ id: string }>('SELECT id FROM child_merge');
    const wish = { mergeId: merge?.id ?? '', reason: REASON };
    expect(await undoMerge(test.service.casework, await as('child.merge'), childId, wish)).toMatchObject(granted);
    expect([await outcomeOf('H3'), await asked()]).toEqual(['held', ['several_children Testo']]);
  });

  it('are taken in once the child is known by the name that they give', async () => {
    await send('HARBOUR', row('H1', { child_id: '' }));
    await send('HARBOUR', row('H1', { child_id: '', ...tess, police_risk: 'high' }));
    expect([await outcomeOf('H1'), await asked()]).toEqual(['held', ['reference_of_another_child Tess']]);
    expect(await name((await on('H1')).id)).toMatchObject(granted);
    expect([await outcomeOf('H1'), await asked()]).toEqual(['changed', []]);
  });

  it('are taken in once one child alone is known by the name that they give', async () => {
    await send('HARBOUR', row('H1'), second(tess));
    const [one, other] = [await on('H1'), await on('H2')];
    await name(one.id);
    await send('NORTHWAY', row('N1', { child_id: '', ...tess, ...later }));
    expect([await outcomeOf('N1'), await asked()]).toEqual(['held', ['several_children Tess']]);
    const [alias] = await sql<{ id: string }>('SELECT id FROM child_name_alias');
    const { casework } = test.service;
    expect(await endName(casework, await as('child.match'), one.id, alias?.id ?? '')).toMatchObject(granted);
    expect([await outcomeOf('N1'), (await on('N1')).id, await asked()]).toEqual(['new', other.id, []]);
  });

  it('are taken in once a decision is undone that gave another child their name', async () => {
    await send('HARBOUR', row('H1'));
    await send('NORTHWAY', row('N1', { date_of_birth: '2010-05-04', ...tess, ...later }));
    const [doubt] = await sql<{ id: string }>('SELECT id FROM child_doubt');
    const { casework, lists } = test.service;
    const wish = { kind: 'this_child', childId: (await on('H1')).id, birth: 'record', keepsName: true } as const;
    await decideDoubt(casework, lists, await as('child.match'), { id: doubt?.id ?? '', wish, reason: REASON });
    await send('HARBOUR', second(tess));
    await send('NORTHWAY', row('N2', { child_id: '', ...tess, missing_at: '2025-10-20T18:00:00Z', returned_at: '' }));
    expect([await outcomeOf('N2'), await asked()]).toEqual(['held', ['several_children Tess']]);
    const [match] = await sql<{ id: string }>('SELECT id FROM child_match');
    expect(await undoMatch(casework, await as('child.match'), match?.id ?? '', REASON)).toMatchObject({
      kind: 'granted',
    });
    expect([await outcomeOf('N2'), (await on('N2')).id]).toEqual(['new', (await on('H2')).id]);
  });

  it('are taken in once the episode that they would overlap is another report of the same absence', async () => {
    await send('HARBOUR', row('H1'), row('H2', { missing_at: '2025-10-07T07:00:00Z', ...{ returned_at: '' } }));
    await send('HARBOUR', row('H2', { missing_at: '2025-10-07T05:00:00Z', returned_at: '2025-10-07T09:00:00Z' }));
    expect(await outcomeOf('H2')).toBe('held');
    const [one, other] = [await on('H1'), await on('H2')];
    const absences = doubleReportsOn(test);
    expect(await absences.merge(one.id, one.episode, other.episode)).toMatchObject(granted);
    expect(await outcomeOf('H2')).toBe('changed');
    // Taken apart they are what they were told to be, for a person to settle.
    expect(await absences.undo(one.id, one.episode)).toMatchObject(granted);
    expect((await absences.list()).pairs).toMatchObject([{ why: 'overlap' }]);
  });

  it('stay held when reports are said to be two, or are taken apart again: no row is held for a pair', async () => {
    const from = (hour: number, to: number) => ({
      missing_at: `2025-10-07T0${hour}:00:00Z`,
      returned_at: `2025-10-07T0${to}:00:00Z`,
    });
    await send('HARBOUR', row('H1'), row('H2', from(7, 9)));
    await send('HARBOUR', row('H2', from(5, 9)), row('H3', from(4, 5)));
    const [one, other] = [await on('H1'), await on('H2')];
    const absences = doubleReportsOn(test);
    /** What became of the rows by the decision, and of the same rows tried once more. */
    const outcomes = async (day: string) => {
      const all = async () => [await outcomeOf('H2'), await outcomeOf('H3')];
      const decided = await all();
      expect(await tryHeldRows(day)).toEqual({ done: ['try-held-rows'], faults: [] });
      return [decided, await all()];
    };
    expect(await outcomes('2025-11-20')).toEqual([
      ['held', 'held'],
      ['held', 'held'],
    ]);
    expect(await absences.tellApart(one.id, one.episode, other.episode)).toMatchObject(granted);
    expect(await outcomes('2025-11-21')).toEqual([
      ['held', 'held'],
      ['held', 'held'],
    ]);
    expect(await absences.takeBack(one.id, one.episode)).toMatchObject(granted);
    expect(await outcomes('2025-11-22')).toEqual([
      ['held', 'held'],
      ['held', 'held'],
    ]);
    expect(await absences.merge(one.id, one.episode, other.episode)).toMatchObject(granted);
    expect(await outcomes('2025-11-23')).toEqual([
      ['changed', 'held'],
      ['changed', 'held'],
    ]);
    expect(await absences.undo(one.id, one.episode)).toMatchObject(granted);
    expect(await outcomes('2025-11-24')).toEqual([
      ['changed', 'held'],
      ['changed', 'held'],
    ]);
  });

  it('are tried once a day, for what the checks of a newer version let in', async () => {
    await send('HARBOUR', row('H1'), row('H2', { missing_at: '2025-10-07T05:00:00Z', returned_at: '' }));
    expect(await outcomeOf('H2')).toBe('held');
    await sql(`UPDATE missing_episode SET returned_at = '2025-10-07T04:00:00Z'`);
    expect(await tryHeldRows('2025-11-20')).toEqual({ done: ['try-held-rows'], faults: [] });
    expect(await outcomeOf('H2')).toBe('new');
    expect(await tryHeldRows('2025-11-21')).toEqual({ done: ['try-held-rows'], faults: [] });
  });
});
