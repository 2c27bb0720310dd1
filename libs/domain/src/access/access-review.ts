import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';
import { managerOf } from './membership-rules.js';
import type { OrganisationKind } from './membership-rules.js';
import type { Role } from './role.js';

/** For how long a review may be answered: up to and with this many days after it was opened. */
const REVIEW_DAYS = 28;

/** The first day of the quarter of the calendar year in which a day lies. */
export function quarterOf(day: Day): Day {
  return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
}

/** The last day on which a review may be answered in time. */
export function reviewDueOn(openedOn: Day): Day {
  return openedOn.add({ days: REVIEW_DAYS });
}

/** Whether the last day for answering is over. */
export function isReviewOver(dueOn: Day, today: Day): boolean {
  return Temporal.PlainDate.compare(today, dueOn) > 0;
}

/** A membership as a review asks about it. */
export interface ReviewedMembership {
  readonly membershipId: string;
  readonly personId: string;
  readonly role: Role;
  readonly since: Day;
}

/**
 * Which of the unconfirmed memberships of an organisation are suspended when its review is over: all of them, except
 * that a council keeps the administrator who has been it longest, if none who was confirmed is left. Nobody could lift
 * the suspensions otherwise.
 */
export function membershipsToSuspend(
  unconfirmed: readonly ReviewedMembership[],
  organisation: OrganisationKind,
  confirmedManagers: number,
): readonly string[] {
  const spared = organisation === 'council' && confirmedManagers === 0 ? longestAdministrator(unconfirmed) : null;
  return unconfirmed.map(({ membershipId }) => membershipId).filter((id) => id !== spared);
}

function longestAdministrator(memberships: readonly ReviewedMembership[]): string | null {
  const administrators = memberships.filter(({ role }) => role === 'administrator');
  const [longest] = [...administrators].sort(
    (left, right) =>
      Temporal.PlainDate.compare(left.since, right.since) || (left.membershipId < right.membershipId ? -1 : 1),
  );
  return longest?.membershipId ?? null;
}

/** Somebody who answers a review: a manager of people, of the council or of a provider. */
export interface Reviewer {
  readonly personId: string;
  /** The provider whose people they manage; null for an administrator of the council. */
  readonly providerId: string | null;
}

/** Whom a review asks about, with the managers of their organisation whose access is in force. */
export interface Reviewee {
  readonly personId: string;
  readonly role: Role;
  readonly providerId: string | null;
  readonly managersInForce: readonly string[];
}

/**
 * Whether somebody may confirm or end a membership. A manager answers for the people of the own organisation, for
 * themselves not: another manager does. A provider's manager who has no other is answered for by the council's
 * administrators. An administrator who is the council's only one answers for themselves, which the record then shows.
 */
export function mayAnswerFor(reviewer: Reviewer, reviewee: Reviewee): boolean {
  const hasOther = reviewee.managersInForce.some((personId) => personId !== reviewee.personId);
  if (reviewer.providerId === reviewee.providerId) {
    if (reviewer.personId !== reviewee.personId) return true;
    return reviewer.providerId === null && !hasOther;
  }
  return reviewer.providerId === null && reviewee.role === managerOf.provider && !hasOther;
}
