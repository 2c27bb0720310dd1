import type { EpisodeStart } from '../../episodes/index.js';

/** Where a child lived at the start of an episode, in the groups of published reports, in their order. */
export const placementGroups = [
  { key: 'not_placed', label: 'Not in a placement' },
  { key: 'foster_care', label: 'Foster care' },
  { key: 'childrens_home', label: 'Children’s home' },
  { key: 'supported_accommodation', label: 'Supported or semi-independent accommodation' },
  { key: 'parents', label: 'Placed with parents' },
  { key: 'adoption', label: 'Placed for adoption' },
  { key: 'residential_other', label: 'Other residential, school or health setting' },
  { key: 'secure', label: 'Secure home or custody' },
  { key: 'temporary', label: 'Temporary placement' },
  { key: 'other', label: 'Another placement' },
  { key: 'not_known', label: 'Not known' },
] as const;
export type PlacementGroup = (typeof placementGroups)[number]['key'];

/** Codes of the SSDA903 list PLACE. */
const groupOfCode: readonly (readonly [RegExp, PlacementGroup])[] = [
  [/^U/, 'foster_care'],
  [/^K2$/, 'childrens_home'],
  [/^(H5|K3|P2)$/, 'supported_accommodation'],
  [/^P1$/, 'parents'],
  [/^A/, 'adoption'],
  [/^(R1|R2|R3|S1|P3)$/, 'residential_other'],
  [/^(K1|R5)$/, 'secure'],
  [/^T/, 'temporary'],
];

/** The group of a placement; a looked-after child whose placement was not recorded is not known. */
export function placementGroup({
  careStatus,
  placementType,
}: Pick<EpisodeStart, 'careStatus' | 'placementType'>): PlacementGroup {
  if (careStatus === 'home' || careStatus === 'care_leaver') return 'not_placed';
  const code = placementType?.trim().toUpperCase() ?? '';
  if (code === '') return 'not_known';
  return groupOfCode.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
}
