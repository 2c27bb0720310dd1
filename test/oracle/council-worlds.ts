import fc from 'fast-check';

/** One episode by its facts, and the instant at which its clocks are read. Moments are text: an instant, or a day alone. */
export interface CouncilWorld {
  readonly id: string;
  readonly at: string;
  readonly code: 'M' | 'A';
  readonly elsewhere: boolean;
  readonly looked_after: boolean;
  readonly cancelled: boolean;
  readonly missing: string;
  readonly returned: string | null;
  readonly found: string | null;
  readonly provider: boolean;
  readonly referred: string | null;
  readonly acknowledged: boolean;
  readonly booked: boolean;
  readonly form: string | null;
  readonly safeguarding: boolean;
  readonly reason: 'custody' | 'no_contact' | 'other_authority_duty' | null;
  readonly interview_began: string | null;
  readonly interview_ended: string | null;
  readonly finds: 'nothing' | 'harm' | 'same_day';
  readonly high_risk: boolean;
  readonly done: readonly (typeof steps)[number][];
  /** When the child's other episodes began. */
  readonly others: readonly string[];
}

const steps = ['senior_manager_told', 'strategy_meeting_held', 'director_told', 'quality_check_made'] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Around both changes of the clocks, Christmas, Easter and the turn of a year, and anywhere. */
const start = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('2025-10-26', '2026-03-29', '2025-12-25', '2026-04-03', '2026-05-25', '2026-01-01'),
      fc.integer({ min: -8 * 24 * 60, max: 3 * 24 * 60 }),
    )
    .map(([day, minutes]) => Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE),
  fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }).map((minutes) => Date.UTC(2024, 0, 1) + minutes * MINUTE),
);
const instant = (ms: number) => new Date(ms).toISOString();
const rarely = fc.nat({ max: 9 }).map((draw) => draw === 0);
const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((count) => count * MINUTE);

const drawn = fc.record({
  start,
  away: minutes(9 * 24 * 60),
  facts: fc.record({
    code: fc.constantFrom('M', 'M', 'M', 'A'),
    elsewhere: rarely,
    looked_after: fc.boolean(),
    cancelled: rarely,
    provider: fc.boolean(),
    acknowledged: fc.boolean(),
    booked: rarely,
    safeguarding: fc.boolean(),
    reason: fc.constantFrom(null, null, null, null, null, 'custody', 'no_contact', 'other_authority_duty'),
    finds: fc.constantFrom('nothing', 'harm', 'same_day'),
    high_risk: rarely,
    done: fc.subarray([...steps], { maxLength: 2 }),
  }),
  isDayAlone: fc.record({ missing: rarely, returned: rarely, referred: rarely, form: rarely }),
  isBack: fc.boolean(),
  isFound: rarely,
  referredAfter: fc.option(minutes(4 * 24 * 60)),
  talkedAfter: fc.option(minutes(6 * 24 * 60)),
  talkLasts: fc.option(minutes(180)),
  formAfter: fc.option(minutes(8 * 24 * 60)),
  /** At the edge of the days that a rule looks back, or anywhere in them, or later. */
  others: fc.array(
    fc.oneof(
      fc.constantFrom(29, 30, 31, 89, 90, 91).map((days) => days * DAY),
      fc.integer({ min: -20 * 24 * 60, max: 100 * 24 * 60 }).map((before) => before * MINUTE),
    ),
    { maxLength: 4 },
  ),
  /** Up to forty days after the start, so that some clocks are long past. */
  readAfter: minutes(40 * 24 * 60),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

function placeWorld(world: Drawn, index: number): CouncilWorld {
  const { isDayAlone, ...draw } = world;
  const told = (ms: number, name: keyof Drawn['isDayAlone']) =>
    isDayAlone[name] ? instant(ms).slice(0, 10) : instant(ms);
  const back = draw.start + draw.away;
  const talked = draw.isBack && draw.talkedAfter !== null ? back + draw.talkedAfter : null;
  const talkedUntil = talked === null ? null : talked + (draw.talkLasts ?? 0);
  return {
    id: `c${index}`,
    at: instant(draw.start + draw.readAfter),
    ...draw.facts,
    missing: told(draw.start, 'missing'),
    returned: draw.isBack ? told(back, 'returned') : null,
    found: draw.isFound ? instant(back) : null,
    referred: draw.referredAfter === null ? null : told(back + draw.referredAfter, 'referred'),
    form: talkedUntil === null || draw.formAfter === null ? null : told(talkedUntil + draw.formAfter, 'form'),
    interview_began: talked === null ? null : instant(talked),
    interview_ended: talked === null || draw.talkLasts === null ? null : instant(talked + draw.talkLasts),
    ...(talked === null && ({ finds: 'nothing', high_risk: false } as const)),
    others: draw.others.map((before) => instant(draw.start - before)),
  };
}

/** The same worlds in every run of one seed. */
export function drawCouncilWorlds(count: number, seed: number): readonly CouncilWorld[] {
  return fc.sample(drawn, { numRuns: count, seed }).map(placeWorld);
}
