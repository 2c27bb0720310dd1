import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { isLongRun, noteFigure, secondsOf } from '../support/fault-figures.js';
import { openFaultWorld } from '../support/fault-world.js';
import type { FaultWorld } from '../support/fault-world.js';
import { holdAlerts } from '../support/hold-alerts.js';
import { testServers } from '../support/postgres.js';
import { backEnds, describeOn, prepareTestRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';

/** How often a worker is killed, and how long one is paused: by the database's own patience in a long run. */
const KILLS = isLongRun ? 10 : 1;
const PAUSED_MS = isLongRun ? 120_000 : 0;
const patience = isLongRun ? {} : { silentAtMostMs: 1_000 };
const [embedded] = testServers();

for (const { name, usesRedis } of backEnds) {
  describeOn({ usesRedis })(`with the queue on ${name}, no alert is lost and none raised twice`, () => {
    let redis: TestRedis | null = null;
    let world: FaultWorld;

    beforeEach(async () => {
      redis = usesRedis ? await prepareTestRedis() : null;
      await redis?.start();
      world = await openFaultWorld({ server: embedded, redis, ...patience });
    });
    afterEach(async () => {
      await world.close();
      await redis?.stop();
    });

    const untilAllIsTold = async () => {
      await world.owed.untilRaised();
      await world.owed.compare();
      await world.compareMail();
    };

    it('when a worker is killed while it raises: another raises it', async () => {
      let worker = await world.startWorker();
      for (let kills = 0; kills < KILLS; kills += 1) {
        await world.owe(1, 2);
        const alerts = await holdAlerts(world);
        await alerts.untilWaitedFor();
        const other = await world.startWorker();
        await worker.kill();
        await alerts.release();
        noteFigure(
          `${name}: worker killed while it raised, raised by another after`,
          await secondsOf(world.owed.untilRaised()),
        );
        await untilAllIsTold();
        worker = other;
      }
    });

    it('when a worker is paused while it raises: another raises it, and what the woken one writes is refused', async () => {
      const paused = await world.startWorker();
      await world.owe(1, 2);
      const alerts = await holdAlerts(world);
      await alerts.untilWaitedFor();
      paused.pause();
      await alerts.release();
      const other = await world.startWorker();
      const seconds = await secondsOf(world.owed.untilRaised());
      noteFigure(`${name}: worker paused while it raised, raised by another after`, seconds);
      await delay(Math.max(0, PAUSED_MS - seconds * 1000));
      const said = paused.logged().length;
      paused.wake();
      await world.untilRefused(paused, said);
      // What the other had taken to be sent would be due again only after its lease.
      await untilAllIsTold();
      await other.kill();
      await world.owe(1, 1);
      await untilAllIsTold();
    });

    if (!usesRedis) return;

    it.each(['killed', 'flushed'])('when Redis is %s, which keeps nothing', async (fault) => {
      await world.startWorker();
      await world.owe(20, 3);
      if (fault === 'flushed') await redis?.flush();
      else await redis?.kill();
      await world.owe(20, 2);
      if (fault === 'killed') await redis?.start();
      noteFigure(`Redis ${fault}, the last of 40 alerts raised after`, await secondsOf(world.owed.untilRaised()));
      await untilAllIsTold();
    });

    it('when Redis is not there at the start', async () => {
      await redis?.kill();
      await world.startWorker();
      await world.owe(5, 1);
      await world.owed.untilRaised();
      await redis?.start();
      await world.owe(1, 3);
      expect(await redis?.dump()).toContain('check-deadline');
      await untilAllIsTold();
    });
  });
}
