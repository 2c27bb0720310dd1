import type { ChildId, EpisodeId } from '../kernel/index.js';
import { compareMoments, isSurelyAfter } from '../time/index.js';
import type { EpisodeEnd } from './missing-episode.js';
import { isSameAbsence } from './same-absence.js';
import type { Absence } from './same-absence.js';

/** An episode on record as one report of an absence. */
export interface AbsenceReport extends Absence {
  readonly id: EpisodeId;
  /** The record of the child that goes on, where records are merged. */
  readonly childId: ChildId;
  /** Who told of it: opaque names of providers, or of the council itself. */
  readonly sources: readonly string[];
  readonly end: EpisodeEnd | null;
}

/**
 * Why two episodes may be one absence: they overlap whatever the unknown times were; they lie at most two hours apart;
 * they may meet on a day whose times are not known; or they would meet if a child of whom no return is known stayed away.
 */
export type WhyDouble = 'overlap' | 'close' | 'time_not_known' | 'return_not_known';

/** Two reports that may be of one absence, the one that began first before the other. */
export interface DoubleReport {
  readonly first: AbsenceReport;
  readonly second: AbsenceReport;
  readonly why: WhyDouble;
}

/**
 * Whether two episodes may be one absence, and why (domain brief 1.6: same child, overlapping or within two hours); null
 * where nothing speaks for it. A source that tells of two absences an hour apart means two, so that of reports with a
 * common source only those that overlap are doubtful. What was recorded in error is no report.
 */
export function whyDouble(left: AbsenceReport, right: AbsenceReport): WhyDouble | null {
  if (left.id === right.id || left.childId !== right.childId) return null;
  if (left.end === 'cancelled' || right.end === 'cancelled') return null;
  if (isSurelyOverlapping(left, right)) return 'overlap';
  if (left.sources.some((source) => right.sources.includes(source))) return null;
  // An episode that ended otherwise than by a return is over: only one without any end may still be going on.
  const [one, other] = [endOf(left), endOf(right)];
  switch (isSameAbsence(one, other)) {
    case 'yes':
      return isTimed(one) && isTimed(other) ? 'close' : 'time_not_known';
    case 'perhaps':
      return 'return_not_known';
    case 'no':
      return null;
  }
}

/** Every two of these episodes that may be one absence, by when the earlier of the two began, then by their ids. */
export function findDoubleReports(reports: readonly AbsenceReport[]): readonly DoubleReport[] {
  const byChild = new Map<ChildId, AbsenceReport[]>();
  for (const report of [...reports].sort(byStart)) {
    const ofChild = byChild.get(report.childId);
    if (ofChild) ofChild.push(report);
    else byChild.set(report.childId, [report]);
  }
  return [...byChild.values()]
    .flatMap((ofChild) => ofChild.flatMap((first, place) => pairsWith(first, ofChild.slice(place + 1))))
    .sort(compareDoubleReports);
}

/** The order of the list: by when the earlier of the two began, then the later; of those alike by their ids. */
export function compareDoubleReports(left: PairInOrder, right: PairInOrder): number {
  return byStart(left.first, right.first) || byStart(left.second, right.second);
}

type Started = Pick<AbsenceReport, 'id' | 'missingAt'>;
type PairInOrder = { readonly first: Started; readonly second: Started };

function pairsWith(first: AbsenceReport, later: readonly AbsenceReport[]): readonly DoubleReport[] {
  return later.flatMap((second) => {
    const why = whyDouble(first, second);
    return why === null ? [] : [{ first, second, why }];
  });
}

function byStart(left: Started, right: Started): number {
  if (left.id === right.id) return 0;
  return compareMoments(left.missingAt, right.missingAt) || (left.id < right.id ? -1 : 1);
}

/** Each began before the other ended; ending and beginning at one moment is no overlap (SSDA903 rule 574). */
function isSurelyOverlapping(left: Absence, right: Absence): boolean {
  const began = (one: Absence, other: Absence) =>
    other.returnedAt !== null && isSurelyAfter(other.returnedAt, one.missingAt);
  return began(left, right) && began(right, left);
}

function endOf({ missingAt, returnedAt, end }: AbsenceReport): Absence {
  return { missingAt, returnedAt: returnedAt ?? (end === null ? null : missingAt) };
}

function isTimed({ missingAt, returnedAt }: Absence): boolean {
  return missingAt.timeKnown && returnedAt?.timeKnown !== false;
}
