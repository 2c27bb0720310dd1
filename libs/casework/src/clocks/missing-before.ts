import { leadingOf } from '#domain/cases';
import type { Leading } from '#domain/cases';
import { HISTORY_AFTER_HOURS, isRepeatKind } from '#domain/deadlines';
import type { EpisodeFacts } from '#domain/episodes';
import type { EpisodeId } from '#domain/kernel';
import { isAfter, isBefore, plusHours } from '#domain/time';
import type { Instant } from '#domain/time';
import { listMissingStarts } from '#persistence';
import type { MissingStart, Transaction, WatchedCases, WatchedRecord } from '#persistence';

/** No rule of repeats looks further back than this. */
const LONGEST_REPEAT_HOURS = 366 * 24;

/** When else the children of a batch were missing. */
export interface MissingBefore {
  /** When the other absences of an episode's child began, each once. */
  readonly othersOf: (episode: Pick<EpisodeFacts, 'id' | 'childId'>) => readonly Instant[];
  /** Recent episodes outside the batch that may be one of several now, because an earlier one is new or has changed. */
  readonly later: readonly EpisodeId[];
}

/**
 * Looks up when else the children of recent or changed cases were missing. Where every case of a batch is long past
 * nothing can be raised, and nothing is looked up: history costs no more for it.
 */
export async function findMissingBefore(
  tx: Transaction,
  loaded: WatchedCases,
  after: ReadonlyMap<EpisodeId, WatchedRecord>,
  now: Instant,
): Promise<MissingBefore> {
  const recent = plusHours(now, -HISTORY_AFTER_HOURS);
  const oldest = plusHours(recent, -LONGEST_REPEAT_HOURS);
  const records = [...after.values()];
  const moved = records.filter(
    (each) => isAfter(each.episode.missingAt.at, oldest) && startsOtherwise(loaded.records.get(each.episode.id), each),
  );
  const running = records.filter(
    ({ episode }) => isAfter(episode.missingAt.at, recent) || hasRunningRepeat(loaded, episode.id),
  );
  const asked = [...moved, ...running];
  if (asked.length === 0) return { othersOf: () => [], later: [] };
  const since = asked.map(({ episode }) => episode.missingAt.at).reduce(earlier);
  const children = [...new Set(asked.map(({ episode }) => episode.childId))];
  const startsOf = await listMissingStarts(tx, children, plusHours(since, -LONGEST_REPEAT_HOURS));
  const later = moved.flatMap(({ episode }) =>
    startsOf(episode.childId).filter(
      (start) => isAfter(start.at, episode.missingAt.at) && isAfter(start.at, recent) && !after.has(start.episodeId),
    ),
  );
  return {
    othersOf: ({ id, childId }) => othersOf(id, startsOf(childId), loaded.leading),
    later: [...new Set(later.map(({ episodeId }) => episodeId))],
  };
}

function othersOf(id: EpisodeId, starts: readonly MissingStart[], leading: Leading): readonly Instant[] {
  const absence = leadingOf(id, leading);
  const isOnItsOwn = ({ episodeId }: MissingStart) => leadingOf(episodeId, leading) === episodeId;
  return starts.filter((start) => isOnItsOwn(start) && start.episodeId !== absence).map(({ at }) => at);
}

/** Whether a case is new, or began otherwise, or counts otherwise, than it stood. */
function startsOtherwise(before: WatchedRecord | undefined, { episode }: WatchedRecord): boolean {
  if (!before) return true;
  const { code, end, missingAt, atStart } = before.episode;
  const isSame = code === episode.code && end === episode.end && atStart.group === episode.atStart.group;
  return !isSame || !missingAt.at.equals(episode.missingAt.at);
}

function hasRunningRepeat({ deadlines }: WatchedCases, id: EpisodeId): boolean {
  return (deadlines.get(id) ?? []).some(({ kind, supersededAt }) => supersededAt === null && isRepeatKind(kind));
}

function earlier(left: Instant, right: Instant): Instant {
  return isBefore(right, left) ? right : left;
}
