import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sweepDeadlines } from '#casework';
import { parseInstant } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const sweep = (at: string) => sweepDeadlines(test.service.casework, SUTTON, parseInstant(at), 'test');
const alerts = async (like: string) =>
  (
    await sql<{ step: string; ref: string }>(
      `SELECT a.step, r.ref FROM alert a JOIN source_reference r ON r.authority = a.authority AND r.episode_id = a.episode_id
       WHERE a.step LIKE $1 ORDER BY a.step, r.ref`,
      [like],
    )
  ).map(({ step, ref }) => `${ref} ${step}`);
/** An episode of one child, from one to six in the morning of a day of October 2025. */
const episode = (ref: string, day: number, words: Parameters<typeof aReturnRow>[0] = {}) =>
  aReturnRow({
    ...{ provider_ref: ref, child_id: 'S1', missing_at: `2025-10-${String(day).padStart(2, '0')}T01:00:00Z` },
    returned_at: `2025-10-${String(day).padStart(2, '0')}T06:00:00Z`,
    ...words,
  });
const receive = (at: string, ...rows: ReturnType<typeof aReturnRow>[]) =>
  test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), at));

describe.each(testServers())('the clocks of the council and the provider on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('calls for a strategy meeting once for each episode that completes the number, by each rule', async () => {
    await receive('2025-10-07T07:00:00Z', episode('A', 1), episode('B', 4), episode('C', 7));
    const called = ['C repeat_3_in_30', 'C repeat_3_in_90'];
    expect(await alerts('repeat%')).toEqual(called);
    await receive('2025-10-07T08:00:00Z', episode('A', 1), episode('B', 4), episode('C', 7));
    await sweep('2025-10-12T00:00:00Z');
    expect(await alerts('repeat%')).toEqual(called);
  });

  it('calls for it also when it is an earlier episode that becomes known last', async () => {
    await receive('2025-10-07T07:00:00Z', episode('A', 1), episode('C', 7));
    expect(await alerts('repeat%')).toEqual([]);
    await receive('2025-10-08T07:00:00Z', episode('B', 4));
    expect(await alerts('repeat%')).toEqual(['C repeat_3_in_30', 'C repeat_3_in_90']);
  });

  it('calls for it also when it turns out that an earlier episode was of a child of this council', async () => {
    const elsewhere = {
      ...{ care_status: 'looked_after_other_authority', responsible_authority: 'E09000003' },
      host_authority: SUTTON,
    };
    const first = await receive('2025-10-07T07:00:00Z', episode('A', 1), episode('B', 4, elsewhere), episode('C', 7));
    expect(first).toMatchObject({ new: 3 });
    expect(await alerts('repeat%')).toEqual([]);
    const home = { care_status: 'home', responsible_authority: '-', host_authority: '-' };
    expect(await receive('2025-10-08T07:00:00Z', episode('B', 4, home))).toMatchObject({ changed: 1 });
    expect(await alerts('repeat%')).toEqual(['C repeat_3_in_30', 'C repeat_3_in_90']);
  });

  it('calls for it with the episode that completes the number once an earlier one turns out to have begun after it', async () => {
    await receive('2025-10-07T07:00:00Z', episode('A', 1), episode('B', 4), episode('C', 7));
    expect(await receive('2025-10-10T07:00:00Z', episode('B', 9))).toMatchObject({ changed: 1 });
    const called = await sql(
      `SELECT r.ref, d.kind FROM deadline d JOIN source_reference r ON r.authority = d.authority AND r.episode_id = d.episode_id
       WHERE d.kind LIKE 'repeat%' AND d.superseded_at IS NULL ORDER BY d.kind`,
    );
    expect(called).toEqual([
      { ref: 'B', kind: 'repeat_3_in_30' },
      { ref: 'B', kind: 'repeat_3_in_90' },
    ]);
  });

  it('watches over a child who stays missing, and over forms and harm after the interview', async () => {
    await receive('2025-10-07T01:05:00Z', episode('A', 7, { returned_at: '' }));
    await sweep('2025-10-08T01:00:00Z');
    await sweep('2025-10-14T23:00:00Z');
    expect(await alerts('missed%')).toEqual(['A missed_senior_manager', 'A missed_strategy_meeting']);
    await receive(
      '2025-10-15T12:00:00Z',
      episode('A', 7, {
        ...{ returned_at: '2025-10-15T06:00:00Z', offered_at: '2025-10-15T07:00:00Z', offered_to: 'child' },
        ...{ interview_at: '2025-10-15T09:00:00Z', interview_mode: 'in_person', harms: 'HA02' },
      }),
    );
    await sweep('2025-10-16T23:00:00Z');
    expect(await alerts('missed%')).toEqual([
      ...['A missed_form_concern', 'A missed_safeguarding', 'A missed_senior_manager', 'A missed_strategy_meeting'],
    ]);
  });

  it('stores no clock for what history had settled or left behind', async () => {
    await receive('2026-03-01T09:00:00Z', episode('A', 1), episode('B', 4), episode('C', 7, { returned_at: '' }));
    expect(await sql(`SELECT DISTINCT kind FROM deadline ORDER BY kind`)).toEqual([
      { kind: 'interview' },
      { kind: 'offer' },
    ]);
    expect(await alerts('%')).toEqual([]);
  });
});
