import type { MissingFrom, PoliceClassification, PoliceRisk } from '../episodes/index.js';
import type { ChildId, EpisodeId, Id } from '../kernel/index.js';
import type { Day, Instant, Moment } from '../time/index.js';

/** Who told the council that a child went missing. */
export const notificationSources = ['police', 'council', 'placement', 'school', 'health', 'other'] as const;
export type NotificationSource = (typeof notificationSources)[number];

/** Why a notification was not tied to an episode, though it may well belong to one: for a person to settle. */
export const notificationDoubts = [
  'several_children',
  'date_of_birth_differs',
  'several_episodes',
  'return_not_known',
  'reference_of_another_child',
] as const;
export type NotificationDoubt = (typeof notificationDoubts)[number];

/**
 * How a notification came to its episode; `hand` also where a person said that it belongs to none of those on record, and
 * `no_action` where one said why nothing is to be done about it.
 */
export type LinkedBy = 'reference' | 'child_and_times' | 'recording' | 'hand' | 'no_action';

export type NotificationId = Id<'notification'>;

/** What was notified of one time that a child went missing. The police's class and risk stay theirs. */
export interface NotifiedFacts {
  readonly missingAt: Moment;
  readonly returnedAt: Moment | null;
  readonly policeClassification: PoliceClassification | null;
  readonly policeRisk: PoliceRisk | null;
  readonly missingFrom: MissingFrom | null;
}

/** Whom a notification names, as its source wrote it. Kept apart, and deleted with the child. */
export interface NotifiedPerson {
  readonly councilChildId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly dateOfBirth: Day;
}

/** To whom and to what a notification is tied. */
export interface NotificationLink {
  /** The child on record; null where none was found. */
  readonly childId: ChildId | null;
  readonly episodeId: EpisodeId | null;
  readonly linkedBy: LinkedBy | null;
  readonly doubt: NotificationDoubt | null;
}

export const notLinked: NotificationLink = { childId: null, episodeId: null, linkedBy: null, doubt: null };

/** What a person has decided stands until a person takes it back. */
export function isSettledByPerson({ linkedBy }: NotificationLink): boolean {
  return linkedBy === 'hand' || linkedBy === 'no_action';
}

export interface MissingNotification extends NotifiedFacts {
  readonly id: NotificationId;
  readonly source: NotificationSource;
  /** The source's own reference: by it the same notification is known again. */
  readonly reference: string;
  readonly person: NotifiedPerson;
  /** Shared by all notifications of one child who is not on record, so that children are counted once. */
  readonly describedChildId: ChildId;
  readonly receivedAt: Instant;
  /** The list that first brought it; null where somebody at the council wrote it down. */
  readonly listId: Id<'notification-list'> | null;
  readonly link: NotificationLink;
}
