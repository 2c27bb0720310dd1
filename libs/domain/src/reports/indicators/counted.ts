import { completedInterviews } from '../../cases/index.js';
import type { MissingCase } from '../../cases/index.js';
import { missingEpisode } from '../../episodes/index.js';
import type { ReturnHomeInterview } from '../../interviews/index.js';
import { isWithin } from '../../time/index.js';
import type { Period } from '../../time/index.js';

/** A completed interview with the cases that it covers: it counts once, however many those are. */
export interface HeldInterview {
  readonly interview: ReturnHomeInterview;
  readonly cases: readonly MissingCase[];
}

/** Whether an episode counts as one at all: one that was recorded in error does not. */
function isCounted(missingCase: MissingCase): boolean {
  return missingEpisode(missingCase.episode).status !== 'cancelled';
}

/** Episodes by their start: the base of episodes, children, patterns and demographics. */
export function startedIn(cases: readonly MissingCase[], period: Period): readonly MissingCase[] {
  return cases.filter((each) => isCounted(each) && isWithin(each.episode.missingAt.at, period));
}

/** Episodes by their return, those recorded in error too: the base of the interview funnel. */
export function returnedIn(cases: readonly MissingCase[], period: Period): readonly MissingCase[] {
  return cases.filter(({ episode }) => episode.returnedAt !== null && isWithin(episode.returnedAt.at, period));
}

/** Completed interviews by their beginning, each once: the base of factors, harm, vulnerabilities and safety plans. */
export function heldIn(cases: readonly MissingCase[], period: Period): readonly HeldInterview[] {
  const held = new Map<string, HeldInterview>();
  for (const missingCase of cases.filter(isCounted)) {
    for (const interview of completedInterviews(missingCase)) {
      if (!isWithin(interview.beganAt.at, period)) continue;
      held.set(interview.id, { interview, cases: [...(held.get(interview.id)?.cases ?? []), missingCase] });
    }
  }
  return [...held.values()];
}

/** Distinct children: a child counts once, however many episodes there are. Never the sum of other such counts. */
export function childrenIn(cases: readonly MissingCase[]): number {
  return new Set(cases.map(({ episode }) => episode.childId)).size;
}

export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The order of codes and keys: by character, the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
