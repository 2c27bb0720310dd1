import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { expectedReturnDocument, readExpectedReturns, readOpenChases, setReturnRule, sweepDeadlines } from '#casework';
import { parseDay, parseInstant, parseReportingMonth } from '#domain/time';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const sweep = (at: string) => sweepDeadlines(test.service.casework, SUTTON, parseInstant(at), 'test');
const alerts = () =>
  sql<{
    code: string;
    period: string;
    step: string;
    is_late: boolean;
  }>(`SELECT p.code, a.period, a.step, a.is_late FROM provider_return_alert a JOIN provider p ON p.id = a.provider_id
       ORDER BY a.period, p.code, a.step`);
const nil = new TextEncoder().encode('provider_ref,date_of_birth,care_status,episode_type,missing_at\n');
const council: TransactionContext = {
  ...systemContext(SUTTON, 'test'),
  ...{ actor: 'authority', role: 'commissioner', reach: 'none', fields: [] },
};

/** Sets what a provider's contract asks for; gives what is wrong with it. */
async function ruleOf(code: string, from: string, words: { due?: number; columns?: readonly string[] } = {}) {
  const [row] = await sql<{ id: string }>(
    'SELECT c.id FROM contract c JOIN provider p ON p.id = c.provider_id WHERE c.authority = $1 AND p.code = $2',
    [SUTTON, code],
  );
  const wanted = { contractId: row?.id ?? '', validFrom: parseDay(from), dueWorkingDay: words.due ?? 5 };
  return test.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
    setReturnRule(tx, { ...wanted, requiredColumns: words.columns ?? [], needsConfirmation: false }),
  );
}
const receive = (bytes: Uint8Array, at: string, period = '2025-10', providerCode = 'HARBOUR') =>
  test.service.returns.receive({ ...aReceivedReturn(bytes, at), period, providerCode });
async function stateOf(month: string, at: string, context = council) {
  const asked = { month: parseReportingMonth(month), at: parseInstant(at) };
  const { items } = await readExpectedReturns(test.service.database, context, asked);
  return items.map(expectedReturnDocument);
}

describe.each(testServers())('the chase of provider returns on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server, authorities: 2 });
  });
  afterEach(() => test.close());

  it('raises each step once for each contract and month, also after downtime, and puts it on record', async () => {
    await ruleOf('HARBOUR', '2025-10-01');
    await ruleOf('KESTREL', '2025-11-01');
    expect(await sweep('2025-11-01T00:00:00Z')).toEqual({ checked: 0, raised: 0, climbed: 0 });
    expect(await sweep('2025-11-07T23:59:59Z')).toEqual({ checked: 0, raised: 0, climbed: 0 });
    expect(await sweep('2025-11-08T00:00:00Z')).toEqual({ checked: 1, raised: 1, climbed: 0 });
    expect(await sweep('2025-11-08T00:00:00Z')).toEqual({ checked: 0, raised: 0, climbed: 0 });
    expect(await sweep('2025-12-08T09:00:00Z')).toEqual({ checked: 3, raised: 3, climbed: 0 });
    expect(await alerts()).toEqual([
      { code: 'HARBOUR', period: '2025-10', step: 'missing', is_late: false },
      { code: 'HARBOUR', period: '2025-10', step: 'missing_5_working_days', is_late: true },
      { code: 'HARBOUR', period: '2025-11', step: 'missing', is_late: true },
      { code: 'KESTREL', period: '2025-11', step: 'missing', is_late: true },
    ]);
    const events = await sql(`SELECT actor, item_count FROM audit_event WHERE action = 'ReturnsChase' ORDER BY id`);
    expect(events).toEqual([
      { actor: 'test', item_count: 1 },
      { actor: 'test', item_count: 3 },
    ]);
  });

  it('raises nothing and opens nothing where no contract asks for returns', async () => {
    expect(await sweep('2026-02-01T00:00:00Z')).toEqual({ checked: 0, raised: 0, climbed: 0 });
    expect(await sql('SELECT FROM provider_return_deadline')).toEqual([]);
  });

  it('marks, and does not raise, what is more than 28 days past when it is first seen', async () => {
    await ruleOf('HARBOUR', '2025-08-01');
    expect(await sweep('2025-11-08T00:00:00Z')).toEqual({ checked: 2, raised: 2, climbed: 0 });
    expect((await alerts()).map(({ period, step }) => [period, step])).toEqual([
      ['2025-09', 'missing_5_working_days'],
      ['2025-10', 'missing'],
    ]);
    const marked = await sql('SELECT period FROM provider_return_deadline WHERE arrived_overdue_at IS NOT NULL');
    expect(marked).toEqual([{ period: '2025-08' }]);
  });

  it('is settled by what comes, a nil return as well: the chase is open until then', async () => {
    await ruleOf('HARBOUR', '2025-10-01');
    const now = await test.service.database.query<{ month: string }[]>(
      `SELECT to_char(now() AT TIME ZONE 'Europe/London' - interval '2 months', 'YYYY-MM') AS month`,
    );
    const month = now[0]?.month ?? '';
    await sql(`UPDATE contract_return_rule SET valid_from = $1::date, due_working_day = 20`, [`${month}-01`]);
    const [clock] = await sql<{ now: Date }>('SELECT now()');
    expect((await sweep(clock?.now.toISOString() ?? '')).raised).toBeGreaterThan(0);
    const open = async () =>
      (await readOpenChases(test.service.database, council)).map((each) => each.month.toString());
    expect(await open()).toContain(month);
    await receive(nil, clock?.now.toISOString() ?? '', month);
    expect(await open()).not.toContain(month);
  });

  it('raises nothing for what came in time', async () => {
    await ruleOf('HARBOUR', '2025-10-01');
    await sweep('2025-11-01T00:00:00Z');
    await receive(nil, '2025-11-03T09:00:00Z');
    expect(await sweep('2025-11-20T00:00:00Z')).toMatchObject({ raised: 0 });
    expect(await alerts()).toEqual([]);
  });

  it('is safe on four workers at once', async () => {
    await ruleOf('HARBOUR', '2025-10-01');
    await ruleOf('KESTREL', '2025-10-01');
    const swept = await Promise.all([1, 2, 3, 4].map(() => sweep('2025-11-08T00:00:00Z')));
    expect(swept.reduce((sum, { raised }) => sum + raised, 0)).toBe(2);
    expect(await alerts()).toHaveLength(2);
  });

  it('looks up what is due by an index on authority and time', async () => {
    await sql(
      `INSERT INTO provider_return_deadline (authority, id, provider_id, contract_id, period, rule_version, due_at,
         created_at, created_by, modified_at, modified_by)
       SELECT c.authority, gen_random_uuid(), c.provider_id, c.id, to_char(1000 + n / 10, 'FM0000') || '-0' || n % 10, 'x',
         now(), now(), 'test', now(), 'test'
       FROM contract c, generate_series(0, 4999) n WHERE c.authority = $1`,
      [SUTTON],
    );
    const plan = await withClient(test.database.superuserUrl, async (client) => {
      await client.query('ANALYZE provider_return_deadline');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT id FROM provider_return_deadline WHERE authority = '${SUTTON}' AND superseded_at IS NULL
         AND (period >= '2025-08' OR next_step_at <= '2025-11-01T00:00:00Z')`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/provider_return_deadline_next_step_at/);
  });
});

describe.each(testServers())('the list of expected provider returns on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server, authorities: 2 });
  });
  afterEach(() => test.close());

  it('tells a missing return from a nil one and from one with rows, in time or late', async () => {
    for (const code of ['HARBOUR', 'KESTREL', 'NORTHWAY']) await ruleOf(code, '2025-10-01');
    const { submission } = await receive(nil, '2025-11-03T09:00:00Z');
    await receive(aProviderReturn(aReturnRow()), '2025-11-08T09:00:00Z', '2025-10', 'NORTHWAY');
    const at = '2025-11-20T00:00:00Z';
    const due = { month: '2025-10', dueOn: '2025-11-07', dueAt: '2025-11-08T00:00:00Z', chasedAt: null };
    expect(await stateOf('2025-10', at)).toEqual([
      {
        ...{ ...due, provider: 'HARBOUR', state: 'received', receivedAt: '2025-11-03T09:00:00Z' },
        ...{ submission, isNil: true },
      },
      { ...due, provider: 'KESTREL', state: 'missing', receivedAt: null, submission: null, isNil: null },
      expect.objectContaining({ provider: 'NORTHWAY', state: 'received_late', isNil: false }),
    ]);
    expect((await stateOf('2025-10', '2025-11-03T08:59:59Z')).map(({ state }) => state)).toEqual([
      'not_yet_due',
      'not_yet_due',
      'not_yet_due',
    ]);
  });

  it('shows a provider its own alone, and the neighbouring council none of it', async () => {
    await ruleOf('HARBOUR', '2025-10-01');
    await ruleOf('KESTREL', '2025-10-01');
    const [kestrel] = await sql<{ id: string }>(`SELECT id FROM provider WHERE code = 'KESTREL'`);
    const own = { ...council, actor: 'provider', providerId: kestrel?.id ?? '', role: 'provider_manager' } as const;
    const codes = async (context: TransactionContext) =>
      (await stateOf('2025-10', '2025-11-20T00:00:00Z', context)).map(({ provider }) => provider);
    expect(await codes(own)).toEqual(['KESTREL']);
    const [neighbour] = await sql<{ code: string }>('SELECT code FROM authority WHERE code <> $1', [SUTTON]);
    expect(await codes({ ...council, authority: neighbour?.code ?? '' })).toEqual([]);
  });

  it('keeps what was asked for when a rule follows another, and lets none rewrite the past', async () => {
    expect(await ruleOf('HARBOUR', '2025-10-01')).toBeNull();
    expect(await ruleOf('HARBOUR', '2025-10-01', { due: 7 })).toBe('before-the-last-one');
    expect(await ruleOf('HARBOUR', '2025-11-01', { due: 7 })).toBe('rewrites-the-past');
    expect(await ruleOf('HARBOUR', '2099-01-01', { due: 7 })).toBeNull();
    expect((await stateOf('2098-12', '2025-11-03T00:00:00Z')).map(({ dueOn }) => dueOn)).toEqual(['2099-01-07']);
    expect((await stateOf('2099-01', '2025-11-03T00:00:00Z')).map(({ dueOn }) => dueOn)).toEqual(['2099-02-10']);
  });

  it('warns once on the file of each column that the contract asks for, and takes the rows in', async () => {
    await ruleOf('HARBOUR', '2025-10-01', { columns: ['mileage', 'missing_at'] });
    const result = await receive(aProviderReturn(aReturnRow()), '2025-11-03T09:00:00Z');
    expect(result).toMatchObject({ new: 1, held: 0 });
    expect(result.findings.filter(({ code }) => code === 'PR-004')).toMatchObject([
      { severity: 'warning', row: null, column: 'mileage' },
    ]);
    const earlier = new TextEncoder().encode(JSON.stringify({ format: 1, rows: [aReturnRow()] }));
    const before = await receive(earlier, '2025-11-03T09:00:00Z', '2025-09');
    expect(before.findings).toEqual([]);
    expect((await receive(nil, '2025-11-03T09:00:00Z')).findings).toEqual([]);
  });
});
