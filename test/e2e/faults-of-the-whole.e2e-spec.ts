import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, it } from '@jest/globals';
import { draw } from '../support/draw.js';
import { isLongRun, noteFigure, secondsOf } from '../support/fault-figures.js';
import { OwedAlerts } from '../support/owed-alerts.js';
import { databaseUrlOf, homeward, isReady, makeDataDir, signalProcess, startService } from '../support/processes.js';
import type { RunningService } from '../support/processes.js';
import { backEnds, describeOn, startTestRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';

/** Three faults in every run; a long one asks for twenty, others are drawn by another seed. */
const FAULTS = isLongRun ? 20 : 3;
/** A sender hands in so many rows at once, not more often than a key may. */
const ROWS = 3;
const EVERY_MS = 1_100;
const DUE_IN_S = 3;
/** As many rows are acknowledged between one fault and the next. */
const ROWS_BETWEEN = 6;

let dataDir: ReturnType<typeof makeDataDir>;
let key: string;

beforeAll(async () => {
  dataDir = makeDataDir();
  await homeward(dataDir.path, ['seed', 'demo', '--months', '0']);
  const { stdout } = await homeward(dataDir.path, ['key', 'issue', '--provider', 'HARBOUR', '--json']);
  key = (JSON.parse(stdout) as { key: string }).key;
});
afterAll(() => dataDir.remove());

for (const { name, usesRedis } of backEnds) {
  describeOn({ usesRedis })(`the whole service with its queue on ${name}`, () => {
    let redis: TestRedis | null = null;
    let service: RunningService;
    let owed: OwedAlerts;

    beforeEach(async () => {
      redis = usesRedis ? await startTestRedis() : null;
      service = await startService(dataDir.path, redis ? { REDIS_URL: redis.url } : {});
      owed = new OwedAlerts(() => databaseUrlOf(dataDir.path));
    });
    afterEach(async () => {
      await service.kill();
      await redis?.stop();
    });

    /** Sends rows until it is stopped; a request that is not answered acknowledges nothing. */
    function sendOnAndOn(prefix: string): () => Promise<void> {
      let sent = 0;
      const over = new AbortController();
      const sending = (async () => {
        while (!over.signal.aborted) {
          const refs = Array.from({ length: ROWS }, () => `${prefix}${String((sent += 1)).padStart(5, '0')}`);
          await owed.send(service.url, key, refs, DUE_IN_S);
          await delay(EVERY_MS);
        }
      })();
      return async () => {
        over.abort();
        await sending;
      };
    }
    const moreAcknowledged = () => {
      const before = owed.count;
      return until('the service acknowledges again', () => owed.count >= before + ROWS_BETWEEN);
    };

    const faults: readonly (readonly [name: string, happen: () => Promise<void> | void])[] = [
      ['the database is killed', () => signalProcess(service, `${dataDir.path}/db`, 'SIGKILL')],
      ['the worker is killed', () => signalProcess(service, 'apps/worker', 'SIGKILL')],
      ['the web process is killed', () => signalProcess(service, 'apps/web', 'SIGKILL')],
      [
        'the worker is paused',
        async () => {
          signalProcess(service, 'apps/worker', 'SIGSTOP');
          await moreAcknowledged();
          signalProcess(service, 'apps/worker', 'SIGCONT');
        },
      ],
      ...(usesRedis
        ? ([
            ['Redis is flushed', () => redis?.flush()],
            [
              'Redis is killed and comes back empty',
              async () => {
                await redis?.kill();
                await moreAcknowledged();
                await redis?.start();
              },
            ],
          ] as const)
        : []),
    ];

    it(`raises every alert of what it acknowledged once, after ${FAULTS} faults`, async () => {
      const stop = sendOnAndOn(usesRedis ? 'R' : 'P');
      await moreAcknowledged();
      for (let index = 0; index < FAULTS; index += 1) {
        // The first is the database; the rest are drawn.
        const fault = faults[index === 0 ? 0 : Math.floor(draw(index) * faults.length)];
        if (!fault) continue;
        const [what, happen] = fault;
        const seconds = await secondsOf(Promise.resolve(happen()).then(moreAcknowledged));
        noteFigure(`${name}: ${index + 1}. ${what}, acknowledging again after`, seconds);
      }
      await stop();
      await until('the service is ready', () => isReady(service.url));
      noteFigure(`${name}: the last of ${owed.count} alerts raised after`, await secondsOf(owed.untilRaised()));
      await owed.compare();
    });
  });
}
