import { leadingOf } from '../cases/index.js';
import type { Leading } from '../cases/index.js';
import { isSameAbsence, joinSpan } from '../episodes/index.js';
import type { Absence } from '../episodes/index.js';
import type { ChildId, EpisodeId } from '../kernel/index.js';
import { isAfter, isWithin } from '../time/index.js';
import type { Instant, Period } from '../time/index.js';
import type { NotificationDoubt, NotificationId } from './missing-notification.js';

/** An episode on record as reconciliation sees it. Episodes recorded in error are left out before. */
export interface RecordedEpisode extends Absence {
  readonly id: EpisodeId;
  readonly childId: ChildId;
  /** A provider was asked to hold the interview: the council's own word, or the time of the referral in a return. */
  readonly isReferred: boolean;
  /** A provider's return speaks of it. */
  readonly isInReturn: boolean;
  /** An interview is owed by this council once the child is back: another council's duty is not. */
  readonly isOwed: boolean;
}

/** An episode as one report tells it: several reports may be one absence. */
export interface RecordedReport extends Omit<RecordedEpisode, 'isOwed'> {
  /** The child was another council's when the episode began. */
  readonly isOfOthers: boolean;
  /** The interview was said to be another council's duty. */
  readonly isDutyOfOthers: boolean;
}

/**
 * Every absence once. It was referred, or stands in a return, where any report of it was or does; whose child it is the
 * one that leads says, and another council's duty holds whoever told it.
 */
export function foldReports(reports: readonly RecordedReport[], leading: Leading): readonly RecordedEpisode[] {
  const groups = new Map<EpisodeId, RecordedReport[]>();
  for (const report of reports) {
    const id = leadingOf(report.id, leading);
    groups.set(id, [...(groups.get(id) ?? []), report]);
  }
  return [...groups].flatMap(([id, group]) => {
    const leads = group.find((report) => report.id === id) ?? group[0];
    const span = joinSpan(group);
    if (!leads || !span) return [];
    return [
      {
        ...{ id, childId: leads.childId, missingAt: span.missingAt, returnedAt: span.returnedAt },
        isReferred: group.some(({ isReferred }) => isReferred),
        isInReturn: group.some(({ isInReturn }) => isInReturn),
        isOwed: !leads.isOfOthers && !group.some(({ isDutyOfOthers }) => isDutyOfOthers),
      },
    ];
  });
}

/** A notification as reconciliation sees it: without who it names. */
export interface NotifiedAbsence extends Absence {
  readonly id: NotificationId;
  /** The child on record, else an id that all notifications of the same unknown child share. */
  readonly childId: ChildId;
  readonly episodeId: EpisodeId | null;
  readonly doubt: NotificationDoubt | null;
  /** Somebody has said why nothing is to be done about it. */
  readonly isWithoutAction: boolean;
}

/** How many absences of how many children one side knows of. */
export interface SideCount {
  readonly episodes: number;
  readonly children: number;
}

/** One absence that is known on one side and not on another: on record, or notified alone. */
export interface Difference {
  readonly childId: ChildId;
  readonly episodeId: EpisodeId | null;
  readonly notificationIds: readonly NotificationId[];
}

export interface Reconciliation {
  readonly notified: SideCount;
  readonly referred: SideCount;
  /** In a provider's return. */
  readonly returned: SideCount;
  /** Every absence of the month on any side, once. */
  readonly known: SideCount;
  /** The child is back, an interview is owed, and nobody was asked to hold it. */
  readonly neverReferred: readonly Difference[];
  /** Notified, and no return and no episode is known: is the child still missing? */
  readonly notOnRecord: readonly Difference[];
  readonly referredNotReturned: readonly Difference[];
  readonly returnedNotNotified: readonly Difference[];
  /** Notifications that may belong to an episode: for a person to settle. */
  readonly doubtful: readonly NotificationId[];
  /** Notified alone, and of every notification somebody has said why nothing is to be done: for others to look over. */
  readonly withoutAction: readonly Difference[];
}

interface KnownAbsence {
  readonly childId: ChildId;
  readonly from: Absence;
  readonly episode: RecordedEpisode | null;
  readonly notifications: readonly NotifiedAbsence[];
}

/**
 * What the council was notified of, what it referred and what providers returned, laid side by side for a month. An
 * absence belongs to the month in which it began: by the episode, else by its earliest notification.
 */
export function reconcileMonth(
  episodes: readonly RecordedEpisode[],
  notifications: readonly NotifiedAbsence[],
  month: Period,
): Reconciliation {
  const absences = knownAbsences(episodes, notifications).filter(({ from }) => isWithin(from.missingAt.at, month));
  const having = (is: (absence: KnownAbsence) => boolean) => absences.filter(is);
  const isNotified = ({ notifications: of }: KnownAbsence) => of.length > 0;
  const isReferred = ({ episode }: KnownAbsence) => episode?.isReferred === true;
  const isReturned = ({ episode }: KnownAbsence) => episode?.isInReturn === true;
  return {
    notified: countOf(having(isNotified)),
    referred: countOf(having(isReferred)),
    returned: countOf(having(isReturned)),
    known: countOf(absences),
    neverReferred: having(isNeverReferred).map(differenceOf),
    notOnRecord: having((each) => isNowhere(each) && !isBack(each)).map(differenceOf),
    referredNotReturned: having((each) => isReferred(each) && !isReturned(each)).map(differenceOf),
    returnedNotNotified: having((each) => isReturned(each) && !isNotified(each)).map(differenceOf),
    doubtful: absences.flatMap(({ notifications: of }) => of.filter(({ doubt }) => doubt !== null).map(({ id }) => id)),
    withoutAction: having(isWithoutAction).map(differenceOf),
  };
}

/**
 * Absences that were notified and are tied to no episode, with the child back by an instant: nobody can have been asked.
 * What is in doubt is left out until somebody has settled it.
 */
export function neverRecorded(untied: readonly NotifiedAbsence[], at: Instant): readonly Difference[] {
  const told = untied.map((each) =>
    each.returnedAt && isAfter(each.returnedAt.at, at) ? { ...each, returnedAt: null } : each,
  );
  return groupsOf(told).filter(isNeverReferred).map(differenceOf);
}

/** Whoever was neither referred nor is in a return was never asked. */
function isNeverReferred(absence: KnownAbsence): boolean {
  const { episode } = absence;
  if (episode === null) return isBack(absence) && isNowhere(absence);
  return episode.isOwed && isBack(absence) && !episode.isReferred && !episode.isInReturn;
}

/** On no record, and nobody has said that this is right. */
function isNowhere(absence: KnownAbsence): boolean {
  return absence.episode === null && !isDoubtful(absence) && !isWithoutAction(absence);
}

/** One source may err where another is right: it takes all of them. */
function isWithoutAction({ episode, notifications }: KnownAbsence): boolean {
  return episode === null && notifications.every((each) => each.isWithoutAction);
}

/** It may be on record already, so it is listed as doubtful alone until somebody has settled it. */
function isDoubtful({ notifications }: KnownAbsence): boolean {
  return notifications.some(({ doubt }) => doubt !== null);
}

function isBack({ episode, notifications }: KnownAbsence): boolean {
  return (episode?.returnedAt ?? null) !== null || notifications.some(({ returnedAt }) => returnedAt !== null);
}

function knownAbsences(
  episodes: readonly RecordedEpisode[],
  notifications: readonly NotifiedAbsence[],
): readonly KnownAbsence[] {
  const of = new Map<EpisodeId, NotifiedAbsence[]>();
  for (const notification of notifications)
    if (notification.episodeId !== null)
      of.set(notification.episodeId, [...(of.get(notification.episodeId) ?? []), notification]);
  return [
    ...episodes.map((episode) => ({
      childId: episode.childId,
      from: episode,
      episode,
      notifications: of.get(episode.id) ?? [],
    })),
    ...groupsOf(notifications.filter(({ episodeId }) => episodeId === null)),
  ];
}

/** Notifications of a child that tell of one absence, together: also where only a third one links two of them. */
function groupsOf(notifications: readonly NotifiedAbsence[]): readonly KnownAbsence[] {
  const byChild = new Map<ChildId, NotifiedAbsence[][]>();
  for (const notification of notifications) {
    const groups = byChild.get(notification.childId) ?? [];
    const same = groups.filter((group) => group.some((other) => isSameAbsence(notification, other) === 'yes'));
    const apart = groups.filter((group) => !same.includes(group));
    byChild.set(notification.childId, [...apart, [...same.flat(), notification]]);
  }
  return [...byChild].flatMap(([childId, groups]) =>
    groups.map((group) => ({ childId, from: earliest(group), episode: null, notifications: group })),
  );
}

function earliest(group: readonly NotifiedAbsence[]): Absence {
  return group.reduce((first, each) =>
    each.missingAt.at.epochMilliseconds < first.missingAt.at.epochMilliseconds ? each : first,
  );
}

function countOf(absences: readonly KnownAbsence[]): SideCount {
  return { episodes: absences.length, children: new Set(absences.map(({ childId }) => childId)).size };
}

function differenceOf({ childId, episode, notifications }: KnownAbsence): Difference {
  return { childId, episodeId: episode?.id ?? null, notificationIds: notifications.map(({ id }) => id).sort() };
}
