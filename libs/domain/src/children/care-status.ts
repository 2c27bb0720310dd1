/** Where a child stands to the council when an episode starts, as a provider return says it (interfaces, format 1). */
export const careStatuses = ['home', 'looked_after', 'looked_after_other_authority', 'care_leaver'] as const;
export type CareStatus = (typeof careStatuses)[number];

export const careStatusLabels: Readonly<Record<CareStatus, string>> = {
  home: 'Living at home, not looked after',
  looked_after: 'Looked after',
  looked_after_other_authority: 'Looked after by another council',
  care_leaver: 'Care leaver',
};

/** The population groups of the MACE report, in the order in which they are listed there. */
export const childGroups = [
  'home',
  'care_leaver',
  'looked_after_in',
  'looked_after_out_within_limit',
  'looked_after_out_beyond_limit',
  'looked_after_distance_not_known',
  'other_authority_here',
] as const;
export type ChildGroup = (typeof childGroups)[number];

export const childGroupLabels: Readonly<Record<ChildGroup, string>> = {
  home: 'Living at home, not looked after',
  care_leaver: 'Care leavers',
  looked_after_in: 'Looked after, placed in the borough',
  looked_after_out_within_limit: 'Looked after, placed outside within the travel limit',
  looked_after_out_beyond_limit: 'Looked after, placed outside beyond the travel limit',
  looked_after_distance_not_known: 'Looked after, distance not known',
  other_authority_here: 'Looked after by another council, placed here',
};
