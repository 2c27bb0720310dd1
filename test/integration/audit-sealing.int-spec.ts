import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEPLOYMENT_CHAIN, recordDeploymentEvent, sealAudit, sealEverything, verifyAudit } from '#access';
import { parseInstant } from '#domain/time';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import { chainOf, look, lookIn, receiveChildren, sealAll } from '../support/audit.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
let children: readonly string[];

const seals = (table = 'audit_seal') =>
  withClient(
    test.database.superuserUrl,
    async (client) =>
      (await client.query<{ number: number; event_ids: string[] }>(`SELECT * FROM ${table} ORDER BY number`)).rows,
  );
const asSuperuser = (sql: string) => withClient(test.database.superuserUrl, (client) => client.query(sql));
const batchOf = async (event: string) =>
  (await seals()).find(({ event_ids }) => event_ids.includes(event))?.number ?? null;

describe.each(testServers())('sealing the audit on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
    children = await receiveChildren(test, 3);
  });
  afterEach(() => test.close());

  it('covers every event by one batch, numbered without a gap, and finds it whole', async () => {
    for (let round = 0; round < 3; round += 1) {
      await look(test.service, children);
      await sealAll(test.service);
    }
    const found = await chainOf(test.service);
    const batches = await seals();
    expect(batches.map(({ number }) => number)).toEqual(batches.map((_, index) => index + 1));
    expect(new Set(batches.flatMap(({ event_ids }) => event_ids)).size).toBe(found.events);
    expect(found).toMatchObject({ unsealed: 0, sealed: found.events, batches: batches.length, firstBroken: null });
    expect(found.head).toMatch(/^[0-9a-f]{64}$/);
  });

  it('makes no batch where nothing is new', async () => {
    await sealAll(test.service);
    const before = await verifyAudit(test.service.database);
    expect(await sealAudit(test.service.database, SUTTON)).toMatchObject({ batches: 0, events: 0 });
    await sealEverything(test.service.database, (error) => {
      throw error;
    });
    expect(await verifyAudit(test.service.database)).toEqual(before);
  });

  it('leaves what a running transaction has written, and all that came after it, to a later batch', async () => {
    const [first, second, late] = [newId(), newId(), newId()];
    await look(test.service, children, first);
    await test.service.casework.write(systemContext(SUTTON, 'test'), async ({ tx }) => {
      await lookIn(tx, children, late);
      await look(test.service, children, second);
      while ((await batchOf(first)) === null) await sealAudit(test.service.database, SUTTON);
      expect(await batchOf(second)).toBeNull();
      expect((await chainOf(test.service)).firstBroken).toBeNull();
    });
    // What is said to be complete must not reach to what was still being written.
    const { rows } = await asSuperuser(
      `SELECT FROM audit_seal s, audit_event e WHERE e.id = '${late}' AND NOT e.id = ANY (s.event_ids)
         AND s.complete_before_at + interval '10 seconds' > e.occurred_at`,
    );
    expect(rows).toEqual([]);
    await sealAll(test.service);
    const [earlier, later] = [await batchOf(first), await batchOf(late)];
    expect(later).toBeGreaterThan(earlier ?? Infinity);
    expect(await batchOf(second)).toBe(later);
    expect(await chainOf(test.service)).toMatchObject({ firstBroken: null, unsealed: 0 });
  });

  it('is safe with four sealers at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([1, 2, 3, 4].map(() => look(test.service, children)));
      await Promise.all([1, 2, 3, 4].map(() => sealAudit(test.service.database, SUTTON)));
    }
    await sealAll(test.service);
    const found = await chainOf(test.service);
    expect(found.firstBroken).toBeNull();
    expect((await seals()).flatMap(({ event_ids }) => event_ids)).toHaveLength(found.events);
  });

  it('divides what is long into batches of a thousand', async () => {
    await sealAll(test.service);
    const before = (await seals()).length;
    await asSuperuser(
      `INSERT INTO audit_event (authority, id, occurred_at, actor_kind, actor, action, item_count)
       SELECT '${SUTTON}', gen_random_uuid(), clock_timestamp(), 'system', 'test', 'WorklistRead', n FROM generate_series(1, 2500) n`,
    );
    await sealAll(test.service);
    const sizes = (await seals()).slice(before).map(({ event_ids }) => event_ids.length);
    expect(sizes).toEqual([1000, 1000, 500]);
    expect((await chainOf(test.service)).firstBroken).toBeNull();
  });

  it('goes on after a restore on another server, whose transactions have lower numbers', async () => {
    await sealAll(test.service);
    await look(test.service, children);
    // As if the rows had come from a server that was far ahead.
    await asSuperuser(
      `UPDATE audit_event SET recorded_xid = '900000000000' WHERE id NOT IN (SELECT unnest(event_ids) FROM audit_seal)`,
    );
    await sealAll(test.service);
    await look(test.service, children);
    await sealAll(test.service);
    expect(await chainOf(test.service)).toMatchObject({ firstBroken: null, unsealed: 0 });
  });

  it('puts the heads of all authorities, and what belongs to none, in the chain of the deployment', async () => {
    const event = { action: 'SignInAttempt', outcome: 'refused', actor: 'nobody' } as const;
    await recordDeploymentEvent(test.service.database, event, parseInstant('2020-01-01T00:00:00Z'), newId);
    await sealAll(test.service);
    const found = await verifyAudit(test.service.database);
    expect(found).toMatchObject({ firstBroken: null, brokenChain: null, reason: null });
    expect(found.chains.map(({ chain }) => chain)).toEqual([SUTTON, DEPLOYMENT_CHAIN]);
    expect(found.head).toBe(found.chains.at(-1)?.head);
    const last = (await seals('deployment_seal')).at(-1);
    const own = await chainOf(test.service);
    expect(last).toMatchObject({ heads: [{ authority: SUTTON, number: own.batches, hash: own.head }] });
    expect((await verifyAudit(test.service.database, { head: own.head ?? '' })).firstBroken).toBeNull();
    expect((await verifyAudit(test.service.database, { head: found.head ?? '' })).firstBroken).toBeNull();
  });

  it('is told to the service by its head alone, whoever asks', async () => {
    await sealAll(test.service);
    const { head } = await chainOf(test.service);
    await withClient(test.database.appUrl, async (client) => {
      const ask = async (authority: string) => {
        await client.query(`SELECT set_config('app.authority', $1, false)`, [authority]);
        return (await client.query<{ head: string | null }>(`SELECT encode(audit_head(), 'hex') AS head`)).rows[0]
          ?.head;
      };
      expect(await ask(SUTTON)).toBe(head);
      expect(await ask('E09000001')).toBeNull();
      expect((await client.query('SELECT FROM audit_seal')).rowCount).toBe(0);
    });
  });
});
