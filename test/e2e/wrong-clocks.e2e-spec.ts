import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isLongRun, noteFigure, secondsOf } from '../support/fault-figures.js';
import { openFaultWorld } from '../support/fault-world.js';
import type { FaultWorld } from '../support/fault-world.js';
import { testServers } from '../support/postgres.js';
import { homeward } from '../support/processes.js';
import { backEnds, describeOn, startTestRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { SUTTON, createTestService } from '../support/service.js';
import { describeWithShiftedClock, shiftedClock } from '../support/shifted-clock.js';
import { stateOf } from '../support/state.js';
import { issueTestKey, request } from '../support/web.js';

const [embedded] = testServers();
const zones = ['America/New_York', 'Pacific/Kiritimati'];
/** Ahead, so that an alert could come early; behind, so that it could come late. */
const shifts = isLongRun ? ['+1h', '-1h', '+1d', '-1d'] : ['+1d', '-1h'];

describe('the time zone of a process', () => {
  const SAMPLE = 'test/contract/samples/return-block-2025-10.csv';
  const sender = [
    '--authority',
    SUTTON,
    '--provider',
    'HARBOUR',
    '--period',
    '2025-10',
    '--at',
    '2025-11-03T09:00:00Z',
  ];

  /** What a return and a sweep leave behind, both by the command line in a time zone. */
  async function stateIn(zone: string) {
    const { service, database } = await createTestService();
    await service.close();
    const settings = { DATABASE_URL: database.appUrl, TZ: zone };
    expect(await homeward('', ['import', SAMPLE, ...sender], settings)).toMatchObject({ code: 3 });
    const swept = await homeward('', ['deadlines', 'sweep', '--at', '2025-11-10T09:00:00Z'], settings);
    expect(swept).toMatchObject({ code: 0 });
    const state = await stateOf(database);
    await database.drop();
    return state;
  }

  it('changes no clock and no alert', async () => {
    const inUtc = await stateIn('UTC');
    expect(inUtc['alerts']?.length).toBeGreaterThan(5);
    for (const zone of zones) expect(await stateIn(zone)).toEqual(inUtc);
  });
});

for (const { name, usesRedis } of backEnds) {
  describeOn({ usesRedis })(`with the queue on ${name}`, () => {
    let redis: TestRedis | null = null;
    let world: FaultWorld;

    beforeEach(async () => {
      redis = usesRedis ? await startTestRedis() : null;
      world = await openFaultWorld({ server: embedded, redis });
    });
    afterEach(async () => {
      await world.close();
      await redis?.stop();
    });

    const raisesInTime = async () => {
      await world.owe(5, 3);
      const seconds = await secondsOf(world.owed.untilRaised());
      await world.owed.compare();
      return seconds;
    };

    it(`a worker raises alerts at the same instants in ${zones.join(' and ')}`, async () => {
      for (const TZ of zones) await world.startWorker({ TZ });
      await raisesInTime();
      await world.compareMail();
    });

    describeWithShiftedClock('where the clock of a host is wrong', () => {
      it.each(shifts)('the clock of the database decides when a worker raises, and not its own: %s', async (shift) => {
        await world.startWorker(shiftedClock(shift));
        const seconds = await raisesInTime();
        noteFigure(`${name}: clock of the worker ${shift}, due in 3 s, the last of 5 alerts raised after`, seconds);
      });

      it.each(shifts)('the clock of the database is what the web process goes by: %s', async (shift) => {
        await world.startWorker();
        const url = await world.startWeb(shiftedClock(shift));
        const { json } = await request(`${url}/health/ready`, {});
        expect(json).toMatchObject({ status: 'ok', neverSweptAuthorities: 0 });
        expect((json as { sweepLagSeconds: number }).sweepLagSeconds).toBeLessThan(600);
        const key = await issueTestKey(world.test, 'HARBOUR');
        expect(await world.owed.send(url, key, ['W1', 'W2'], 3)).toBe(true);
        expect(world.owed.count).toBe(2);
        await world.owed.untilRaised();
        await world.owed.compare();
      });
    });
  });
}
