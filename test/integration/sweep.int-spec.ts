import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sweepDeadlines } from '#casework';
import { parseInstant } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const RECEIVED = '2025-10-07T07:00:00Z';
let test: TestService;

const receive = (...rows: Parameters<typeof aProviderReturn>) =>
  test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), RECEIVED));
const sweep = (at: string) => sweepDeadlines(test.service.casework, SUTTON, parseInstant(at), 'test');
const alerts = () =>
  withClient(
    test.database.superuserUrl,
    async (client) =>
      (await client.query<{ step: string; is_late: boolean }>('SELECT step, is_late FROM alert ORDER BY due_at, step'))
        .rows,
  );

describe.each(testServers())('the sweep of deadlines on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('raises each step once, in order, as its time comes', async () => {
    await receive(aReturnRow());
    expect(await sweep('2025-10-08T05:59:59Z')).toMatchObject({ raised: 0 });
    expect(await sweep('2025-10-08T06:00:00Z')).toMatchObject({ raised: 1 });
    expect(await sweep('2025-10-09T06:00:00Z')).toMatchObject({ raised: 1 });
    expect(await sweep('2025-10-09T06:00:00Z')).toEqual({ checked: 0, raised: 0, climbed: 0 });
    expect(await sweep('2025-10-11T00:00:00Z')).toMatchObject({ raised: 2 });
    expect(await alerts()).toEqual([
      { step: 'missed_24', is_late: false },
      { step: 'warning_48', is_late: false },
      { step: 'warning_60', is_late: true },
      { step: 'missed_72', is_late: true },
    ]);
  });

  it('raises nothing about the interview once it is held', async () => {
    await receive(aReturnRow());
    await receive(
      aReturnRow({
        offered_at: '2025-10-07T06:20:00Z',
        offered_to: 'child',
        interview_at: '2025-10-07T06:40:00Z',
        interview_mode: 'in_person',
      }),
    );
    await sweep('2025-10-20T00:00:00Z');
    expect((await alerts()).map(({ step }) => step)).toEqual(['missed_form']);
  });

  it('gives no warning while an interview is booked, and warns again once the booked time has gone by', async () => {
    await receive(
      aReturnRow({ booked_for: '2025-10-09T10:00:00Z', offered_at: '2025-10-07T06:20:00Z', offered_to: 'child' }),
    );
    await sweep('2025-10-12T00:00:00Z');
    expect((await alerts()).map(({ step }) => step)).toEqual(['warning_60', 'missed_72']);
  });

  it('is safe on four workers at once: no alert is doubled and none is lost', async () => {
    await receive(
      ...Array.from({ length: 1500 }, (_, index) => aReturnRow({ provider_ref: `T${index}`, child_id: `C${index}` })),
    );
    const swept = await Promise.all([1, 2, 3, 4].map(() => sweep('2025-10-08T06:00:00Z')));
    await sweep('2025-10-08T06:00:00Z');
    expect(await alerts()).toHaveLength(1500);
    expect(swept.reduce((sum, { raised }) => sum + raised, 0)).toBeLessThanOrEqual(1500);
  });

  it('leaves one mark and no alert for what arrives more than 28 days overdue', async () => {
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow()), '2026-01-01T00:00:00Z'));
    expect(await alerts()).toEqual([]);
    const marks = await withClient(
      test.database.superuserUrl,
      async (client) =>
        (await client.query('SELECT FROM interview_requirement WHERE arrived_overdue_at IS NOT NULL')).rowCount,
    );
    expect(marks).toBe(1);
  });

  it('keeps the alert when the return time is corrected, and starts a new clock', async () => {
    await receive(aReturnRow());
    await sweep('2025-10-08T06:00:00Z');
    await test.service.returns.receive(
      aReceivedReturn(aProviderReturn(aReturnRow({ returned_at: '2025-10-07T06:30:00Z' })), '2025-10-08T06:10:00Z'),
    );
    expect(await alerts()).toHaveLength(1);
    await sweep('2025-10-08T06:30:00Z');
    expect(await alerts()).toHaveLength(2);
  });

  it('looks up what is due by the index on authority and time, with the clock as a parameter', async () => {
    await receive(
      ...Array.from({ length: 600 }, (_, index) => aReturnRow({ provider_ref: `T${index}`, child_id: `C${index}` })),
    );
    const plan = await withClient(test.database.ownerUrl, async (client) => {
      await client.query('ANALYZE deadline');
      await client.query('SET enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT episode_id FROM deadline WHERE authority = '${SUTTON}' AND next_step_at <= '2025-10-07T00:00:00Z' ORDER BY next_step_at LIMIT 500`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index.*deadline_next_step_at/);
  });
});
