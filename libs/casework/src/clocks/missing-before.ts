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
  /** Recent episodes outside the batch that may be one of several now, or no longer, because an earlier one is new or has changed. */
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
  const moved = records.flatMap((record) => {
    const begun = startsThatCount(loaded.records.get(record.episode.id), record);
    return begun.some((at) => isAfter(at, oldest)) ? [{ ...record.episode, since: begun.reduce(earlier) }] : [];
  });
  const running = records
    .map(({ episode }) => episode)
    .filter(({ id, missingAt }) => isAfter(missingAt.at, recent) || hasRunningRepeat(loaded, id));
  const asked = [...moved, ...running];
  if (asked.length === 0) return { othersOf: () => [], later: [] };
  const since = asked.map(({ missingAt }) => missingAt.at).reduce(earlier);
  const children = [...new Set(asked.map(({ childId }) => childId))];
  const startsOf = await listMissingStarts(tx, children, plusHours(since, -LONGEST_REPEAT_HOURS));
  const later = moved.flatMap((each) =>
    startsOf(each.childId).filter(
      ({ at, episodeId }) => isAfter(at, each.since) && isAfter(at, recent) && !after.has(episodeId),
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

/**
 * When a case begins that is new, or begins or counts otherwise than it stood, and when it did until now: an episode that
 * began after either may be one of several now, or no longer. None of a case that counts as it did.
 */
function startsThatCount(before: WatchedRecord | undefined, { episode }: WatchedRecord): readonly Instant[] {
  if (!before) return [episode.missingAt.at];
  const { code, end, missingAt, atStart } = before.episode;
  const isSame = code === episode.code && end === episode.end && atStart.group === episode.atStart.group;
  return isSame && missingAt.at.equals(episode.missingAt.at) ? [] : [missingAt.at, episode.missingAt.at];
}

function hasRunningRepeat({ deadlines }: WatchedCases, id: EpisodeId): boolean {
  return (deadlines.get(id) ?? []).some(({ kind, supersededAt }) => supersededAt === null && isRepeatKind(kind));
}

function earlier(left: Instant, right: Instant): Instant {
  return isBefore(right, left) ? right : left;
}
