import { sameDayAlertCodes } from '#domain/factors';
import { hoursBetween } from '#domain/time';
import type { Absence } from './absences.js';
import { chance, pickOne, pickSeveral, pickWeighted, wholeBetween } from './draws.js';
import type { Weighted } from './draws.js';
import {
  OTHERWISE_RECORDED,
  harmWeights,
  likelierWith,
  protectiveWeights,
  pullWeights,
  pushWeights,
  recordedShares,
  vulnerabilityShares,
} from './factor-weights.js';
import type { Random } from './mulberry32.js';

/** What the child said, as cells of a row. */
interface InterviewAnswers {
  readonly push: string;
  readonly pull: string;
  readonly primary: string;
  readonly harms: string;
  readonly protective: string;
  readonly vulnerabilities: string;
  readonly riskNow: string;
  /** Something was said that calls for a safeguarding alert on the same day. */
  readonly needsSameDayAlert: boolean;
}

/** Draws what an interview heard: the reasons first, then the harms and vulnerabilities that tend to go with them. */
export function drawInterviewAnswers(random: Random, absence: Absence): InterviewAnswers {
  const { child } = absence;
  const setting = child.residence.placementOutwardCode === null ? 'home' : 'care';
  const isFar = child.group === 'looked_after_out_beyond_limit' || child.group === 'looked_after_out_within_limit';
  const push = pickSeveral(
    random,
    likelier(isFar ? farFromHome() : pushWeights[setting], [child.background]),
    drawCount(random),
  );
  const pull = pickSeveral(random, likelier(pullWeights[setting], [child.background]), drawCount(random));
  const reasons = [child.background, ...push, ...pull];
  const harms = drawHarms(random, absence, reasons);
  const vulnerabilities = drawVulnerabilities(random, absence, reasons);
  const [pushCell, pullCell] = [drawSection(random, push), drawSection(random, pull)];
  const told = [...codesOf(pushCell), ...codesOf(pullCell), ...codesOf(harms)];
  const isGrave = told.some((code) => sameDayAlertCodes.has(code));
  return {
    push: pushCell,
    pull: pullCell,
    primary: chance(random, 0.7) ? (told.find((code) => /^P[UL]/.test(code)) ?? '') : '',
    harms,
    protective: chance(random, 0.55)
      ? pickSeveral(random, protectiveWeights, wholeBetween(random, 1, 3)).join(';')
      : '',
    vulnerabilities,
    riskNow: chance(random, 0.85) ? drawRisk(random, isGrave) : '',
    needsSameDayAlert: isGrave || vulnerabilities.includes('VU09=Y'),
  };
}

function farFromHome(): Weighted<string> {
  return pushWeights.care.map(([code, weight]) => [code, code === 'PU10' ? weight * 5 : weight]);
}

function likelier(weighted: Weighted<string>, because: readonly string[]): Weighted<string> {
  return weighted.map(([code, weight]) => [
    code,
    because.reduce((raised, reason) => raised * (likelierWith[reason]?.[code] ?? 1), weight),
  ]);
}

function drawCount(random: Random): number {
  return pickWeighted(random, [
    [1, 55],
    [2, 34],
    [3, 11],
  ]);
}

/** A section as it is filled in: mostly codes, some with whose view it is; sometimes none given, not asked, or blank. */
function drawSection(random: Random, codes: readonly string[]): string {
  const kind = pickWeighted(random, [
    ['codes', 89],
    ['none_given', 4],
    ['not_asked', 4],
    ['', 3],
  ]);
  return kind === 'codes' ? codes.map((code) => `${code}${drawView(random)}`).join(';') : kind;
}

function drawView(random: Random): string {
  return pickWeighted(random, [
    ['', 50],
    [':child', 38],
    [':interviewer', 8],
    [':other', 4],
  ]);
}

function drawHarms(random: Random, absence: Absence, reasons: readonly string[]): string {
  if (chance(random, 0.09)) return pickOne(random, ['HA99', 'not_asked', '']);
  const hours = absence.returnedAt === null ? 0 : hoursBetween(absence.missingAt, absence.returnedAt);
  const isExploited = reasons.some((reason) => /^PL(07|08|15)$/.test(reason));
  const likelihood = (isExploited ? 0.68 : 0.18) + (hours >= 24 ? 0.14 : 0) + (reasons.includes('peers') ? 0.1 : 0);
  if (!chance(random, likelihood)) return 'HA00';
  return pickSeveral(random, likelier(harmWeights, reasons), chance(random, 0.25) ? 2 : 1).join(';');
}

/** Only what was recorded: yes and no are answers, and much is left out, as it is in life. */
function drawVulnerabilities(random: Random, { child }: Absence, reasons: readonly string[]): string {
  const isPlaced = child.residence.placementOutwardCode !== null;
  const known: Weighted<string> = [
    ['VU01', isPlaced ? 100 : 0],
    ['VU04', child.isUnaccompanied ? 100 : 0],
    ['VU16', child.readiness >= 8 ? 100 : child.readiness * 12],
    ...likelier(vulnerabilityShares, reasons),
  ];
  return known
    .filter(([code]) => chance(random, recordedShares[code] ?? OTHERWISE_RECORDED))
    .map(([code, share]) => `${code}=${chance(random, Math.min(share, 92) / 100) ? 'Y' : 'N'}`)
    .join(';');
}

function drawRisk(random: Random, isGrave: boolean): string {
  return pickWeighted(random, [
    ['low', isGrave ? 4 : 48],
    ['medium', isGrave ? 40 : 44],
    ['high', isGrave ? 56 : 8],
  ]);
}

function codesOf(cell: string): readonly string[] {
  return cell.match(/[A-Z]{2}\d\d/g) ?? [];
}
