import fc from 'fast-check';
import { aStart, placeStart } from './marked-days.js';

/** One episode by its facts, and the instant at which its clocks are read. Moments are text: an instant, or a day alone. */
export interface CouncilWorld {
  readonly id: string;
  readonly at: string;
  readonly code: 'M' | 'A';
  readonly elsewhere: boolean;
  readonly looked_after: boolean;
  readonly ended: 'cancelled' | 'turned_18' | 'ended_other' | null;
  readonly missing: string;
  readonly returned: string | null;
  readonly found: string | null;
  readonly provider: boolean;
  readonly referred: string | null;
  readonly acknowledged: boolean;
  readonly booked: string | null;
  /** An offer to which nobody has answered: when, and to whom. */
  readonly offered: string | null;
  readonly offered_to: 'child' | 'carer';
  readonly form: string | null;
  readonly safeguarding: boolean;
  readonly reason: 'custody' | 'no_contact' | 'other_authority_duty' | null;
  readonly interview_began: string | null;
  readonly interview_ended: string | null;
  readonly mode: 'in_person' | 'telephone' | null;
  readonly finds: 'nothing' | 'harm' | 'same_day';
  readonly high_risk: boolean;
  readonly done: readonly (typeof steps)[number][];
  /** When the child's other episodes began. */
  readonly others: readonly string[];
  /** The episodes that call for an interview by the contract in force. */
  readonly codes: readonly ('M' | 'A')[];
  /** The hours of work from a day on; nine to five, Monday to Friday, before it. */
  readonly hours: (typeof hoursOfWork)[number] & { readonly valid_from: string };
  /** What the authority has set for one kind of clock from a day on. */
  readonly setting: ((typeof settings)[number] & { readonly valid_from: string }) | null;
}

const steps = ['senior_manager_told', 'strategy_meeting_held', 'director_told', 'quality_check_made'] as const;

const hoursOfWork = [
  { first_weekday: 1, last_weekday: 5, from_minute: 540, to_minute: 1020 },
  { first_weekday: 1, last_weekday: 5, from_minute: 480, to_minute: 1110 },
  { first_weekday: 1, last_weekday: 6, from_minute: 570, to_minute: 780 },
  { first_weekday: 1, last_weekday: 7, from_minute: 0, to_minute: 1440 },
] as const;

const settings = [
  { kind: 'offer', unit: 'hours', amount: 36 },
  { kind: 'referral', unit: 'hours', amount: 8 },
  { kind: 'acknowledgement', unit: 'working_hours', amount: 11 },
  { kind: 'acknowledgement', unit: 'working_days', amount: 1 },
  { kind: 'form', unit: 'hours', amount: 96 },
  { kind: 'form_concern', unit: 'hours', amount: 24 },
  { kind: 'safeguarding', unit: 'hours', amount: 4 },
  { kind: 'quality_check', unit: 'working_days', amount: 20 },
  { kind: 'senior_manager', unit: 'hours', amount: 72 },
  { kind: 'strategy_meeting', unit: 'working_days', amount: 10 },
  { kind: 'director', unit: 'hours', amount: 168 },
  { kind: 'director', unit: 'not_watched', amount: null },
  { kind: 'repeat_3_in_90', unit: 'not_watched', amount: null },
  { kind: 'repeat_2_in_7', unit: 'watched', amount: null },
] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const instant = (ms: number) => new Date(ms).toISOString();
const dayOf = (ms: number) => instant(ms).slice(0, 10);
const rarely = fc.nat({ max: 9 }).map((draw) => draw === 0);
const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((count) => count * MINUTE);
/** From a day near the start of the episode, so that some clocks of it start before and some after. */
const fromDay = fc.integer({ min: -30, max: 10 });

const drawn = fc.record({
  start: aStart({ before: 7, after: 1 }),
  away: minutes(9 * 24 * 60),
  facts: fc.record({
    code: fc.constantFrom('M', 'M', 'M', 'A'),
    elsewhere: rarely,
    looked_after: fc.boolean(),
    ended: fc.constantFrom(...Array.from({ length: 12 }, () => null), 'cancelled', 'turned_18', 'ended_other'),
    provider: fc.boolean(),
    acknowledged: fc.boolean(),
    offered_to: fc.constantFrom('child', 'carer'),
    safeguarding: fc.boolean(),
    reason: fc.constantFrom(null, null, null, null, null, 'custody', 'no_contact', 'other_authority_duty'),
    mode: fc.constantFrom('in_person', 'in_person', 'telephone', null),
    finds: fc.constantFrom('nothing', 'harm', 'same_day'),
    high_risk: rarely,
    done: fc.subarray([...steps], { maxLength: 2 }),
    codes: fc.constantFrom(['M', 'A'], ['M', 'A'], ['M', 'A'], ['M']),
  }),
  isDayAlone: fc.record({
    ...{ missing: rarely, returned: rarely, referred: rarely, form: rarely },
    ...{ booked: rarely, began: rarely, ended: rarely },
  }),
  isBack: fc.nat({ max: 3 }).map((draw) => draw > 0),
  isFound: rarely,
  referredAfter: fc.option(minutes(4 * 24 * 60)),
  offeredAfter: fc.option(minutes(2 * 24 * 60), { freq: 2 }),
  bookedAfter: fc.option(minutes(4 * 24 * 60), { freq: 2 }),
  talkedAfter: fc.option(minutes(6 * 24 * 60), { freq: 2 }),
  talkLasts: fc.option(minutes(180)),
  formAfter: fc.option(minutes(8 * 24 * 60), { freq: 2 }),
  /** At the edge of the days that a rule looks back, or anywhere in them, or later. */
  others: fc.array(
    fc.oneof(
      fc.constantFrom(6, 7, 8, 29, 30, 31, 89, 90, 91).map((days) => days * DAY),
      fc.integer({ min: -20 * 24 * 60, max: 100 * 24 * 60 }).map((before) => before * MINUTE),
    ),
    { maxLength: 4 },
  ),
  hours: fc.record({ of: fc.constantFrom(...hoursOfWork), fromDay }),
  setting: fc.option(fc.record({ of: fc.constantFrom(...settings), fromDay }), { freq: 2 }),
  /** Up to eighty days after the start, so that some clocks are long past. */
  readAfter: fc.oneof(minutes(5 * 24 * 60), minutes(20 * 24 * 60), minutes(80 * 24 * 60)),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

/** The interview: held only after a return, and found nothing where it was not held. */
function placeTalk({ isDayAlone, ...draw }: Drawn, back: number) {
  const began = draw.isBack && draw.talkedAfter !== null ? back + draw.talkedAfter : null;
  const told = (ms: number, isAlone: boolean) => (isAlone ? dayOf(ms) : instant(ms));
  if (began === null)
    return { interview_began: null, interview_ended: null, form: null, finds: 'nothing', high_risk: false } as const;
  const until = began + (draw.talkLasts ?? 0);
  return {
    interview_began: told(began, isDayAlone.began),
    interview_ended: draw.talkLasts === null ? null : told(until, isDayAlone.ended),
    form: draw.formAfter === null ? null : told(until + draw.formAfter, isDayAlone.form),
  };
}

function placeWorld(world: Drawn, index: number): CouncilWorld {
  const { isDayAlone, ...draw } = world;
  const start = placeStart(draw.start, index);
  const back = start + draw.away;
  const told = (ms: number, name: keyof Drawn['isDayAlone']) => (isDayAlone[name] ? dayOf(ms) : instant(ms));
  const since = (after: number | null, name: keyof Drawn['isDayAlone']) =>
    after === null ? null : told(back + after, name);
  const from = (days: number) => dayOf(start + days * DAY);
  return {
    id: `c${index}`,
    at: instant(start + draw.readAfter),
    ...draw.facts,
    missing: told(start, 'missing'),
    returned: draw.isBack ? told(back, 'returned') : null,
    found: draw.isFound ? instant(back) : null,
    referred: since(draw.referredAfter, 'referred'),
    offered: draw.offeredAfter === null ? null : instant(back + draw.offeredAfter),
    booked: since(draw.bookedAfter, 'booked'),
    ...placeTalk(world, back),
    others: draw.others.map((before) => instant(start - before)),
    hours: { ...draw.hours.of, valid_from: from(draw.hours.fromDay) },
    setting: draw.setting && { ...draw.setting.of, valid_from: from(draw.setting.fromDay) },
  };
}

/** The same worlds in every run of one seed. */
export function drawCouncilWorlds(count: number, seed: number): readonly CouncilWorld[] {
  return fc.sample(drawn, { numRuns: count, seed }).map(placeWorld);
}
