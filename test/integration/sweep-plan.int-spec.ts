import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseInstant } from '#domain/time';
import { byIndexSql, dueSql, inTransaction, systemContext } from '#persistence';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const CHILDREN = 400;
/** The first twenty came back a year before all the others. */
const DUE = 20;
const returnedAt = (index: number) => (index < DUE ? '2024-10-07T06:00:00Z' : '2025-10-07T06:00:00Z');
let test: TestService;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Every step of the plan of what a sweep asks first, as it ran. */
async function planOfDue(at: string, most: number): Promise<readonly Plan[]> {
  const context = systemContext(SUTTON, 'test');
  const [row] = await inTransaction(test.service.database, context, async (tx) => {
    await tx.query(byIndexSql);
    return tx.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${dueSql}`, [
      SUTTON,
      new Date(parseInstant(at).epochMilliseconds),
      most,
    ]);
  });
  const steps = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(steps)];
  return (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan: top }) => steps(top));
}

describe.each(testServers())('what a sweep asks first, on $name', (server) => {
  beforeAll(async () => {
    test = await createTestService({ server });
    const rows = Array.from({ length: CHILDREN }, (_, index) =>
      aReturnRow({
        provider_ref: `T${index}`,
        child_id: `C${index}`,
        missing_at: returnedAt(index).replace('-07T', '-06T'),
        returned_at: returnedAt(index),
      }),
    );
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), '2024-10-07T07:00:00Z'));
  });
  afterAll(() => test.close());

  describe.each(['old', 'new'])('with %s statistics', (statistics) => {
    beforeAll(async () => {
      if (statistics === 'new')
        await withClient(test.database.superuserUrl, (client) => client.query('ANALYZE deadline'));
    });

    it('reads what is due off the index of authority and time, and nothing that is not due', async () => {
      const steps = await planOfDue('2024-10-09T06:00:00Z', 1000);
      const scans = steps.filter(({ 'Actual Rows': rows, 'Node Type': type }) => type.includes('Scan') && rows > 0);
      expect(scans).toHaveLength(1);
      expect(scans[0]).toMatchObject({
        'Node Type': 'Index Scan',
        'Index Name': 'deadline_next_step_at',
        'Actual Rows': 2 * DUE,
      });
      expect(scans[0]?.['Index Cond']).toMatch(/next_step_at <= /);
      expect(scans[0]?.['Rows Removed by Filter'] ?? 0).toBe(0);
    });

    it('reads no more of what is due than it takes at once, and sorts nothing', async () => {
      const steps = await planOfDue('2026-01-01T00:00:00Z', 10);
      expect(steps.filter(({ 'Node Type': type }) => type.includes('Sort'))).toEqual([]);
      expect(Math.max(...steps.map(({ 'Actual Rows': rows }) => rows))).toBe(10);
    });
  });
});
