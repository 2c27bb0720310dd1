import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '#persistence';
import { MoveFeesBehindTheirGroup1764000000084 } from '../../migrations/1764000000084-move-fees-behind-their-group.js';
import { aProviderReturn } from '../builders/provider-return.js';
import { otherRow } from '../support/marked-child.js';
import { testServers } from '../support/postgres.js';
import { aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

describe.each(testServers())('moving what is paid behind its group on $name', (server) => {
  let test: TestService;

  beforeAll(async () => {
    test = await createTestService({ server });
    const rows = [
      otherRow('A', { fee_claimed: '123.45', mileage: '77' }),
      otherRow('B', { fee_claimed: '', mileage: '5.5' }),
      otherRow('C', { fee_claimed: '', mileage: '' }),
    ] as const;
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), '2018-07-02T09:00:00Z'));
  }, 60_000);
  afterAll(() => test.close());

  it('takes every fee along with who wrote it, and makes no row where nothing was said', async () => {
    const owner = await createDataSource(test.database.ownerUrl).initialize();
    const runner = owner.createQueryRunner();
    const rows = (sql: string) => runner.manager.query<Rows>(sql);
    await runner.startTransaction();
    try {
      // As it was before: the columns stood beside facts that more people are given.
      await runner.query(`ALTER TABLE interview_requirement ADD fee_claimed_pence integer, ADD mileage numeric(7, 1)`);
      await runner.query(`ALTER TABLE contract ADD fixed_fee_pence bigint, ADD mileage_pence integer`);
      await runner.query(
        `UPDATE interview_requirement q SET fee_claimed_pence = c.fee_pence, mileage = c.miles,
           created_by = c.created_by, created_at = c.created_at, modified_by = c.modified_by, modified_at = c.modified_at
         FROM provider_claim c WHERE c.authority = q.authority AND c.episode_id = q.episode_id`,
      );
      await runner.query(
        `UPDATE contract SET fixed_fee_pence = 1200000, mileage_pence = 45 WHERE id = (SELECT min(id::text)::uuid FROM contract)`,
      );
      const claims = 'SELECT * FROM provider_claim ORDER BY miles';
      const before = await rows(claims);
      expect(before).toMatchObject([{ miles: '5.5' }, { miles: '77.0' }]);
      await runner.query('DELETE FROM provider_claim');
      await new MoveFeesBehindTheirGroup1764000000084().up(runner);
      expect(await rows(claims)).toEqual(before);
      expect(await rows('SELECT fixed_fee_pence, mileage_pence FROM contract_price')).toEqual([
        { fixed_fee_pence: '1200000', mileage_pence: 45 },
      ]);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
      await owner.destroy();
    }
  });
});
