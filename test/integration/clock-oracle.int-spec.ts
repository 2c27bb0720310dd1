import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { deadlineKinds } from '#domain/deadlines';
import type { ClockValue } from '#domain/deadlines';
import { parseDay, plusWorkingDays } from '#domain/time';
import { installOracle, judgeWorlds, workingDaysBySql } from '../oracle/clock-oracle.js';
import type { Judged } from '../oracle/clock-oracle.js';
import { runningByDomain } from '../oracle/clocks-of-council-world.js';
import { installCouncilClocks, runningBySql } from '../oracle/council-clocks-oracle.js';
import { drawCouncilWorlds } from '../oracle/council-worlds.js';
import { judgeByDomain } from '../oracle/domain-of-world.js';
import { drawWorlds } from '../oracle/random-worlds.js';
import type { World } from '../oracle/random-worlds.js';
import { testServers, withClient } from '../support/postgres.js';

const everyValue = [
  'in_time',
  'late',
  'cannot_tell',
  'missed',
  'declined',
  'not_yet_due',
  'not_required',
] as const satisfies readonly ClockValue[];

/** `npm run check:long` asks for 100,000, which takes some minutes. */
const absences = Number(process.env['HOMEWARD_CLOCK_CASES'] ?? 2000);
const seed = Number(process.env['HOMEWARD_TEST_SEED'] ?? 2018);
const AT_ONCE = 20;
const PATIENCE_MS = 120_000 + 20 * absences;

const listed = readFileSync('libs/persistence/reference-data/bank-holidays-england-and-wales.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.slice(0, 10));

const byAbsence = (left: Judged, right: Judged) => (left.absence < right.absence ? -1 : 1);
const worlds = drawWorlds(absences, seed);

/** Each absence of which the two do not say the same, with its world; and all that SQL said. */
async function compare(superuserUrl: string) {
  const said: Judged[] = [];
  const disagreements: {
    readonly sql: Judged;
    readonly domain: Judged | undefined;
    readonly world: World | undefined;
  }[] = [];
  await withClient(superuserUrl, async (client) => {
    await installOracle(client);
    for (let start = 0; start < worlds.length; start += AT_ONCE) {
      const chunk = worlds.slice(start, start + AT_ONCE);
      const sql = [...(await judgeWorlds(client, chunk))].sort(byAbsence);
      const domain = new Map(
        chunk.flatMap((world) => judgeByDomain(world).map((judged) => [judged.absence, { judged, world }])),
      );
      said.push(...sql);
      for (const each of sql) {
        const other = domain.get(each.absence);
        if (JSON.stringify(each) !== JSON.stringify(other?.judged))
          disagreements.push({ sql: each, domain: other?.judged, world: other?.world });
      }
      expect(sql).toHaveLength(domain.size);
    }
  });
  return { said, disagreements };
}

/** The many take one server only. */
const servers = absences > 2000 ? testServers().slice(0, 1) : testServers();

describe.each(servers)('the clock, written a second time in SQL, on $name', ({ superuserUrl }) => {
  it(
    `says of ${absences} drawn absences what the domain says`,
    async () => {
      const { said, disagreements } = await compare(superuserUrl);
      expect(disagreements).toEqual([]);
      expect(said.length).toBeGreaterThanOrEqual(absences);
      expect(new Set(said.map(({ value }) => value))).toEqual(new Set([...everyValue, null]));
      for (const timing of ['held72', 'offered72', 'offered24'] as const)
        expect(new Set(said.map((each) => each[timing]))).toEqual(new Set(['in_time', 'late', 'cannot_tell', null]));
    },
    PATIENCE_MS,
  );

  it(
    `has the clocks beside the 72 hours run from and to the same instants in ${absences} drawn episodes`,
    async () => {
      const holidays = new Set(listed);
      const drawn = drawCouncilWorlds(absences, seed);
      const bySql = await withClient(superuserUrl, async (client) => {
        await installOracle(client);
        await installCouncilClocks(client);
        return runningBySql(client, drawn, listed);
      });
      const byDomain = drawn.flatMap((world) => runningByDomain(world, holidays));
      const lines = (clocks: typeof bySql) => clocks.map((clock) => JSON.stringify(clock)).sort();
      const [sql, domain] = [lines(bySql), lines(byDomain)];
      const [inSql, inDomain] = [new Set(sql), new Set(domain)];
      expect(sql.filter((line) => !inDomain.has(line))).toEqual([]);
      expect(domain.filter((line) => !inSql.has(line))).toEqual([]);
      expect(new Set(bySql.map(({ kind }) => kind))).toEqual(
        new Set(deadlineKinds.filter((kind) => kind !== 'interview' && kind !== 'offer')),
      );
    },
    PATIENCE_MS,
  );

  it('comes to the same working days around every bank holiday of the list', async () => {
    const reached = await withClient(superuserUrl, (client) => workingDaysBySql(client, listed));
    const holidays = new Set(listed);
    expect(reached.length).toBeGreaterThan(7 * listed.length);
    expect(
      reached.filter(({ day, count, answer }) => {
        const mine = plusWorkingDays(parseDay(day), count, holidays).toString();
        return mine !== answer;
      }),
    ).toEqual([]);
  });
});
