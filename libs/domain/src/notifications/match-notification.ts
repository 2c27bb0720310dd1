import { matchRecord, survivorOf } from '../children/index.js';
import type { ChildIdentity, Survivors } from '../children/index.js';
import { isSameAbsence } from '../episodes/index.js';
import type { Absence, EpisodeEnd } from '../episodes/index.js';
import type { ChildId, EpisodeId } from '../kernel/index.js';
import type { MissingNotification, NotificationLink } from './missing-notification.js';

/** An episode to which a notification may belong. */
export interface EpisodeCandidate extends Absence {
  readonly id: EpisodeId;
  readonly childId: ChildId;
  /** The episode that leads, where several reports are one absence. */
  readonly absenceId: EpisodeId;
  readonly end: EpisodeEnd | null;
  /** The references by which the police and the council know it. */
  readonly policeRef: string | null;
  readonly councilRef: string | null;
}

/**
 * To which child and episode a notification belongs: by the source's reference first, then by child and times. The child
 * is found by council ID, or by date of birth and both names; never by name alone. What is doubtful is not linked: it
 * says why, and a person settles it. Records that are merged are one child; the link keeps the record that was named,
 * so that undoing the merge leaves it there.
 */
export function matchNotification(
  notification: MissingNotification,
  children: readonly ChildIdentity[],
  episodes: readonly EpisodeCandidate[],
  survivors: Survivors,
): NotificationLink {
  const link: NotificationLink = { ...notification.link, episodeId: null, linkedBy: null, doubt: null };
  const match = matchRecord(notification.person, children, survivors);
  if (match.kind === 'doubtful') {
    const doubt = match.because === 'several-children' ? 'several_children' : 'date_of_birth_differs';
    return { ...link, childId: null, doubt };
  }
  const childId = match.kind === 'known' ? match.child.childId : null;
  const standing = episodes.filter(({ end }) => end !== 'cancelled');
  const isOwn = (episode: EpisodeCandidate) =>
    childId !== null && survivorOf(episode.childId, survivors) === survivorOf(childId, survivors);
  const named = standing.filter((episode) => bearsReference(episode, notification));
  const own = named.find(isOwn);
  if (own) return { childId, episodeId: own.id, linkedBy: 'reference', doubt: null };
  if (named.length > 0) return { ...link, childId, doubt: 'reference_of_another_child' };
  return matchByTimes(notification, { ...link, childId }, standing.filter(isOwn));
}

/** The police write their own references and the council its own; a placement's or a school's stand on no episode. */
function bearsReference(episode: EpisodeCandidate, { source, reference }: MissingNotification): boolean {
  if (source === 'police') return episode.policeRef === reference;
  return source === 'council' && episode.councilRef === reference;
}

function matchByTimes(
  notification: MissingNotification,
  link: NotificationLink,
  own: readonly EpisodeCandidate[],
): NotificationLink {
  const same = own.filter((episode) => isSameAbsence(notification, episode) === 'yes');
  if (new Set(same.map(({ absenceId }) => absenceId)).size > 1) return { ...link, doubt: 'several_episodes' };
  const first = same.find(({ id, absenceId }) => id === absenceId) ?? same[0];
  if (first) return { childId: link.childId, episodeId: first.id, linkedBy: 'child_and_times', doubt: null };
  const isInDoubt = own.some((episode) => isSameAbsence(notification, episode) === 'perhaps');
  return { ...link, doubt: isInDoubt ? 'return_not_known' : null };
}
