import type { CouncilStep } from '#domain/deadlines';

/** What the council did, as it stands on record. */
export const councilStepWords: Readonly<Record<CouncilStep, string>> = {
  senior_manager_told: 'A senior manager was told',
  strategy_meeting_held: 'A strategy meeting was held',
  director_told: 'The director of children’s services was told',
  quality_check_made: 'A manager checked the interview form',
};
