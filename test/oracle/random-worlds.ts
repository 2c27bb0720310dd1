import fc from 'fast-check';
import { aStart, placeStart } from './marked-days.js';

/** One report of an absence. Moments are text: an instant, or a day of which the time is not known. */
export interface WorldReport {
  readonly id: string;
  readonly absence: string;
  readonly leads: boolean;
  readonly missing: string;
  readonly returned: string | null;
  readonly cancelled: boolean;
  readonly code: 'M' | 'A';
  /** Another council's child, who lives here: the interview is that council's duty. */
  readonly elsewhere: boolean;
  readonly reason: (typeof reasons)[number];
}

export interface WorldOffer {
  readonly report: string;
  readonly origin: 'offer' | 'attempt';
  readonly made: string;
  readonly made_to: 'child' | 'carer' | 'both' | null;
  readonly outcome: 'accepted' | 'declined' | 'no_response' | null;
}

export interface WorldInterview {
  readonly id: string;
  readonly began: string;
  readonly mode: 'in_person' | 'video' | 'telephone' | null;
  readonly covers: readonly string[];
}

/** A child with up to three absences, told of by up to two reports each, and the instant at which they are judged. */
export interface World {
  readonly at: string;
  readonly terms: { readonly modes: readonly WorldMode[]; readonly codes: readonly ('M' | 'A')[] };
  readonly reports: readonly WorldReport[];
  readonly offers: readonly WorldOffer[];
  readonly interviews: readonly WorldInterview[];
}

export type WorldMode = 'in_person' | 'video' | 'telephone';

const reasons = [
  ...[null, null, null, null, null, null, null, 'declined_by_child', 'declined_by_parent', 'no_contact'],
  ...['missing_again', 'custody', 'hospital', 'turned_18', 'other_authority_duty', 'other'],
] as const satisfies readonly (string | null)[];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after a return something is: at a boundary of a clock or beside it, or anywhere from before it to nine days on. */
const sinceReturn = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(0, 12, 23, 24, 25, 48, 60, 71, 72, 73, 95, 96, 97),
      fc.constantFrom(0, 0, 0, -1000, 1000, -1, 1, -MINUTE, MINUTE, HOUR),
    )
    .map(([hours, beside]) => hours * HOUR + beside),
  fc.integer({ min: -24 * 60, max: 9 * 24 * 60 }).map((minutes) => minutes * MINUTE),
);

const instant = (ms: number) => new Date(ms).toISOString();
/** Three in four are told with their time. */
const told = (ms: number, isTimed: boolean) => (isTimed ? instant(ms) : instant(ms).slice(0, 10));
const isTimed = fc.nat({ max: 3 }).map((draw) => draw > 0);

const anAbsence = fc.record({
  length: fc.integer({ min: 10, max: 4 * 24 * 60 }).map((minutes) => minutes * MINUTE),
  reports: fc.array(
    fc.record({
      earlier: fc.constantFrom(0, 0, HOUR, -HOUR, DAY, 30 * MINUTE),
      later: fc.constantFrom(0, 0, HOUR, 2 * HOUR, DAY, -30 * MINUTE),
      isTimed,
      isMissingTimed: isTimed,
      isBack: fc.nat({ max: 9 }).map((draw) => draw > 0),
      cancelled: fc.nat({ max: 14 }).map((draw) => draw === 0),
      elsewhere: fc.nat({ max: 14 }).map((draw) => draw === 0),
      code: fc.constantFrom('M', 'M', 'A'),
      reason: fc.constantFrom(...reasons),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  gap: fc.integer({ min: 60, max: 4 * 24 * 60 }).map((minutes) => minutes * MINUTE),
});

const aFact = fc.record({ report: fc.nat(), since: sinceReturn, isTimed });
const anOffer = fc.record({
  fact: aFact,
  origin: fc.constantFrom('offer', 'attempt'),
  made_to: fc.constantFrom('child', 'child', 'carer', 'both', null),
  outcome: fc.constantFrom('accepted', 'declined', 'no_response', null),
});
const anInterview = fc.record({
  fact: aFact,
  mode: fc.constantFrom('in_person', 'video', 'telephone', null),
  also: fc.array(fc.nat(), { maxLength: 2 }),
});

const drawn = fc.record({
  firstReturn: aStart({ before: 4, after: 1 }),
  absences: fc.array(anAbsence, { minLength: 1, maxLength: 3 }),
  offers: fc.array(anOffer, { maxLength: 4 }),
  interviews: fc.array(anInterview, { maxLength: 2 }),
  at: aFact,
  modes: fc.constantFrom(['in_person', 'video'], ['in_person'], ['in_person', 'video', 'telephone']),
  codes: fc.constantFrom(['M', 'A'], ['M', 'A'], ['M', 'A'], ['M']),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

/** A report, and the instant of its return, known or not, from which its other facts are drawn. */
interface Placed {
  readonly report: WorldReport;
  readonly back: number;
}

function placeReports(name: string, firstReturn: number, absences: Drawn['absences']): readonly Placed[] {
  let back = firstReturn;
  return absences.flatMap((absence, index) => {
    if (index > 0) back += absence.gap + absence.length;
    return absence.reports.map((each, place) => ({
      back: back + each.later,
      report: {
        id: `${name}-${index}-${place}`,
        absence: `${name}-${index}`,
        leads: place === 0,
        missing: told(back - absence.length - each.earlier, each.isMissingTimed),
        returned: each.isBack ? told(back + each.later, each.isTimed) : null,
        ...{ cancelled: each.cancelled, elsewhere: each.elsewhere, code: each.code, reason: each.reason },
      },
    }));
  });
}

function placeWorld(world: Drawn, place: number): World {
  const name = `w${place}`;
  const placed = placeReports(name, placeStart(world.firstReturn, place), world.absences);
  const chosen = (draw: number) => placed[draw % placed.length] ?? placed[0];
  const when = ({ report, since }: Drawn['at']) => (chosen(report)?.back ?? 0) + since;
  const idOf = (draw: number) => chosen(draw)?.report.id ?? '';
  return {
    at: instant(when(world.at)),
    terms: { modes: world.modes, codes: world.codes },
    reports: placed.map(({ report }) => report),
    offers: world.offers.map(({ fact, ...offer }) => ({
      ...offer,
      report: idOf(fact.report),
      made: told(when(fact), fact.isTimed),
    })),
    interviews: world.interviews.map(({ fact, mode, also }, index) => ({
      id: `${name}-i${index}`,
      began: told(when(fact), fact.isTimed),
      mode,
      covers: [...new Set([fact.report, ...also].map(idOf))],
    })),
  };
}

/** As many worlds as it takes to hold `count` absences, the same in every run of one seed. */
export function drawWorlds(count: number, seed: number): readonly World[] {
  const worlds: World[] = [];
  let absences = 0;
  for (const [index, world] of fc.sample(drawn, { numRuns: count, seed }).entries()) {
    if (absences >= count) break;
    worlds.push(placeWorld(world, index));
    absences += world.absences.length;
  }
  return worlds;
}
