import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { verifyAudit } from '#access';
import { newId } from '#platform';
import {
  Tamperer,
  chainOf,
  changed,
  exportLines,
  look,
  receiveChildren,
  runVerifier,
  sealAll,
  verifierLines,
} from '../support/audit.js';
import { readCatalogue } from '../support/catalogue.js';
import type { CatalogueColumn } from '../support/catalogue.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const ROUNDS = 4;

// Each case exports the audit and starts the verifier as a process of its own.
jest.setTimeout(240_000);

describe.each(testServers())('tampering with the audit on $name', (server) => {
  let test: TestService;
  let client: Client;
  let tamperer: Tamperer;
  let head: string;
  let unsealed: string;
  /** The batch that holds the event to be damaged, and the first one that says up to when it is complete. */
  let [damaged, complete] = [0, 0];
  let columnsOf: (table: string) => readonly CatalogueColumn[];

  /** An event of the batch that is to be damaged, and another one. */
  let [event, other] = ['', ''];
  let children: readonly string[];

  beforeAll(async () => {
    test = await createTestService({ server });
    children = await receiveChildren(test, 3);
    for (let round = 0; round < ROUNDS; round += 1) {
      await sealAll(test.service);
      const [first, second] = [newId(), newId()];
      await look(test.service, children, first, second);
      if (round === 1) [event, other] = [first, second];
    }
    await sealAll(test.service);
    head = (await chainOf(test.service)).head ?? '';
    unsealed = newId();
    await look(test.service, children, unsealed);
    client = new Client({ connectionString: test.database.superuserUrl });
    await client.connect();
    const tables = await readCatalogue(client);
    columnsOf = (table) => tables.find(({ name }) => name === table)?.columns ?? [];
    tamperer = await Tamperer.on(client);
    await tamperer.keep();
    const { rows } = await client.query<{ damaged: number; complete: number }>(
      `SELECT (SELECT number FROM audit_seal WHERE $1 = ANY (event_ids)) AS damaged,
         (SELECT min(number) FROM audit_seal WHERE complete_before_at IS NOT NULL) AS complete`,
      [event],
    );
    [damaged, complete] = [rows[0]?.damaged ?? 0, rows[0]?.complete ?? 0];
  });
  afterAll(async () => {
    await client.end();
    await test.close();
  });

  /** What both verifiers find once a superuser has done something; then it is undone. */
  async function findings(...statements: readonly string[]) {
    try {
      for (const statement of statements) await client.query(statement);
      const inside = await chainOf(test.service, SUTTON, head);
      const alone = await runVerifier(await exportLines(test.service), head);
      const named = /^Broken: batch (\d+)/m.exec(alone.output)?.[1];
      return { inside: inside.firstBroken, alone: named === undefined ? null : Number(named), code: alone.code };
    } finally {
      await tamperer.putBack();
    }
  }
  const broken = (batch: number | null) => ({ inside: batch, alone: batch, code: batch === null ? 0 : 1 });

  it('is not found where there is none, and what is not sealed is listed and not called broken', async () => {
    expect(await findings()).toEqual(broken(null));
    const { output } = await runVerifier(await exportLines(test.service), head);
    expect(output).toContain(`not yet sealed: ${unsealed}`);
    expect(await chainOf(test.service, SUTTON, head)).toMatchObject({ firstBroken: null });
    expect((await chainOf(test.service)).unsealed).toBeGreaterThan(0);
    expect(await findings(`UPDATE audit_event SET actor = 'x' WHERE id = '${unsealed}'`)).toEqual(broken(null));
    expect(damaged).toBeGreaterThan(1);
  });

  it('is found in each column of an event', async () => {
    const columns = columnsOf('audit_event');
    expect(columns.length).toBeGreaterThan(16);
    for (const column of columns) {
      const found = await findings(`UPDATE audit_event SET ${column.name} = ${changed(column)} WHERE id = '${event}'`);
      expect([column.name, found]).toEqual([column.name, broken(damaged)]);
    }
  });

  it('is found in each column of the children of an event, and where one is added or taken away', async () => {
    const ofEvent = `event_id = '${event}' AND child_id = '${children[0] ?? ''}'`;
    for (const column of columnsOf('audit_subject')) {
      const found = await findings(`UPDATE audit_subject SET ${column.name} = ${changed(column)} WHERE ${ofEvent}`);
      expect([column.name, found]).toEqual([column.name, broken(damaged)]);
    }
    expect(await findings(`DELETE FROM audit_subject WHERE ${ofEvent}`)).toEqual(broken(damaged));
    expect(await findings(`INSERT INTO audit_subject VALUES ('${SUTTON}', gen_random_uuid(), '${other}')`)).toEqual(
      broken(damaged),
    );
  });

  it('is found in each column of a seal that can be changed', async () => {
    const columns = columnsOf('audit_seal');
    for (const column of columns) {
      const change = column.name === 'number' ? '1000' : changed(column);
      const found = await findings(`UPDATE audit_seal SET ${column.name} = ${change} WHERE number = ${damaged}`);
      expect([column.name, found]).toEqual([column.name, broken(damaged)]);
    }
  });

  it('is found where an event or a seal is deleted', async () => {
    expect(await findings(`DELETE FROM audit_event WHERE id = '${event}'`)).toEqual(broken(damaged));
    expect(await findings(`DELETE FROM audit_seal WHERE number = ${damaged}`)).toEqual(broken(damaged));
    expect(await findings(`DELETE FROM audit_seal WHERE number = 1`)).toEqual(broken(1));
  });

  it('is found where two events or two seals change places', async () => {
    const swap = (table: string, column: string, first: string, second: string) =>
      `UPDATE ${table} t SET ${column} = o.${column} FROM ${table} o WHERE t.id IN ('${first}', '${second}')
         AND o.id IN ('${first}', '${second}') AND t.id <> o.id`;
    expect(await findings(swap('audit_event', 'occurred_at', event, other))).toEqual(broken(damaged));
    expect(
      await findings(
        `UPDATE audit_event SET authority = 'elsewhere' WHERE id = '${other}'`,
        `UPDATE audit_event SET id = CASE id WHEN '${event}' THEN '${other}' ELSE '${event}' END::uuid WHERE id IN ('${event}', '${other}')`,
        `UPDATE audit_event SET authority = '${SUTTON}' WHERE id = '${event}'`,
      ),
    ).toEqual(broken(damaged));
    const [low, high] = [damaged, damaged + 1];
    expect(
      await findings(
        `UPDATE audit_seal SET number = 1000 WHERE number = ${low}`,
        `UPDATE audit_seal SET number = ${low} WHERE number = ${high}`,
        `UPDATE audit_seal SET number = ${high} WHERE number = 1000`,
      ),
    ).toEqual(broken(low));
  });

  it('is found where an event with an old time is slipped in, also once the sealer has taken it', async () => {
    const slip = (age: string) =>
      `INSERT INTO audit_event (authority, id, occurred_at, actor_kind, actor, action, item_count)
       VALUES ('${SUTTON}', gen_random_uuid(), clock_timestamp() - interval '${age}', 'system', 'test', 'WorklistRead', 0)`;
    expect(await findings(slip('2 days'))).toEqual(broken(complete));
    try {
      await client.query(slip('30 minutes'));
      await sealAll(test.service);
      expect((await chainOf(test.service, SUTTON, head)).firstBroken).toBe(complete);
      expect((await runVerifier(await exportLines(test.service), head)).output).toContain(`Broken: batch ${complete}:`);
    } finally {
      await tamperer.putBack();
    }
  });

  it('is found where the chain is rolled back to before the head, whatever is sealed after', async () => {
    const last = (await chainOf(test.service)).batches;
    const back = [
      `DELETE FROM audit_event WHERE id IN (SELECT unnest(event_ids) FROM audit_seal WHERE number = ${last})`,
      `DELETE FROM audit_seal WHERE number = ${last}`,
    ];
    expect(await findings(...back)).toEqual(broken(last));
    try {
      for (const statement of back) await client.query(statement);
      // Without a head from elsewhere the deployment's chain still knows how far this one had come.
      expect(await verifyAudit(test.service.database)).toMatchObject({ firstBroken: last, brokenChain: SUTTON });
      await sealAll(test.service);
      expect(await chainOf(test.service, SUTTON, head)).toMatchObject({ firstBroken: last });
    } finally {
      await tamperer.putBack();
    }
  });

  it('is found where a seal is made anew over a changed event, by the head that was kept', async () => {
    try {
      await client.query(`DELETE FROM audit_seal WHERE number >= ${damaged}`);
      await client.query(`DELETE FROM deployment_seal`);
      await client.query(`UPDATE audit_event SET actor = 'somebody else' WHERE id = '${event}'`);
      await sealAll(test.service);
      expect((await chainOf(test.service)).firstBroken).toBeNull();
      expect((await chainOf(test.service, SUTTON, head)).firstBroken).not.toBeNull();
      expect((await runVerifier(await exportLines(test.service), head)).code).toBe(1);
    } finally {
      await tamperer.putBack();
    }
  });

  it('is found in the chain of the deployment', async () => {
    const { head: whole } = await verifyAudit(test.service.database);
    for (const column of columnsOf('deployment_seal')) {
      const change = column.name === 'number' ? '1000' : changed(column);
      await client.query(`UPDATE deployment_seal SET ${column.name} = ${change} WHERE number = 1`);
      const found = await verifyAudit(test.service.database, { head: whole ?? '' });
      expect([column.name, found.firstBroken, found.brokenChain]).toEqual([column.name, 1, 'deployment']);
      await tamperer.putBack();
    }
  });

  it('is found at random places of random histories', async () => {
    const kinds = ['change', 'delete', 'child', 'seal', 'back'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...kinds),
        fc.nat(),
        fc.nat(),
        async (history, kind, whichBatch, whichColumn) => {
          for (const [touched, isSealed] of history) {
            await look(test.service, children.slice(0, touched));
            if (isSealed) await sealAll(test.service);
          }
          await sealAll(test.service);
          const { batches, head: kept } = await chainOf(test.service);
          await tamperer.keep();
          const batch = 1 + (whichBatch % batches);
          const ofBatch = `(SELECT event_ids[1 + ${whichColumn} % event_count] FROM audit_seal WHERE number = ${batch})`;
          const columns = columnsOf(kind === 'seal' ? 'audit_seal' : 'audit_event').filter(
            ({ name }) => name !== 'number',
          );
          const column = columns[whichColumn % columns.length] ?? { name: '', type: '' };
          const tampering = {
            change: [`UPDATE audit_event SET ${column.name} = ${changed(column)} WHERE id = ${ofBatch}`],
            delete: [`DELETE FROM audit_event WHERE id = ${ofBatch}`],
            child: [`INSERT INTO audit_subject SELECT '${SUTTON}', gen_random_uuid(), ${ofBatch}`],
            seal: [`UPDATE audit_seal SET ${column.name} = ${changed(column)} WHERE number = ${batch}`],
            back: [
              `DELETE FROM audit_event WHERE id IN (SELECT unnest(event_ids) FROM audit_seal WHERE number >= ${batch})`,
              `DELETE FROM audit_seal WHERE number >= ${batch}`,
            ],
          }[kind];
          try {
            for (const statement of tampering) await client.query(statement);
            const inside = await chainOf(test.service, SUTTON, kept ?? '');
            expect(inside.firstBroken).toBe(batch);
            const alone = await runVerifier(await exportLines(test.service), kept ?? '');
            expect(alone.output).toContain(`Broken: batch ${batch}:`);
          } finally {
            await tamperer.putBack();
          }
          expect((await chainOf(test.service, SUTTON, kept ?? '')).firstBroken).toBeNull();
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is looked for by a script that can be read at a sitting', async () => {
    expect((await verifierLines()).length).toBeLessThanOrEqual(70);
  });
});
