/** What the council does itself about an episode, and writes down. */
export const councilSteps = [
  'senior_manager_told',
  'strategy_meeting_held',
  'director_told',
  'quality_check_made',
] as const;
export type CouncilStep = (typeof councilSteps)[number];
