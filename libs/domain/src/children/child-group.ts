import type { AuthorityCode } from '../kernel/index.js';
import type { CareStatus, ChildGroup } from './care-status.js';
import { milesBetween } from './distance.js';
import type { Point } from './distance.js';

/** What is known of where a child lived when an episode started. */
export interface Residence {
  readonly careStatus: CareStatus;
  readonly hostAuthority: AuthorityCode | null;
  readonly placementOutwardCode: string | null;
}

/** What the authority has set for the day, and where places are. `find…` gives null for a place that is not known. */
export interface TravelRules {
  readonly authority: AuthorityCode;
  readonly setPoint: Point;
  readonly travelLimitMiles: number;
  readonly findOutwardCode: (outwardCode: string) => Point | null;
  readonly findAuthorityCentre: (authority: AuthorityCode) => Point | null;
}

/**
 * The report group of a child at the start of an episode. Distance runs from the authority's set point to the middle
 * of the placement's outward code, else to the host authority's centre; it is an estimate. Exactly the limit is within.
 */
export function childGroup(residence: Residence, rules: TravelRules): ChildGroup {
  switch (residence.careStatus) {
    case 'home':
      return 'home';
    case 'care_leaver':
      return 'care_leaver';
    case 'looked_after_other_authority':
      return 'other_authority_here';
    case 'looked_after':
      return residence.hostAuthority === rules.authority ? 'looked_after_in' : groupByDistance(residence, rules);
  }
}

function groupByDistance(residence: Residence, rules: TravelRules): ChildGroup {
  const place =
    (residence.placementOutwardCode === null ? null : rules.findOutwardCode(residence.placementOutwardCode)) ??
    (residence.hostAuthority === null ? null : rules.findAuthorityCentre(residence.hostAuthority));
  if (place === null) return 'looked_after_distance_not_known';
  return milesBetween(rules.setPoint, place) <= rules.travelLimitMiles
    ? 'looked_after_out_within_limit'
    : 'looked_after_out_beyond_limit';
}
