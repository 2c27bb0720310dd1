import type { Role } from '#domain/access';

/** The roles as people call them. */
export const roleWords: Readonly<Record<Role, string>> = {
  provider_worker: 'Provider worker',
  provider_manager: 'Provider manager',
  provider_data_officer: 'Provider data officer',
  commissioner: 'Commissioner',
  team_manager: 'Team manager',
  social_worker: 'Social worker',
  placement_team: 'Placement team',
  performance_analyst: 'Performance analyst',
  mace_member: 'MACE member',
  board_reader: 'Board reader',
  data_protection_officer: 'Data protection officer',
  inspector: 'Inspector',
  administrator: 'Administrator',
  machine: 'A provider’s system, with a key',
};
