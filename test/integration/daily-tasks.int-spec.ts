import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseInstant } from '#domain/time';
import { runDailyTasks } from '../../apps/worker/src/daily.js';
import type { DailyTask } from '../../apps/worker/src/daily.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { NEIGHBOUR } from '../support/two-authorities.js';

let test: TestService;
let done: string[];
let faults: string[];

const task = (name: string): DailyTask => ({
  name,
  run: ({ tx }, today) => {
    done.push(`${tx.context.authority} ${name} ${today.toString()}`);
    return Promise.resolve();
  },
});
const run = (at: string, tasks: readonly DailyTask[], authority = SUTTON) =>
  runDailyTasks(test.service.casework, authority, parseInstant(at), tasks, (event) => faults.push(event));

describe.each(testServers())('the tasks of the day on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server, authorities: 2 });
    [done, faults] = [[], []];
  });
  afterEach(() => test.close());

  it('are done once on each day of London and for each authority', async () => {
    expect(await run('2026-06-30T22:59:59Z', [task('one'), task('two')])).toEqual(['one', 'two']);
    expect(await run('2026-06-30T22:59:59Z', [task('one'), task('two')])).toEqual([]);
    expect(await run('2026-06-30T23:00:00Z', [task('one')])).toEqual(['one']);
    expect(await run('2026-06-30T23:00:00Z', [task('one')], NEIGHBOUR)).toEqual(['one']);
    expect(done).toEqual([
      `${SUTTON} one 2026-06-30`,
      `${SUTTON} two 2026-06-30`,
      `${SUTTON} one 2026-07-01`,
      `${NEIGHBOUR} one 2026-07-01`,
    ]);
  });

  it('are done once when several workers come at the same time', async () => {
    const names = await Promise.all([1, 2, 3, 4].map(() => run('2026-06-30T06:00:00Z', [task('one'), task('two')])));
    expect(names.flat().sort()).toEqual(['one', 'two']);
    expect(done).toHaveLength(2);
  });

  it('are done again when they failed, and stop none of the others', async () => {
    const broken: DailyTask = { name: 'broken', run: () => Promise.reject(new Error('broken')) };
    expect(await run('2026-06-30T06:00:00Z', [broken, task('one')])).toEqual(['one']);
    expect(faults).toEqual(['daily-broken']);
    expect(await run('2026-06-30T06:00:10Z', [task('broken'), task('one')])).toEqual(['broken']);
  });
});
