import { dayInLondon, hoursBetween, isAfter, isBefore } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import type { DemonstrationOptions } from './demonstration-options.js';
import { between, chance, pickWeighted, wholeBetween } from './draws.js';
import type { Weighted } from './draws.js';
import { groupSizes } from './invented-child.js';
import type { InventedChild } from './invented-child.js';
import { laterBy } from './local-times.js';
import { mulberry32, seedOf } from './mulberry32.js';
import type { Random } from './mulberry32.js';
import type { DemonstrationGroup } from './residences.js';
import { drawStarts } from './start-times.js';

/** One absence of one child. The instants are what happened; a time not known is left out when it is written down. */
export interface Absence {
  readonly child: InventedChild;
  readonly missingAt: Instant;
  readonly isMissingTimeKnown: boolean;
  /** Null while the child is missing at the end of the demonstration. */
  readonly returnedAt: Instant | null;
  readonly isReturnTimeKnown: boolean;
}

/** Hours from, up to but not including, of each band of duration. */
const durations: Weighted<readonly [number, number]> = [
  [[0.75, 6], 35],
  [[6, 24], 40],
  [[24, 72], 18],
  [[72, 192], 5],
  [[192, 696], 1.7],
  [[696, 950], 0.3],
];
const HOURS_BETWEEN_ABSENCES = 3;
const [FEWEST_MISSING, MOST_MISSING] = [2, 6];

type Pools = ReadonlyMap<DemonstrationGroup, Weighted<InventedChild>>;

/** All absences of the demonstration, oldest first. Those of one child never overlap, and lie hours apart. */
export function drawAbsences(
  options: DemonstrationOptions,
  first: ReportingMonth,
  children: readonly InventedChild[],
): readonly Absence[] {
  const random = mulberry32(seedOf(options.seed, options.authority.code, 'absences'));
  const latest = new Map<string, Absence>();
  const absences: Absence[] = [];
  for (const starts of drawStarts(random, options, first)) {
    const pools = poolsOf(children.filter((child) => starts.some((start) => isKnownAt(child, start))));
    for (const start of starts) {
      const child = findChild(random, pools, latest, start);
      if (child === null) continue;
      const absence = drawAbsence(random, child, start, latest.get(child.councilId) ?? null);
      latest.set(child.councilId, absence);
      absences.push(absence);
    }
  }
  return setCurrentlyMissing(random, absences, latest, options.at);
}

function poolsOf(children: readonly InventedChild[]): Pools {
  return new Map(
    groupSizes.map(({ group }) => {
      const members = children.filter((child) => child.group === group);
      return [group, members.map((child) => [child, child.readiness])];
    }),
  );
}

const groupWeights: Weighted<DemonstrationGroup> = groupSizes.map(({ group, shareOfEpisodes }) => [
  group,
  shareOfEpisodes,
]);

/** A child who is known to the borough then and has been back for some hours; null when none is found. */
function findChild(
  random: Random,
  pools: Pools,
  latest: ReadonlyMap<string, Absence>,
  start: Instant,
): InventedChild | null {
  const pool = pools.get(pickWeighted(random, groupWeights)) ?? [];
  const free = pool.filter(([child]) => isKnownAt(child, start) && isFreeAt(latest.get(child.councilId), start));
  return free.length === 0 ? null : pickWeighted(random, free);
}

function isKnownAt({ knownFrom, knownTo }: InventedChild, start: Instant): boolean {
  return !isBefore(start, knownFrom) && isBefore(start, knownTo);
}

function isFreeAt(previous: Absence | undefined, start: Instant): boolean {
  if (previous === undefined) return true;
  if (previous.returnedAt === null) return false;
  const free = laterBy(previous.returnedAt, HOURS_BETWEEN_ABSENCES);
  if (previous.isReturnTimeKnown) return isAfter(start, free);
  return isAfter(start, free) && !dayInLondon(start).equals(dayInLondon(previous.returnedAt));
}

function drawAbsence(random: Random, child: InventedChild, start: Instant, previous: Absence | null): Absence {
  const [from, upTo] = pickWeighted(random, durations);
  const returnedAt = laterBy(start, between(random, from, upTo - 0.02));
  const day = dayInLondon(start);
  const isOneDay = day.equals(dayInLondon(returnedAt));
  const hasTimes = isOneDay || !chance(random, 0.043);
  const cameBackAt = previous?.returnedAt ?? null;
  const cameBackThatDay = cameBackAt !== null && dayInLondon(cameBackAt).equals(day);
  return {
    child,
    missingAt: start,
    isMissingTimeKnown: hasTimes || cameBackThatDay || chance(random, 0.5),
    returnedAt,
    isReturnTimeKnown: hasTimes,
  };
}

/** Lets a few children be missing at the end, no more and no fewer than a borough would bear. */
function setCurrentlyMissing(
  random: Random,
  absences: readonly Absence[],
  latest: ReadonlyMap<string, Absence>,
  at: Instant,
): readonly Absence[] {
  const isOpen = ({ returnedAt }: Absence) => returnedAt !== null && isAfter(returnedAt, at);
  const open = absences.filter(isOpen);
  const wanted = wholeBetween(random, FEWEST_MISSING, MOST_MISSING);
  const recent = absences.filter((absence) => !isOpen(absence) && latest.get(absence.child.councilId) === absence);
  const missing = new Set([...open.slice(-MOST_MISSING), ...recent.slice(-wanted).slice(open.length)]);
  return absences.map((absence) => {
    if (missing.has(absence)) return { ...absence, returnedAt: null, isReturnTimeKnown: true };
    return isOpen(absence) ? broughtBack(random, absence, at) : absence;
  });
}

function broughtBack(random: Random, absence: Absence, at: Instant): Absence {
  return {
    ...absence,
    returnedAt: laterBy(absence.missingAt, hoursBetween(absence.missingAt, at) * between(random, 0.4, 0.9)),
    isMissingTimeKnown: true,
    isReturnTimeKnown: true,
  };
}
