import type { EpisodeChoice, NamedDifference, NamedReconciliation, NotificationToSettle } from '#casework';
import type { MissingNotification, NotificationDoubt } from '#domain/notifications';
import type { ReportingMonth } from '#domain/time';
import { showDay, showInstant, showMoment } from '#domain/time';
import { codeWords, showReturn } from '../children/episode-words.js';
import { addressOfReferral } from '../episodes/referral-address.js';
import { classWords, riskWords, sourceWords } from './notification-words.js';

const months = 'January February March April May June July August September October November December'.split(' ');

export function showMonth(month: ReportingMonth): string {
  return `${months[month.month - 1] ?? ''} ${month.year}`;
}

const sections = [
  {
    id: 'neverReferred',
    title: 'Back, and never referred',
    todo: 'Refer each of them now: an interview is owed within 72 hours of the return, and nobody was asked.',
  },
  {
    id: 'notOnRecord',
    title: 'Notified, and not on record',
    todo: 'Find out whether the child is still missing, and record the episode.',
  },
  { id: 'doubtful', title: 'In doubt', todo: 'Open each and say to which episode it belongs, or to none.' },
  {
    id: 'referredNotReturned',
    title: 'Referred, and in no provider return',
    todo: 'Ask the provider what became of the referral.',
  },
  {
    id: 'returnedNotNotified',
    title: 'Returned by a provider, and not notified',
    todo: 'Ask the police or the team why the council was not told.',
  },
  {
    id: 'withoutAction',
    title: 'Notified, and nothing to be done',
    todo: 'Somebody has said why. Open a notification to read the reason, or to take it back.',
  },
] as const;

/** What whoever looks may do about a difference. */
interface MayDo {
  readonly link: boolean;
  readonly refer: boolean;
}

/** The three sides of a month, and where they differ. */
export function presentReconciliation(
  read: NamedReconciliation,
  council: string,
  month: ReportingMonth,
  now: ReportingMonth,
  may: MayDo,
) {
  const { notified, referred, returned, known } = read.counts;
  const next = month.add({ months: 1 });
  const isLast = month.equals(now) || month.year > now.year;
  return {
    ...{ council, month: showMonth(month) },
    sides: [
      { label: 'Notified, by the police or the council', ...notified },
      { label: 'Referred to a provider', ...referred },
      { label: 'Returned by a provider', ...returned },
      { label: 'On any side', ...known },
    ],
    restricted: restrictedWords(read.restrictedCount ?? 0),
    hasLists: read.lists !== null,
    todo: sections.map(({ id, title }) => ({ id, title, count: countOf(read, id) })),
    sections: sections.map(({ id, title, todo }) => {
      const mayRefer = may.refer && id === 'neverReferred';
      const rows = (read.lists?.[id] ?? []).map((each) => rowOf(each, { ...may, refer: mayRefer }));
      return { id, title, todo, rows, count: rows.length };
    }),
    previous: {
      href: `/reconciliation?month=${month.subtract({ months: 1 }).toString()}`,
      text: showMonth(month.subtract({ months: 1 })),
    },
    next: isLast ? null : { href: `/reconciliation?month=${next.toString()}`, text: showMonth(next) },
  };
}

function countOf(read: NamedReconciliation, id: (typeof sections)[number]['id']): number {
  return read.counts[id].length;
}

function restrictedWords(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? 'One more episode stands in a restricted record that you are not admitted to.'
    : `${count} more episodes stand in restricted records that you are not admitted to.`;
}

function rowOf(difference: NamedDifference, may: MayDo) {
  const { childId, child, missingAt, returnedAt, episode, notifications } = difference;
  return {
    refer: may.refer ? referralOf(difference, may.link) : null,
    child: child ?? 'not known',
    href: childId === null || childId === '' ? '' : `/children/${childId}${episode ? `#episode-${episode.id}` : ''}`,
    refs: episode === null ? '' : [...episode.refs, episode.provider].filter((part) => part !== null).join(', '),
    missing: showMoment(missingAt),
    returned: returnedAt === null ? 'no return known' : showMoment(returnedAt),
    police: policeWords(notifications, episode),
    council:
      episode === null
        ? 'not on record'
        : [codeWords[episode.code], episode.councilClassification].filter((part) => part !== null).join(', '),
    notifications: notifications.map((each) => ({
      href: may.link ? `/reconciliation/notifications/${each.id}` : '',
      text: `${sourceWords[each.source]} ${each.reference}`,
    })),
  };
}

/** The form of an episode, filled in with what a notification says. */
function addressOfRecording(notificationId: string | undefined): string {
  return notificationId === undefined ? '/episodes/new' : `/episodes/new?notification=${notificationId}`;
}

/** What is to be done of a child whom nobody was asked about: an episode that is not on record yet is recorded first. */
function referralOf({ childId, episode, notifications }: NamedDifference, mayLink: boolean) {
  if (childId && episode) return { href: addressOfReferral(childId, episode.id), text: 'Refer this episode' };
  // The form is filled in for those alone who may open the notification.
  return { href: addressOfRecording(mayLink ? notifications[0]?.id : undefined), text: 'Record and refer it' };
}

/** What the police said, by a notification or in a return. Never made out of what the council says. */
function policeWords(notifications: readonly MissingNotification[], episode: NamedDifference['episode']): string {
  const said = notifications.find((each) => each.policeClassification !== null || each.policeRisk !== null) ?? episode;
  const parts = [
    said?.policeClassification && classWords[said.policeClassification],
    said?.policeRisk && riskWords[said.policeRisk],
  ].filter(Boolean);
  return parts.length === 0 ? 'not recorded' : parts.join(', ');
}

const doubtWords: Readonly<Record<NotificationDoubt, string>> = {
  several_children: 'Several children answer to what it says.',
  date_of_birth_differs: 'Its council child ID is known with another date of birth.',
  several_episodes: 'Several episodes of the child fit its times.',
  return_not_known: 'It may belong to an episode; as no return is known, that is not certain.',
  reference_of_another_child: 'Its reference stands on an episode of another child.',
};

const linkWords = {
  reference: 'Tied to its episode by the reference.',
  child_and_times: 'Tied to its episode by the child and the times.',
  recording: 'Written down with the episode that was recorded.',
  no_action: 'Nothing is to be done about it.',
} as const;

/** A notification, what it is tied to, and the episodes that it may belong to. */
export function presentNotification(
  { notification, choices, canUndo, noAction }: NotificationToSettle,
  reason: string,
) {
  const { source, reference, person, missingAt, returnedAt, link } = notification;
  const name = [person.givenName, person.familyName].filter((part) => part !== null).join(' ');
  const known =
    link.linkedBy === null ? null : link.linkedBy === 'hand' ? handWords(link.episodeId) : linkWords[link.linkedBy];
  return {
    ...{ id: notification.id, title: `${sourceWords[source]} ${reference}`, canUndo },
    recordHref: addressOfRecording(notification.id),
    facts: [
      { label: 'Council child ID', value: person.councilChildId ?? 'none' },
      { label: 'Name', value: name === '' ? 'not given' : name },
      { label: 'Date of birth', value: showDay(person.dateOfBirth) },
      { label: 'Missing', value: showMoment(missingAt) },
      { label: 'Returned', value: returnedAt === null ? 'no return known' : showMoment(returnedAt) },
      { label: 'Police', value: policeWords([notification], null) },
    ],
    ...{ reason, noAction: noAction && { ...noAction, at: showInstant(noAction.at) } },
    canSetAside: link.episodeId === null && link.linkedBy !== 'no_action',
    state: known ?? (link.doubt === null ? 'Tied to no episode.' : doubtWords[link.doubt]),
    isLinked: link.episodeId !== null,
    canUnlink: link.episodeId !== null || link.linkedBy !== 'hand',
    choices: choices.map((choice) => choiceOf(choice, link.episodeId)),
  };
}

function handWords(episodeId: string | null): string {
  return episodeId === null
    ? 'Somebody has said that it belongs to none of the episodes.'
    : 'Tied to its episode by hand.';
}

function choiceOf({ child, episode }: EpisodeChoice, linked: string | null) {
  const name = [child.givenName, child.familyName].filter((part) => part !== null).join(' ');
  return {
    episodeId: episode.id,
    isLinked: episode.id === linked,
    child: [name, child.councilChildId, `born ${showDay(child.dateOfBirth)}`].filter(Boolean).join(', '),
    href: `/children/${child.childId}#episode-${episode.id}`,
    title: `${codeWords[episode.code]} from ${showMoment(episode.missingAt)}`,
    returned: showReturn(episode),
  };
}
