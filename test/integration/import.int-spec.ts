import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { stateOf } from '../support/state.js';

const AT = '2025-10-07T07:00:00Z';
let test: TestService;

const receive = (...rows: Parameters<typeof aProviderReturn>) =>
  test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), AT));
const children = (number: number) =>
  Array.from({ length: number }, (_, index) => aReturnRow({ provider_ref: `T${index}`, child_id: `C${index}` }));
const count = (table: string) =>
  withClient(
    test.database.superuserUrl,
    async (client) => (await client.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table}`)).rows[0]?.n,
  );

describe.each(testServers())('taking in a provider return on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('keeps a value that a later row leaves blank, clears it on "-", and says what changed', async () => {
    expect(await receive(aReturnRow({ police_ref: 'MP/1' }))).toMatchObject({ new: 1 });
    expect(await receive(aReturnRow())).toMatchObject({ same: 1, changed: 0 });
    expect((await stateOf(test.database))['texts']).toHaveLength(1);
    expect(await receive(aReturnRow({ police_ref: '-' }))).toMatchObject({ changed: 1 });
    const [text] = (await stateOf(test.database))['texts'] ?? [];
    expect(text).toContain('"police_ref": null');
  });

  it('supersedes the clocks when the return time is corrected, and keeps the old ones', async () => {
    await receive(aReturnRow());
    await receive(aReturnRow({ returned_at: '2025-10-06T23:00:00Z' }));
    const { deadlines = [] } = await stateOf(test.database);
    expect(deadlines.filter((line) => line.includes('"is_current": true'))).toHaveLength(2);
    expect(deadlines.filter((line) => line.includes('"is_current": false'))).toHaveLength(2);
  });

  it('lets the higher row_version win, in whatever order they come', async () => {
    await receive(aReturnRow({ row_version: '2', police_risk: 'high' }));
    const late = await receive(aReturnRow({ row_version: '1', police_risk: 'low' }));
    expect(late).toMatchObject({ same: 1, changed: 0 });
    expect(late.findings.map(({ code }) => code)).toContain('PR-304');
    expect((await stateOf(test.database))['episodes']?.[0]).toContain('"police_risk": "high"');
  });

  it('holds the second row with a reference, and takes the rest', async () => {
    const result = await receive(
      aReturnRow(),
      aReturnRow({ police_risk: 'low' }),
      aReturnRow({ provider_ref: 'T002', child_id: 'C2' }),
    );
    expect(result).toMatchObject({ new: 2, held: 1 });
    expect(result.findings.map(({ code, row }) => [code, row])).toEqual([['PR-301', 3]]);
  });

  it('holds a row whose interview covers an episode that nobody knows, and takes it once that one is there', async () => {
    const interview = {
      interview_at: '2025-10-07T06:30:00Z',
      offered_at: '2025-10-07T06:10:00Z',
      offered_to: 'child',
      interview_covers: 'T000',
    };
    expect(await receive(aReturnRow(interview))).toMatchObject({ held: 1 });
    const earlier = aReturnRow({
      provider_ref: 'T000',
      missing_at: '2025-10-04T18:00:00Z',
      returned_at: '2025-10-05T06:00:00Z',
    });
    expect(await receive(aReturnRow(interview), earlier)).toMatchObject({ new: 1, same: 1, held: 0 });
    expect((await stateOf(test.database))['covers']).toHaveLength(2);
  });

  it('settles the clocks of an episode on record that a later interview also covers', async () => {
    await receive(
      aReturnRow({ provider_ref: 'T000', missing_at: '2025-10-05T18:00:00Z', returned_at: '2025-10-06T06:00:00Z' }),
    );
    await receive(
      aReturnRow({
        interview_at: '2025-10-07T06:30:00Z',
        offered_at: '2025-10-07T06:10:00Z',
        offered_to: 'child',
        interview_covers: 'T000',
      }),
    );
    const { deadlines = [] } = await stateOf(test.database);
    const ofInterviews = deadlines.filter((line) => !line.includes('"kind": "form"'));
    expect(ofInterviews).toHaveLength(4);
    expect(ofInterviews.filter((line) => line.includes('"is_open": true'))).toEqual([]);
  });

  it('is held by its own run from the first moment, so that no sweep takes it up meanwhile', async () => {
    const rows = children(1200);
    const run = { isOver: false };
    const receiving = receive(...rows).finally(() => (run.isOver = true));
    const tried: boolean[] = [];
    while (!run.isOver) {
      for (const id of await test.service.returns.listUnapplied(SUTTON))
        tried.push(await test.service.returns.resume(SUTTON, id, 'sweep'));
    }
    expect(await receiving).toMatchObject({ rows: 1200, new: 1200 });
    expect(new Set(tried)).toEqual(new Set([false]));
  });

  it('holds for the council a child whose date of birth differs, and tells the provider nothing more', async () => {
    await receive(aReturnRow());
    const result = await receive(aReturnRow({ provider_ref: 'T002', date_of_birth: '2012-05-04' }));
    expect(result).toMatchObject({ held: 1 });
    expect(result.findings[0]?.message).toMatch(/^Held for the council/);
  });

  it('knows a child without council ID by date of birth and full name, whatever the spelling of case and accents', async () => {
    await receive(aReturnRow({ child_id: '', given_name: 'Zoé' }));
    await receive(
      aReturnRow({
        provider_ref: 'T002',
        child_id: '',
        given_name: 'ZOE',
        missing_at: '2025-10-01T10:00:00Z',
        returned_at: '2025-10-01T12:00:00Z',
      }),
    );
    expect(await count('child')).toBe(1);
  });

  it('knows again by its council ID a child that came first by name alone', async () => {
    const [first, second] = [
      aReturnRow({ child_id: '' }),
      aReturnRow({ provider_ref: 'T002', missing_at: '2025-10-01T10:00:00Z', returned_at: '2025-10-01T12:00:00Z' }),
    ];
    await receive(first);
    await receive(second);
    expect(await count('child')).toBe(1);
    expect(await receive(first)).toMatchObject({ same: 1 });
  });

  it('ends with one record when the same file is sent twice at once', async () => {
    const rows = children(40);
    const results = await Promise.all([receive(...rows), receive(...rows)]);
    expect(results.map((result) => result.new + result.same)).toEqual([40, 40]);
    expect(results[0].new + results[1].new).toBe(40);
    expect(await count('missing_episode')).toBe(40);
  });

  it('changes nothing in a rehearsal, and says what would happen', async () => {
    const before = [await stateOf(test.database), await count('submission'), await count('audit_event')];
    const result = await test.service.returns.rehearse(aReceivedReturn(aProviderReturn(aReturnRow()), AT));
    expect(result).toMatchObject({ rows: 1, new: 1 });
    expect([await stateOf(test.database), await count('submission'), await count('audit_event')]).toEqual(before);
  });

  it('takes up a submission that was acknowledged and left, and never applies a row twice', async () => {
    const rows = children(1200);
    const result = await receive(...rows);
    await withClient(test.database.superuserUrl, async (client) => {
      await client.query('UPDATE submission SET applied_at = NULL');
      await client.query('DELETE FROM finding');
      await client.query('DELETE FROM submission_row WHERE row_number > 700');
    });
    const before = await stateOf(test.database);
    expect(await test.service.returns.listUnapplied(SUTTON)).toEqual([result.submission]);
    const runs = await Promise.all([1, 2].map(() => test.service.returns.resume(SUTTON, result.submission, 'test')));
    expect(runs.filter(Boolean)).toHaveLength(1);
    expect(await stateOf(test.database)).toEqual(before);
    expect(await count('submission_row')).toBe(1200);
    expect(await test.service.returns.listUnapplied(SUTTON)).toEqual([]);
  });

  it('holds a row that fits in itself but not what is on record, and changes nothing by it', async () => {
    await receive(aReturnRow());
    const before = await stateOf(test.database);
    const result = await receive(
      aReturnRow({ missing_at: '2025-10-07T06:30:00Z', returned_at: '', gender: 'changed' }),
      aReturnRow({ provider_ref: 'T002', child_id: 'C2' }),
    );
    expect(result).toMatchObject({ new: 1, held: 1 });
    expect(result.findings).toMatchObject([{ code: 'PR-101', row: 2, column: 'returned_at' }]);
    expect((await stateOf(test.database))['children']).toEqual(expect.arrayContaining([...(before['children'] ?? [])]));
  });

  it('holds the one row that breaks in a way nobody foresaw, and takes all the others', async () => {
    await withClient(test.database.superuserUrl, (client) =>
      client.query(`ALTER TABLE case_text ADD CHECK (police_ref <> 'unforeseen')`),
    );
    const rows = Array.from({ length: 20 }, (_, index) =>
      aReturnRow({
        provider_ref: `T${index}`,
        child_id: `C${index}`,
        police_ref: index === 13 ? 'unforeseen' : 'fine',
      }),
    );
    const result = await receive(...rows);
    expect(result).toMatchObject({ new: 19, held: 1 });
    expect(result.findings).toMatchObject([{ code: 'PR-900', ref: 'T13' }]);
    expect(await test.service.returns.listUnapplied(SUTTON)).toEqual([]);
  });

  it('counts the findings of a row that has hundreds instead of listing them all', async () => {
    const attempts = Array.from({ length: 1500 }, () => 'never=x=y')
      .map((item, index) => `${item}${index}`)
      .join(';');
    const result = await receive(aReturnRow({ attempts }));
    expect(result).toMatchObject({ held: 1 });
    expect(result.findings).toHaveLength(100);
    expect(result.findings.at(-1)).toMatchObject({ code: 'PR-012' });
  });

  it('writes an audit row with each child it touches, in the same transaction', async () => {
    await receive(aReturnRow(), aReturnRow({ provider_ref: 'T002', child_id: 'C2' }));
    const subjects = await withClient(test.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ action: string; children: string }>(
        `SELECT e.action, count(s.*) AS children FROM audit_event e LEFT JOIN audit_subject s ON s.event_id = e.id WHERE e.action IN ('CasesChange', 'SubmissionReceive') GROUP BY e.action ORDER BY 1`,
      );
      return rows.map(({ action, children }) => [action, Number(children)]);
    });
    expect(subjects).toEqual([
      ['CasesChange', 2],
      ['SubmissionReceive', 0],
    ]);
  });
});
