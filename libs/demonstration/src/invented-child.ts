import { dayInLondon, isBefore, periodOfMonths, startOfDay } from '#domain/time';
import type { Day, Instant, ReportingMonth } from '#domain/time';
import type { DemonstrationOptions } from './demonstration-options.js';
import { between, chance, pickOne, pickWeighted, wholeBetween } from './draws.js';
import type { Weighted } from './draws.js';
import { drawName } from './invented-names.js';
import { laterBy } from './local-times.js';
import { mulberry32, seedOf } from './mulberry32.js';
import type { Random } from './mulberry32.js';
import { drawResidence } from './residences.js';
import type { DemonstrationGroup, Residence } from './residences.js';

/** What lies behind a child's absences, and so what the interviews tend to hear. */
type Background = 'everyday' | 'distress' | 'peers' | 'sexual_exploitation' | 'criminal_exploitation';

/** An invented child, with how readily the child goes missing and when the child is known to the borough, always under 18. */
export interface InventedChild {
  readonly councilId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: Day;
  readonly gender: string;
  readonly ethnicity: string;
  readonly group: DemonstrationGroup;
  readonly placementType: string | null;
  readonly residence: Residence;
  readonly background: Background;
  readonly isUnaccompanied: boolean;
  readonly readiness: number;
  readonly knownFrom: Instant;
  readonly knownTo: Instant;
  readonly leadWorker: string;
}

interface GroupSize {
  readonly group: DemonstrationGroup;
  /** In a hundred. */
  readonly shareOfEpisodes: number;
  readonly childrenAYear: number;
}

/** How the episodes divide over the groups, and over how many children in a year. */
export const groupSizes: readonly GroupSize[] = [
  { group: 'home', shareOfEpisodes: 55, childrenAYear: 520 },
  { group: 'looked_after_in', shareOfEpisodes: 22, childrenAYear: 85 },
  { group: 'looked_after_out_within_limit', shareOfEpisodes: 9, childrenAYear: 38 },
  { group: 'looked_after_out_beyond_limit', shareOfEpisodes: 6, childrenAYear: 28 },
  { group: 'other_authority_here', shareOfEpisodes: 6, childrenAYear: 34 },
  { group: 'care_leaver', shareOfEpisodes: 2, childrenAYear: 12 },
];

/** A few children make up much of the whole. */
const readiness: Weighted<number> = [
  [1, 76],
  [3, 17],
  [8, 6],
  [18, 1],
];
const ages: Weighted<number> = [
  [8, 0.5],
  [9, 0.5],
  [10, 2],
  [11, 3],
  [12, 7],
  [13, 13],
  [14, 20],
  [15, 25],
  [16, 19],
  [17, 6],
];
const genders: Weighted<string> = [
  ['female', 53],
  ['male', 46],
  ['other', 1],
];
const ethnicities: Weighted<string> = (
  'WBRI:52 WOTH:7 WIRI:1 WROM:1 MWBC:6 MWBA:3 MWAS:2 MOTH:3 AIND:2 APKN:3 ABAN:2 AOTH:4 ' +
  'BCRB:4 BAFR:6 BOTH:2 CHNE:1 OOTH:2 NOBT:2 REFU:1'
)
  .split(' ')
  .map((entry) => [entry.slice(0, 4), Number(entry.slice(5))]);
const backgrounds: Weighted<Background> = [
  ['everyday', 60],
  ['distress', 14],
  ['peers', 14],
  ['sexual_exploitation', 5],
  ['criminal_exploitation', 7],
];
const placementTypes: Weighted<string> = [
  ['K2', 34],
  ['U6', 28],
  ['U4', 20],
  ['U1', 6],
];
const MONTHS_BEFORE = 9;
/** No episode of the demonstration runs into an eighteenth birthday. */
const DAYS_LEFT_BEFORE_18 = 45;

/** The children of the demonstration: enough, coming and going, for the months asked for. */
export function inventChildren(options: DemonstrationOptions, first: ReportingMonth): readonly InventedChild[] {
  const random = mulberry32(seedOf(options.seed, options.authority.code, 'children'));
  const opening = periodOfMonths(first, first).from;
  const scale = (options.months + MONTHS_BEFORE) / 15;
  const wanted = groupSizes.flatMap(({ group, childrenAYear }) =>
    Array.from({ length: Math.ceil(childrenAYear * scale) }, () => group),
  );
  const offset = 10_001 + (options.authorityIndex % 9) * 10_000;
  return wanted.map((group, index) => inventChild(random, `D${offset + index}`, group, opening, options));
}

function inventChild(
  random: Random,
  councilId: string,
  group: DemonstrationGroup,
  opening: Instant,
  options: DemonstrationOptions,
): InventedChild {
  const monthHours = 730;
  const knownFrom = laterBy(opening, between(random, -MONTHS_BEFORE, options.months) * monthHours);
  const age = group === 'care_leaver' ? 16 : pickWeighted(random, ages);
  const isPlaced = group !== 'home' && group !== 'care_leaver';
  const placementType = isPlaced && age >= 16 && chance(random, 0.6) ? 'K3' : pickWeighted(random, placementTypes);
  const dateOfBirth = dayInLondon(knownFrom).subtract({ years: age, days: wholeBetween(random, 1, 364) });
  const leaves = laterBy(knownFrom, between(random, 4, 18) * monthHours);
  const nearly18 = startOfDay(dateOfBirth.add({ years: 18 }).subtract({ days: DAYS_LEFT_BEFORE_18 }));
  return {
    councilId,
    ...drawName(random),
    dateOfBirth,
    gender: pickWeighted(random, genders),
    ethnicity: pickWeighted(random, ethnicities),
    group,
    placementType: isPlaced ? placementType : null,
    residence: drawResidence(random, group, options.authority),
    background: pickWeighted(random, backgrounds),
    isUnaccompanied: isPlaced && age >= 15 && chance(random, 0.08),
    readiness: pickWeighted(random, readiness),
    knownFrom,
    knownTo: isBefore(leaves, nearly18) ? leaves : nearly18,
    leadWorker: pickOne(random, ['W. Sample', 'C. Sample', 'J. Sample', 'P. Sample', 'A. Sample']),
  };
}
