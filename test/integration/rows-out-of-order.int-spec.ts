import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemContext } from '#persistence';
import { retryHeld } from '#submissions';
import type { HeldRows, SubmissionResult } from '#submissions';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { stateOf } from '../support/state.js';

const AT = '2025-10-07T12:00:00Z';
type Cells = Readonly<Record<string, string>>;

const start: Cells = { ...aReturnRow({ row_version: '1', police_risk: 'low' }), returned_at: '' };
const returned: Cells = { provider_ref: 'T001', row_version: '2', returned_at: '2025-10-07T06:00:00Z' };
const offered: Cells = {
  ...{
    provider_ref: 'T001',
    row_version: '3',
    referred_at: '2025-10-07T06:05:00Z',
    offered_at: '2025-10-07T06:10:00Z',
  },
  ...{
    offered_to: 'child',
    offer_outcome: 'accepted',
    push_factors: 'PU01;a word nobody knows',
    primary_factor: 'PU01',
  },
};
const interviewed: Cells = {
  ...{ provider_ref: 'T001', row_version: '4', interview_at: '2025-10-07T10:00:00Z', interview_covers: 'T000' },
  ...{ interview_mode: 'video', vulnerabilities: 'VU08=Y' },
};
const corrected: Cells = {
  provider_ref: 'T001',
  row_version: '5',
  returned_at: '2025-10-07T05:00:00Z',
  police_risk: 'high',
};
const before: Cells = {
  ...aReturnRow({ provider_ref: 'T000', missing_at: '2025-10-04T18:00:00Z', returned_at: '2025-10-05T06:00:00Z' }),
};
const inTurn = [before, start, returned, offered, interviewed, corrected];
const orders: readonly (readonly [string, readonly (readonly Cells[])[]])[] = [
  ['backwards, each by itself', inTurn.toReversed().map((row) => [row])],
  ['the correction first and the start last', [[corrected], [interviewed, before], [offered], [returned, start]]],
  ['the interview first, in one file', [[interviewed, corrected, returned, start, before, offered]]],
];

let test: TestService;
const receive = (rows: readonly Cells[], sender = 'HARBOUR') =>
  test.service.returns.receive({ ...aReceivedReturn(aProviderReturn(...rows), AT), providerCode: sender });
const retry = (which: HeldRows) =>
  test.service.casework.write(systemContext(SUTTON, 'test'), (transaction) =>
    retryHeld(transaction, test.service.lists, which),
  );
const ask = (sql: string) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
const result = async (submission: string) => {
  const found = await test.service.returns.find(systemContext(SUTTON, 'test'), submission, 'council');
  if (!found) throw new Error('A submission is not there.');
  return found;
};

const countOf = (each: SubmissionResult) => each.new + each.same + each.changed + each.held + each.refused;
const openRows = () => ask(`SELECT ref FROM submission_row WHERE outcome = 'held' AND settled_at IS NULL`);

/**
 * What is on record now. Clocks that were superseded on the way, and what they had raised by then, are history; so is a
 * clock that was watched for a while and settled, where in another order it was settled when it was first seen.
 */
async function stateNow(): Promise<object> {
  const { deadlines = [], alerts, ...state } = await stateOf(test.database);
  expect(alerts).toBeDefined();
  const words = await ask(`SELECT ref, section, words, outcome FROM unmatched_word ORDER BY ref, words_key`);
  const versions = await ask('SELECT ref, row_version FROM source_reference ORDER BY ref');
  return { ...state, words, versions, deadlines: deadlines.filter((line) => isCurrent(line)) };
}

function isCurrent(line: string): boolean {
  const isOfInterview = /"kind": "(interview|offer)"/.test(line);
  return line.includes('"is_current": true') && (isOfInterview || line.includes('"is_open": true'));
}

describe.each(testServers())('rows that come out of order, on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it.each(orders)('end in the state of those that come in turn: %s', async (_words, files) => {
    for (const row of inTurn) await receive([row]);
    const wanted = await stateNow();
    await test.close();
    test = await createTestService({ server });
    const submissions: string[] = [];
    for (const file of files) submissions.push((await receive(file)).submission);
    expect(await stateNow()).toEqual(wanted);
    const results = await Promise.all(submissions.map(result));
    expect(results.map(countOf)).toEqual(files.map(({ length }) => length));
    expect(await openRows()).toEqual([]);
    expect(results.reduce((sum, { new: fresh }) => sum + fresh, 0)).toBe(2);
  });

  it('end in one state when two files with parts of one case come at once', async () => {
    for (const row of inTurn) await receive([row]);
    const wanted = await stateNow();
    await test.close();
    test = await createTestService({ server });
    const results = await Promise.all([receive([interviewed, start, before]), receive([corrected, offered, returned])]);
    expect(await stateNow()).toEqual(wanted);
    const now = await Promise.all(results.map(({ submission }) => result(submission)));
    expect([now.map(countOf), await openRows()]).toEqual([[3, 3], []]);
  });

  it('keeps when a row was held, when it was taken in and which submission brought what it waited for', async () => {
    const blank = { date_of_birth: '', care_status: '', episode_type: '', missing_at: '' };
    const first = await receive([{ ...interviewed, ...blank }]);
    expect(first).toMatchObject({ rows: 1, held: 1, new: 0 });
    expect(first.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['PR-010']));
    const second = await receive([start]);
    expect(await result(first.submission)).toMatchObject({ held: 1 });
    expect((await result(first.submission)).findings.map(({ code }) => code)).toContain('PR-302');
    const third = await receive([before]);
    expect([second.new, third.new]).toEqual([1, 1]);
    const late = await result(first.submission);
    expect(late).toMatchObject({ rows: 1, done: 1, held: 0, changed: 1 });
    expect(late.findings.map(({ code }) => code)).toContain('PR-320');
    expect(
      await ask(`SELECT settled_at > decided_at AS late, settled_by_submission_id AS by, is_waiting, awaited_ref,
        (SELECT array_agg(DISTINCT f.code ORDER BY f.code) FROM finding f
         WHERE f.submission_id = r.submission_id AND f.severity = 'error') AS codes
        FROM submission_row r WHERE submission_id = '${first.submission}'`),
    ).toEqual([
      { late: true, by: third.submission, is_waiting: false, awaited_ref: null, codes: ['PR-010', 'PR-103', 'PR-302'] },
    ]);
  });

  it('asks for a column only where a row is held for the lack of it', async () => {
    const codes = async (row: Cells) =>
      (await receive([row])).findings.flatMap(({ code, row: at }) => (at === null ? code : []));
    expect(new Set(await codes(returned))).toEqual(new Set(['PR-003']));
    await receive([start]);
    expect(await codes({ ...returned, row_version: '9' })).toEqual([]);
  });

  it('takes a faulty row that a later one has put right off the open ones, and keeps its receipt', async () => {
    const first = await receive([aReturnRow({ police_risk: 'grave' })]);
    const second = await receive([aReturnRow({ police_risk: 'high' })]);
    expect(second).toMatchObject({ new: 1 });
    const late = await result(first.submission);
    expect(late).toMatchObject({ rows: 1, held: 1 });
    expect(late.findings.map(({ code }) => code)).toEqual(['PR-030', 'PR-321']);
    expect(await ask('SELECT settled_by_submission_id AS by FROM submission_row WHERE settled_at IS NOT NULL')).toEqual(
      [{ by: second.submission }],
    );
  });

  it('takes in a row when the episode that stood in its way is ended', async () => {
    await receive([{ ...start, row_version: '', provider_ref: 'N1' }]);
    const held = await receive([aReturnRow({ missing_at: '2025-10-06T22:00:00Z' })]);
    expect(held).toMatchObject({ held: 1 });
    await receive([{ provider_ref: 'N1', returned_at: '2025-10-06T21:00:00Z' }]);
    expect(await result(held.submission)).toMatchObject({ held: 0, new: 1 });
  });

  it('tries held rows again after a decision of the council, and says how many were taken in', async () => {
    await ask(`UPDATE contract SET valid_from = '2025-10-08'`);
    const held = await receive([aReturnRow()]);
    expect(held).toMatchObject({ held: 1 });
    expect(held.findings.map(({ code }) => code)).toContain('PR-201');
    expect(await retry({})).toBe(0);
    await ask(`UPDATE contract SET valid_from = '2018-04-01'`);
    expect(await retry({ refs: ['T002'] })).toBe(0);
    expect(await retry({ refs: ['T001'] })).toBe(1);
    expect(await result(held.submission)).toMatchObject({ held: 0, new: 1 });
    expect(await retry({})).toBe(0);
  });

  it('says in a rehearsal what a row would set free, and does none of it', async () => {
    await receive([interviewed]);
    const states = [await stateNow(), await ask('SELECT * FROM submission_row'), await ask('SELECT * FROM finding')];
    const rehearsed = await test.service.returns.rehearse(aReceivedReturn(aProviderReturn(start, before), AT));
    expect(rehearsed).toMatchObject({ rows: 2, new: 2, held: 0 });
    expect([await stateNow(), await ask('SELECT * FROM submission_row'), await ask('SELECT * FROM finding')]).toEqual(
      states,
    );
  });

  it('lets a row that waits and cannot be taken in stop no other', async () => {
    await receive([{ ...returned, police_ref: 'unforeseen' }]);
    await ask(`ALTER TABLE case_text ADD CHECK (police_ref <> 'unforeseen')`);
    expect(await receive([start, before])).toMatchObject({ new: 2, held: 0 });
    expect(await ask('SELECT is_waiting FROM submission_row ORDER BY ref, decided_at')).toEqual([
      { is_waiting: false },
      { is_waiting: true },
      { is_waiting: false },
    ]);
  });
});
