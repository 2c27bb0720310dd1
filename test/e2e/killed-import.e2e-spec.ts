import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemContext } from '#persistence';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { draw } from '../support/draw.js';
import { withClient } from '../support/postgres.js';
import { startProgram } from '../support/processes.js';
import type { RunningProgram } from '../support/processes.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { stateOf } from '../support/state.js';
import { until } from '../support/until.js';

/** Two points of a smaller file in every run; `npm run check:long` asks for twenty of 10,000 rows. */
const POINTS = Number(process.env['HOMEWARD_KILL_POINTS'] ?? 2);
const ROWS = process.env['HOMEWARD_KILL_POINTS'] === undefined ? 2_500 : 10_000;
const AT = '2025-10-07T07:00:00Z';
/** About as long as one chunk takes, so that a kill falls anywhere in it. */
const CHUNK_MS = 300;

/** One row in fifty is faulty and one in seven has an interview. */
const bytes = aProviderReturn(
  ...Array.from({ length: ROWS }, (_, index) =>
    aReturnRow({
      provider_ref: `K${index}`,
      child_id: `K${index}`,
      ...(index % 7 === 0 && {
        offered_at: '2025-10-07T06:10:00Z',
        offered_to: 'child',
        interview_at: '2025-10-07T06:30:00Z',
      }),
      ...(index % 50 === 0 && { missing_at: 'yesterday' }),
    }),
  ),
);
const HELD = Math.ceil(ROWS / 50);

/** The points are the same in every run; where they fall in the work of a process, its own speed decides. */
const points = Array.from({ length: POINTS }, (_, index) => ({
  victim: index % 2 === 0 ? ('cli' as const) : ('worker' as const),
  atRow: Math.floor(draw(2 * index) * ROWS),
  waitMs: Math.floor(draw(2 * index + 1) * CHUNK_MS),
}));

describe('an import that is killed', () => {
  let folder: string;
  let file: string;
  let undisturbed: Awaited<ReturnType<typeof stateOf>>;
  let test: TestService;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-test-kill-'));
    file = join(folder, 'return.json');
    writeFileSync(file, bytes);
    const whole = await createTestService();
    const result = await whole.service.returns.receive(aReceivedReturn(bytes, AT));
    expect(result).toMatchObject({ rows: ROWS, new: ROWS - HELD, held: HELD });
    undisturbed = await stateOf(whole.database);
    await whole.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    test = await createTestService();
  });
  afterEach(() => test.close());

  const sql = <Row extends object>(text: string) =>
    withClient(test.database.superuserUrl, async (client) => (await client.query<Row>(text)).rows);
  const count = async (of: string) => (await sql<{ n: number }>(`SELECT count(*)::integer AS n FROM ${of}`))[0]?.n ?? 0;
  const recorded = () => Promise.all([count('missing_episode'), count(`submission_row WHERE outcome = 'new'`)]);

  async function start(victim: 'cli' | 'worker'): Promise<RunningProgram> {
    const settings = { DATABASE_URL: test.database.appUrl };
    const sender = ['--authority', SUTTON, '--provider', 'HARBOUR', '--period', '2025-10', '--at', AT];
    if (victim === 'cli') return startProgram('cli', ['import', file, ...sender], settings);
    await test.service.returns.accept(aReceivedReturn(bytes, AT), { isAsync: true, onKept: () => Promise.resolve() });
    return startProgram('worker', [], settings);
  }

  it.each(points)(
    'in the $victim after row $atRow and $waitMs ms is taken up again and ends as if it had not been',
    async ({ victim, atRow, waitMs }) => {
      const program = await start(victim);
      await until(
        'so many rows are done',
        async () => (await count('submission')) === 1 && (await count('submission_row')) >= atRow,
      );
      await delay(waitMs);
      await program.kill();

      const [episodes, receipts] = await recorded();
      expect(episodes).toBe(receipts);
      // The lease would run out by itself in a quarter of a minute.
      const [left] = await sql<{ id: string; is_applied: boolean }>(
        `UPDATE submission SET leased_until = CASE WHEN applied_at IS NULL THEN now() - interval '1 second' END
       RETURNING id, applied_at IS NOT NULL AS is_applied`,
      );
      const id = left?.id ?? '';
      expect(await test.service.returns.resume(SUTTON, id, 'sweep')).toBe(left?.is_applied === false);

      const result = await test.service.returns.find(systemContext(SUTTON, 'test'), id, 'council');
      expect(result).toMatchObject({ state: 'applied', rows: ROWS, done: ROWS, new: ROWS - HELD, held: HELD });
      expect(result?.receipts.map(({ ref }) => ref)).toEqual(Array.from({ length: ROWS }, (_, index) => `K${index}`));
      expect(await recorded()).toEqual([ROWS - HELD, ROWS - HELD]);
      expect(await stateOf(test.database)).toEqual(undisturbed);

      const again = await test.service.returns.receive(aReceivedReturn(bytes, AT));
      expect(again).toMatchObject({ rows: ROWS, new: 0, changed: 0, same: ROWS - HELD, held: HELD });
      expect(await stateOf(test.database)).toEqual(undisturbed);
    },
  );
});
