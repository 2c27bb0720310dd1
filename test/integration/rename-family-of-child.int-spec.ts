import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '#persistence';
import { RenameFamilyOfChild1764000000195 } from '../../migrations/1764000000195-rename-family-of-child.js';
import { createTestDatabase, testServers } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

const callersSql = `
  SELECT p.proname AS caller, p.proacl::text AS rights, pg_get_functiondef(p.oid) AS body
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
  AND pg_get_functiondef(p.oid) ~ '(family|records)_of_child' ORDER BY 1`;

describe.each(testServers())('renaming what lists the records of a child on $name', (server) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(server);
  });
  afterAll(() => database.drop());

  it('carries along every function that asks for it, with its rights', async () => {
    const owner = await createDataSource(database.ownerUrl).initialize();
    const runner = owner.createQueryRunner();
    const callers = () => runner.manager.query<readonly { caller: string; body: string }[]>(callersSql);
    await runner.startTransaction();
    try {
      const after = await callers();
      expect(after.map(({ caller }) => caller)).toEqual(['may_see_child', 'purge_refusal', 'records_of_child']);
      // As it was before: by the old name, asked for by it.
      const rule = after.find(({ caller }) => caller === 'may_see_child')?.body ?? '';
      await runner.query(rule.replaceAll('records_of_child', 'family_of_child'));
      await runner.query('ALTER FUNCTION records_of_child RENAME TO family_of_child');
      await new RenameFamilyOfChild1764000000195().up(runner);
      expect(await callers()).toEqual(after);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
      await owner.destroy();
    }
  });
});
