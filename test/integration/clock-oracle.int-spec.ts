import { describe, expect, it } from '@jest/globals';
import { deadlineKinds } from '#domain/deadlines';
import type { ClockValue } from '#domain/deadlines';
import { parseDay, plusWorkingDays } from '#domain/time';
import { noteClockFigures } from '../oracle/clock-figures.js';
import { installOracle, judgeWorlds, workingDaysBySql } from '../oracle/clock-oracle.js';
import type { Judged } from '../oracle/clock-oracle.js';
import { runningByDomain } from '../oracle/clocks-of-council-world.js';
import { installCouncilClocks, runningBySql } from '../oracle/council-clocks-oracle.js';
import type { RunningBySql } from '../oracle/council-clocks-oracle.js';
import { drawCouncilWorlds } from '../oracle/council-worlds.js';
import type { CouncilWorld } from '../oracle/council-worlds.js';
import { judgeByDomain } from '../oracle/domain-of-world.js';
import { DaysMet, bankHolidays } from '../oracle/marked-days.js';
import type { Run } from '../oracle/marked-days.js';
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
const EPISODES_AT_ONCE = 500;
const HOUR = 3_600_000;
const PATIENCE_MS = 120_000 + 20 * absences;

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

/** The 72 hours of an absence, which hold the 24 in them, however early or late in its day the return was. */
function runsOf({ earliest72, latest72 }: Judged): readonly Run[] {
  return earliest72 && latest72 ? [{ starts: new Date(earliest72.getTime() - 72 * HOUR), due: latest72 }] : [];
}

const countedInWorkingTime = ['acknowledgement', 'form', 'form_concern', 'quality_check', 'strategy_meeting'];

/** The clocks that only one of the two has, or has otherwise, each with its world; every kind that was met; and the days. */
async function compareClocks(superuserUrl: string, drawn: readonly CouncilWorld[]) {
  const holidays = new Set(bankHolidays);
  const met = new DaysMet();
  const kinds = new Set<string>();
  const differing: { readonly world: CouncilWorld; readonly sql: string; readonly domain: string }[] = [];
  await withClient(superuserUrl, async (client) => {
    await installOracle(client);
    await installCouncilClocks(client);
    for (let start = 0; start < drawn.length; start += EPISODES_AT_ONCE) {
      const chunk = drawn.slice(start, start + EPISODES_AT_ONCE);
      const bySql = await runningBySql(client, chunk, bankHolidays);
      for (const world of chunk) {
        const clocks = bySql.filter(({ id }) => id === world.id);
        const [sql, domain] = [linesOf(clocks), linesOf(runningByDomain(world, holidays))];
        if (sql !== domain) differing.push({ world, sql, domain });
        for (const { kind } of clocks) kinds.add(kind);
        const inWorkingTime = clocks.filter(({ kind }) => countedInWorkingTime.includes(kind));
        met.count(clocks, inWorkingTime);
      }
    }
  });
  return { differing, kinds, met };
}

function linesOf(clocks: readonly RunningBySql[]): string {
  return clocks
    .map((clock) => JSON.stringify(clock))
    .sort()
    .join('\n');
}

/** Of the many none may miss a change of the clocks or a bank holiday; of the few a fifth. */
const mostMissed = absences > 2000 ? 0 : 34;
/** The many take one server only. */
const servers = absences > 2000 ? testServers().slice(0, 1) : testServers();

describe.each(servers)('the clock, written a second time in SQL, on $name', ({ superuserUrl }) => {
  it(
    `says of ${absences} drawn absences what the domain says`,
    async () => {
      const { said, disagreements } = await compare(superuserUrl);
      const met = new DaysMet();
      for (const each of said) met.count(runsOf(each), runsOf(each));
      noteClockFigures('the interview of an absence', said.length, disagreements.length, met);
      expect(disagreements).toEqual([]);
      expect(met.missed.length).toBeLessThanOrEqual(mostMissed);
      expect(said.length).toBeGreaterThanOrEqual(absences);
      expect(new Set(said.map(({ value }) => value))).toEqual(new Set([...everyValue, null]));
      for (const timing of ['held72', 'offered72', 'offered24'] as const)
        expect(new Set(said.map((each) => each[timing]))).toEqual(new Set(['in_time', 'late', 'cannot_tell', null]));
    },
    PATIENCE_MS,
  );

  it(
    `has every kind of clock run from and to the same instants, and tell at the same, in ${absences} drawn episodes`,
    async () => {
      const drawn = drawCouncilWorlds(absences, seed);
      const { differing, kinds, met } = await compareClocks(superuserUrl, drawn);
      noteClockFigures('every kind of clock', drawn.length, differing.length, met);
      expect(differing.slice(0, 3)).toEqual([]);
      expect(kinds).toEqual(new Set([...deadlineKinds, 'repeat_2_in_7']));
      expect(met.missed.length).toBeLessThanOrEqual(mostMissed);
    },
    PATIENCE_MS,
  );

  it('comes to the same working days around every bank holiday of the list', async () => {
    const reached = await withClient(superuserUrl, (client) => workingDaysBySql(client, bankHolidays));
    const holidays = new Set(bankHolidays);
    expect(reached.length).toBeGreaterThan(7 * bankHolidays.length);
    expect(
      reached.filter(({ day, count, answer }) => {
        const mine = plusWorkingDays(parseDay(day), count, holidays).toString();
        return mine !== answer;
      }),
    ).toEqual([]);
  });
});
