import { assembleCases, joinAbsence, leadingOf } from '#domain/cases';
import type { MissingCase } from '#domain/cases';
import { reconcileDeadlines, setAsideDeadlines } from '#domain/deadlines';
import type { ClockTerms, Reconciled, Reconciling } from '#domain/deadlines';
import type { EpisodeId, NewId } from '#domain/kernel';
import type { RecordedStep, WatchedCases } from '#persistence';
import type { MissingBefore } from './missing-before.js';

/** What the clocks of a batch go by beyond its cases. */
export interface ClocksOfBatch {
  readonly terms: ClockTerms;
  readonly othersOf: MissingBefore['othersOf'];
  readonly steps: ReadonlyMap<EpisodeId, readonly RecordedStep[]>;
}

/** What became of the clocks of one case. */
export interface CaseOutcome extends Reconciled {
  readonly episodeId: EpisodeId;
}

/** Reconciles the deadlines of a batch, each case by all reports of its absence. */
export function reconcileCases(
  { records, interviews, ...loaded }: WatchedCases,
  { terms, othersOf, steps }: ClocksOfBatch,
  { now, because }: Reconciling,
  newId: NewId,
): readonly CaseOutcome[] {
  const cases = assembleCases([...records.values()], interviews, terms.contracts);
  const absenceOf = ({ episode }: MissingCase) => leadingOf(episode.id, loaded.leading);
  const reportsOf = new Map<EpisodeId, MissingCase[]>();
  for (const each of cases) reportsOf.set(absenceOf(each), [...(reportsOf.get(absenceOf(each)) ?? []), each]);
  return cases.map((each) => {
    const { id: episodeId } = each.episode;
    const deadlines = loaded.deadlines.get(episodeId) ?? [];
    // An absence owes one interview, however many told of it: the clock runs with the report that leads.
    if (absenceOf(each) !== episodeId) return { episodeId, ...setAsideDeadlines(deadlines, { now, because }) };
    const reports = reportsOf.get(episodeId) ?? [];
    const joined = joinAbsence(episodeId, reports) ?? each;
    // What was done about one report was done about the absence.
    const done = reports.flatMap(({ episode }) => steps.get(episode.id) ?? []).map(({ step }) => step);
    const context = { terms, councilSteps: new Set(done), otherMissingAt: othersOf(joined.episode) };
    return { episodeId, ...reconcileDeadlines(joined, deadlines, now, newId, because, context) };
  });
}
