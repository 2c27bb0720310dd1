import type { EpisodeId } from '../kernel/index.js';
import { compareMoments, dayOf, isSurelyAfter } from '../time/index.js';
import type { Moment } from '../time/index.js';
import type { Absence } from './same-absence.js';

/** An absence as one report tells it. */
export interface ToldSpan extends Absence {
  readonly id: EpisodeId;
}

/**
 * From when to when a child was away, by all reports of one absence. It began when the child was last seen by a
 * responsible adult, which is the latest start that is told, of those before which no report has the child back
 * (SSDA903, MIS_START: the later). It ended with the earliest return after which no other report has the child leave.
 * So reports that overlap are cut to what all of them hold, and such as follow one another are taken together. A time
 * of day that is known says more than its day alone.
 */
export function joinSpan(reports: readonly ToldSpan[]): Absence | null {
  const [only, ...more] = reports;
  if (!only) return null;
  if (more.length === 0) return { missingAt: only.missingAt, returnedAt: only.returnedAt };
  const starts = exactest(reports.map(({ missingAt }) => missingAt));
  const returns = exactest(reports.flatMap(({ returnedAt }) => returnedAt ?? []));
  const begun = starts.filter((start) => !returns.some((back) => isSurelyAfter(start, back)));
  const missingAt = latestOf(begun) ?? earliestOf(starts);
  return missingAt && { missingAt, returnedAt: earliestForGood(reports, ({ returnedAt }) => returnedAt) };
}

/** The earliest of such moments after which no other report has the child leave; null of none. */
export function earliestForGood<Told extends ToldSpan>(
  reports: readonly Told[],
  momentOf: (report: Told) => Moment | null,
): Moment | null {
  const moments = reports.map((report) => {
    const moment = momentOf(report);
    const leavesAfter = ({ id, missingAt }: Told) =>
      id !== report.id && moment !== null && isSurelyAfter(missingAt, moment);
    return reports.some(leavesAfter) ? null : moment;
  });
  return earliestOf(moments.flatMap((moment) => moment ?? []));
}

/** The moments without those of which only the day is known, where another one says the time of that day. */
function exactest(moments: readonly Moment[]): readonly Moment[] {
  const timed = new Set(moments.filter(({ timeKnown }) => timeKnown).map((moment) => dayOf(moment).toString()));
  return moments.filter((moment) => moment.timeKnown || !timed.has(dayOf(moment).toString()));
}

/** The earliest of moments; null of none. Of two at one instant the one whose time is known. */
export function earliestOf(moments: readonly Moment[]): Moment | null {
  return [...exactest(moments)].sort(compareMoments)[0] ?? null;
}

/** The latest of moments; null of none. */
export function latestOf(moments: readonly Moment[]): Moment | null {
  return [...exactest(moments)].sort(compareMoments).at(-1) ?? null;
}
