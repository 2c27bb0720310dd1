import type { ChildHeading } from '#casework';
import { showDay } from '#domain/time';

/** The top of every page about a child. */
export interface HeadingView {
  readonly name: string;
  /** What tells the child from others: council child ID and date of birth; empty where identity is not given. */
  readonly known: string;
  readonly isRestricted: boolean;
  readonly record: string;
}

export function presentHeading({ childId, identity, isRestricted }: ChildHeading): HeadingView {
  const names = [identity?.givenName, identity?.familyName].filter(Boolean).join(' ');
  const known = identity
    ? [
        identity.councilChildId === null ? 'No council child ID' : `Council child ID ${identity.councilChildId}`,
        `born ${showDay(identity.dateOfBirth)}`,
      ].join(', ')
    : '';
  return { name: names || 'Child, no name recorded', known, isRestricted, record: `/children/${childId}` };
}
