import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';
import type { RetentionFacts } from './keep-until.js';

/**
 * The facts of several records that are the same child, as those of one: whatever keeps one of them keeps them all, so
 * that they are kept at least as long as the longest of them. A death counts once every record knows of it, because it
 * makes the time shorter.
 */
export function factsOfChild(own: RetentionFacts, others: readonly RetentionFacts[]): RetentionFacts {
  const records = [own, ...others];
  const deaths = records.map(({ diedOn }) => diedOn);
  return {
    dateOfBirth: latest(records.map(({ dateOfBirth }) => dateOfBirth)) ?? own.dateOfBirth,
    diedOn: deaths.includes(null) ? null : latest(deaths),
    careStatuses: [...new Set(records.flatMap(({ careStatuses }) => careStatuses))],
    lastEpisodeOn: latest(records.map(({ lastEpisodeOn }) => lastEpisodeOn)),
    closedOn: latest(records.map(({ closedOn }) => closedOn)),
    isMissing: records.some(({ isMissing }) => isMissing),
    isHeld: records.some(({ isHeld }) => isHeld),
  };
}

function latest(days: readonly (Day | null)[]): Day | null {
  const known = days.flatMap((day) => day ?? []);
  return known.sort((left, right) => Temporal.PlainDate.compare(left, right)).at(-1) ?? null;
}
