import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setClock, setHoursOfWork } from '#casework';
import { parseDay } from '#domain/time';
import { inTransaction, loadClockTerms, systemContext } from '#persistence';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
const context = systemContext(SUTTON, 'test');
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const set = (words: Omit<Parameters<typeof setClock>[1], 'validFrom'> & { readonly from: string }) =>
  test.service.casework.write(context, ({ tx }) => setClock(tx, { ...words, validFrom: parseDay(words.from) }));
/** The database's clock rules what may be set, so the settings of the tests begin in a far year. */
const FROM = '2031-04-01';

describe.each(testServers())('the settings of clocks on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server, authorities: 2 });
  });
  afterEach(() => test.close());

  it('are kept, put on record, refused where they may not be, and never another authority’s', async () => {
    const offer = { kind: 'offer', contractId: null, from: FROM } as const;
    const thirty = { kind: 'allowance', unit: 'hours', amount: 30 } as const;
    expect(await set({ ...offer, change: thirty })).toBeNull();
    expect(await set({ ...offer, change: { kind: 'not_watched' } })).toBe('before-the-last-one');
    expect(await set({ ...offer, kind: 'interview', change: { kind: 'not_watched' } })).toBe('fixed');
    const weekend: Parameters<typeof setHoursOfWork>[1] = {
      validFrom: parseDay(FROM),
      firstWeekday: 6,
      lastWeekday: 7,
      fromMinute: 600,
      toMinute: 1440,
    };
    expect(await test.service.casework.write(context, ({ tx }) => setHoursOfWork(tx, weekend))).toBeNull();
    const read = (of: typeof context) =>
      inTransaction(test.service.database, of, async (tx) => {
        const { settings, hoursOfWork, bankHolidays } = await loadClockTerms(tx, []);
        return { settings, hoursOfWork, christmas: bankHolidays.has('2025-12-25') };
      });
    const own = await read(context);
    expect(own.settings).toEqual([{ kind: 'offer', contractId: null, validFrom: parseDay(FROM), change: thirty }]);
    expect(own.hoursOfWork).toEqual([weekend]);
    expect(own.christmas).toBe(true);
    const [other] = await sql<{ code: string }>('SELECT code FROM authority WHERE code <> $1', [SUTTON]);
    expect(await read(systemContext(other?.code ?? '', 'test'))).toMatchObject({ settings: [], hoursOfWork: [] });
    const logged = await sql<{ reason: string }>(
      `SELECT reason FROM audit_event WHERE authority = $1 AND action = 'CommissioningChange' AND reason LIKE '%from 2031%' ORDER BY reason`,
      [SUTTON],
    );
    expect(logged.map(({ reason }) => reason)).toEqual([
      'clock offer from 2031-04-01',
      'hours of work from 2031-04-01',
    ]);
  });

  it('rule the clocks that start from their day on, the contract’s before the authority’s', async () => {
    const [contract] = await sql<{ id: string }>(
      `SELECT c.id FROM contract c JOIN provider p ON p.id = c.provider_id WHERE c.authority = $1 AND p.code = 'HARBOUR'`,
      [SUTTON],
    );
    // As if they had been set at the time: the past cannot be set by the service itself.
    const insert = (contractId: string | null, from: string, amount: number) =>
      sql(
        `INSERT INTO clock_setting (authority, id, contract_id, kind, valid_from, change, unit, amount, created_at, created_by, modified_at, modified_by)
         VALUES ($1, gen_random_uuid(), $2, 'offer', $3, 'allowance', 'hours', $4, now(), 'test', now(), 'test')`,
        [SUTTON, contractId, from, amount],
      );
    await insert(null, '2025-10-07', 30);
    await insert(contract?.id ?? '', '2025-10-08', 12);
    const row = (provider_ref: string, day: string) =>
      aReturnRow({
        provider_ref,
        child_id: provider_ref,
        missing_at: `${day}T01:00:00Z`,
        returned_at: `${day}T06:00:00Z`,
      });
    await test.service.returns.receive(
      aReceivedReturn(
        aProviderReturn(row('A', '2025-10-06'), row('B', '2025-10-07'), row('C', '2025-10-08')),
        '2025-10-08T07:00:00Z',
      ),
    );
    const rows = await sql<{ rule_version: string; hours: number }>(
      `SELECT rule_version, (extract(epoch FROM due_at - starts_at) / 3600)::integer AS hours FROM deadline
       WHERE kind = 'offer' ORDER BY starts_at`,
    );
    expect(rows).toEqual([
      { rule_version: 'offer-1', hours: 24 },
      { rule_version: 'offer-1@authority-2025-10-07', hours: 30 },
      { rule_version: 'offer-1@contract-2025-10-08', hours: 12 },
    ]);
  });
});
