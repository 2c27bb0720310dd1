import { describe, expect, it } from '@jest/globals';
import { Casework } from '#casework';
import { systemContext } from '#persistence';
import type { Job } from '#platform';
import { testServers } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';

describe.each(testServers())('writing transactions that stand in one another’s way on $name', (server) => {
  it('are both done, the one that was undone from its beginning, and each wakes the queue once', async () => {
    const test = await createTestService({ server });
    const woken: string[] = [];
    const queue = {
      add: (jobs: readonly Job[]) => {
        woken.push(...jobs.map(({ id }) => id));
        return Promise.resolve();
      },
    };
    const fail = (error: unknown) => {
      throw error;
    };
    const casework = new Casework(test.service.database, queue, fail, () => Promise.resolve());
    let begun = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const work = (name: string, [first, second]: readonly [number, number]) =>
      casework.write(systemContext(SUTTON, 'test'), async ({ tx, wake }) => {
        wake({ id: name, name, data: {}, delay: 0 });
        await tx.query('SELECT pg_advisory_xact_lock($1)', [first]);
        begun += 1;
        if (begun === 2) meet();
        await met;
        await tx.query('SELECT pg_advisory_xact_lock($1)', [second]);
        return name;
      });
    try {
      expect(await Promise.all([work('one', [1, 2]), work('other', [2, 1])])).toEqual(['one', 'other']);
      expect(begun).toBe(3);
      expect(woken.sort()).toEqual(['one', 'other']);
    } finally {
      await test.close();
    }
  });
});
