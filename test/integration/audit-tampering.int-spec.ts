import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { verifyAudit } from '#access';
import { chainOf, exportLines, look, runVerifier, sealAll, verifierLines } from '../support/audit.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { TamperedChain, changed } from '../support/tampering.js';

// Each case exports the audit and starts the verifier as a process of its own.
jest.setTimeout(240_000);

describe.each(testServers())('tampering with the audit on $name', (server) => {
  let chain: TamperedChain;
  let test: TestService;
  let [event, other, unsealed] = ['', '', ''];
  let [damaged, complete] = [0, 0];

  beforeAll(async () => {
    test = await createTestService({ server });
    chain = await TamperedChain.on(test);
    ({ event, other, unsealed } = chain.events);
    ({ damaged, complete } = chain.batches);
  });
  afterAll(async () => {
    await chain.end();
    await test.close();
  });

  const findings = (...statements: readonly string[]) => chain.findings(...statements);
  const broken = (batch: number | null) => ({ inside: batch, alone: batch, code: batch === null ? 0 : 1 });

  it('is not found where there is none, and what is not sealed is listed and not called broken', async () => {
    expect(await findings()).toEqual(broken(null));
    const { output } = await runVerifier(await exportLines(test.service), chain.head);
    expect(output).toContain(`not yet sealed: ${unsealed}`);
    expect(await chainOf(test.service, SUTTON, chain.head)).toMatchObject({ firstBroken: null });
    expect((await chainOf(test.service)).unsealed).toBeGreaterThan(0);
    expect(await findings(`UPDATE audit_event SET actor = 'x' WHERE id = '${unsealed}'`)).toEqual(broken(null));
    expect(damaged).toBeGreaterThan(1);
  });

  it('is found in each column of an event', async () => {
    const columns = chain.columnsOf('audit_event');
    expect(columns.length).toBeGreaterThan(16);
    for (const column of columns) {
      const found = await findings(`UPDATE audit_event SET ${column.name} = ${changed(column)} WHERE id = '${event}'`);
      expect([column.name, found]).toEqual([column.name, broken(damaged)]);
    }
  });

  it('is found in each column of the children of an event, and where one is added or taken away', async () => {
    const ofEvent = `event_id = '${event}' AND child_id = '${chain.children[0] ?? ''}'`;
    for (const column of chain.columnsOf('audit_subject')) {
      const found = await findings(`UPDATE audit_subject SET ${column.name} = ${changed(column)} WHERE ${ofEvent}`);
      expect([column.name, found]).toEqual([column.name, broken(damaged)]);
    }
    expect(await findings(`DELETE FROM audit_subject WHERE ${ofEvent}`)).toEqual(broken(damaged));
    expect(await findings(`INSERT INTO audit_subject VALUES ('${SUTTON}', gen_random_uuid(), '${other}')`)).toEqual(
      broken(damaged),
    );
  });

  it('is found in each column of a seal that can be changed', async () => {
    const columns = chain.columnsOf('audit_seal');
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
      await chain.client.query(slip('30 minutes'));
      await sealAll(test.service);
      expect((await chainOf(test.service, SUTTON, chain.head)).firstBroken).toBe(complete);
      expect((await runVerifier(await exportLines(test.service), chain.head)).output).toContain(
        `Broken: batch ${complete}:`,
      );
    } finally {
      await chain.putBack();
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
      for (const statement of back) await chain.client.query(statement);
      // Without a head from elsewhere the deployment's chain still knows how far this one had come.
      expect(await verifyAudit(test.service.database)).toMatchObject({ firstBroken: last, brokenChain: SUTTON });
      await sealAll(test.service);
      expect(await chainOf(test.service, SUTTON, chain.head)).toMatchObject({ firstBroken: last });
    } finally {
      await chain.putBack();
    }
  });

  it('is found where a seal is made anew over a changed event, by the head that was kept', async () => {
    try {
      await chain.client.query(`DELETE FROM audit_seal WHERE number >= ${damaged}`);
      await chain.client.query(`DELETE FROM deployment_seal`);
      await chain.client.query(`UPDATE audit_event SET actor = 'somebody else' WHERE id = '${event}'`);
      await sealAll(test.service);
      expect((await chainOf(test.service)).firstBroken).toBeNull();
      expect((await chainOf(test.service, SUTTON, chain.head)).firstBroken).not.toBeNull();
      expect((await runVerifier(await exportLines(test.service), chain.head)).code).toBe(1);
    } finally {
      await chain.putBack();
    }
  });

  it('is found in the chain of the deployment', async () => {
    const { head: whole } = await verifyAudit(test.service.database);
    for (const column of chain.columnsOf('deployment_seal')) {
      const change = column.name === 'number' ? '1000' : changed(column);
      await chain.client.query(`UPDATE deployment_seal SET ${column.name} = ${change} WHERE number = 1`);
      const found = await verifyAudit(test.service.database, { head: whole ?? '' });
      expect([column.name, found.firstBroken, found.brokenChain]).toEqual([column.name, 1, 'deployment']);
      await chain.putBack();
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
            await look(test.service, chain.children.slice(0, touched));
            if (isSealed) await sealAll(test.service);
          }
          await sealAll(test.service);
          const { batches, head: kept } = await chainOf(test.service);
          await chain.keep();
          const batch = 1 + (whichBatch % batches);
          const ofBatch = `(SELECT event_ids[1 + ${whichColumn} % event_count] FROM audit_seal WHERE number = ${batch})`;
          const columns = chain
            .columnsOf(kind === 'seal' ? 'audit_seal' : 'audit_event')
            .filter(({ name }) => name !== 'number');
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
            for (const statement of tampering) await chain.client.query(statement);
            const inside = await chainOf(test.service, SUTTON, kept ?? '');
            expect(inside.firstBroken).toBe(batch);
            const alone = await runVerifier(await exportLines(test.service), kept ?? '');
            expect(alone.output).toContain(`Broken: batch ${batch}:`);
          } finally {
            await chain.putBack();
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
