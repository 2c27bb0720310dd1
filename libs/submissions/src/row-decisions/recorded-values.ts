import type { CaseRecord } from '#domain/cases';
import type { ReturnValues } from '#domain/submissions';
import type { ChildRegister } from './child-register.js';

/** What the record has of what every row needs, so that a row need not repeat it. */
export function recordedValues({ episode }: CaseRecord, children: ChildRegister): ReturnValues {
  const child = children.find(episode.childId);
  return {
    episode_type: episode.code,
    missing_at: episode.missingAt,
    care_status: episode.atStart.careStatus,
    ...(child && {
      child_id: child.councilChildId,
      given_name: child.givenName,
      family_name: child.familyName,
      date_of_birth: child.dateOfBirth,
    }),
  };
}

/**
 * What the record has of what checks miss where it is blank, because others told it: the council that recorded and
 * referred the episode. It holds where the sender has said nothing of it.
 */
export function valuesOfOthers({ episode, requirement }: CaseRecord): ReturnValues {
  const { placingAuthority, hostAuthority } = episode.atStart;
  return {
    responsible_authority: placingAuthority,
    host_authority: hostAuthority,
    found_at: episode.foundAt,
    returned_at: episode.returnedAt,
    episode_end: episode.end,
    referred_at: requirement.referredAt,
  };
}
