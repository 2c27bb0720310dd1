import { granted, refused } from './decision.js';
import type { Decision } from './decision.js';
import { decideReason } from './reason.js';
import type { ReasonRefusal } from './reason.js';

/** Somebody who can be on an access list: in the council or in a provider of the child, in a role that opens records. */
export interface Admissible {
  readonly person: string;
  readonly isOfCouncil: boolean;
}

/** A record and its access list, as they stand when somebody wants to change who may see it. */
export interface AccessList {
  readonly isRestricted: boolean;
  /** Whoever is on the list and can still use it: left are those who left or were suspended. */
  readonly listed: readonly Admissible[];
  /** Whoever could be put on the list. */
  readonly admissible: readonly Admissible[];
  /** Who wants to change it, and whether they see the record by an emergency opening only. */
  readonly by: string;
  readonly hasEmergency: boolean;
}

export type AccessRefusal =
  | ReasonRefusal
  | 'emergency-only'
  | 'restricted-already'
  | 'not-restricted'
  | 'nobody-of-council'
  | 'not-admissible'
  | 'listed-already'
  | 'not-listed';

/**
 * Restricts a record to an access list. It names somebody of the council besides the one who restricts it, who is put
 * on the list as well, so that no record hangs on one person.
 */
export function decideRestriction(
  list: AccessList,
  named: string,
  reason: string,
): Decision<{ readonly reason: string; readonly admitted: readonly string[] }, AccessRefusal> {
  if (isEmergencyOnly(list)) return refused('emergency-only');
  if (list.isRestricted) return refused('restricted-already');
  const why = decideReason(reason);
  if (why.kind === 'refused') return why;
  const isSound = list.admissible.some(({ person, isOfCouncil }) => person === named && isOfCouncil);
  if (!isSound || named === list.by) return refused('nobody-of-council');
  return granted({ reason: why.value, admitted: [list.by, named] });
}

/** Opens a restricted record again to whoever the roles reach. */
export function decideLifting(list: AccessList, reason: string): Decision<string, AccessRefusal> {
  if (isEmergencyOnly(list)) return refused('emergency-only');
  return list.isRestricted ? decideReason(reason) : refused('not-restricted');
}

/** Puts one more person on the access list of a restricted record. */
export function decideAdmission(list: AccessList, person: string, reason: string): Decision<string, AccessRefusal> {
  if (isEmergencyOnly(list)) return refused('emergency-only');
  if (!list.isRestricted) return refused('not-restricted');
  if (!list.admissible.some((each) => each.person === person)) return refused('not-admissible');
  if (isListed(list, person)) return refused('listed-already');
  return decideReason(reason);
}

/** Takes somebody off the access list; somebody of the council always stays on it. */
export function decideRemoval(list: AccessList, person: string): Decision<null, AccessRefusal> {
  if (isEmergencyOnly(list)) return refused('emergency-only');
  if (!isListed(list, person)) return refused('not-listed');
  const isSomebodyLeft = list.listed.some((each) => each.isOfCouncil && each.person !== person);
  return isSomebodyLeft ? granted(null) : refused('nobody-of-council');
}

/**
 * An emergency opening lets a record be read, not given to others: otherwise whoever opens one could put themselves on
 * its list. Only where nobody of the council is left on the list may they put somebody there.
 */
function isEmergencyOnly(list: AccessList): boolean {
  if (!list.hasEmergency || isListed(list, list.by)) return false;
  return !list.isRestricted || list.listed.some(({ isOfCouncil }) => isOfCouncil);
}

function isListed({ listed }: AccessList, person: string): boolean {
  return listed.some((each) => each.person === person);
}
