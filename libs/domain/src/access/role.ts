/** What people do, and with it what they may see. A machine is a provider's system that signs in with a key. */
export const roles = [
  'provider_worker',
  'provider_manager',
  'provider_data_officer',
  'commissioner',
  'team_manager',
  'social_worker',
  'placement_team',
  'performance_analyst',
  'mace_member',
  'board_reader',
  'data_protection_officer',
  'inspector',
  'administrator',
  'machine',
] as const;
export type Role = (typeof roles)[number];

/** Roles in a provider's organisation; a membership with one of them names the provider. */
export const providerRoles = ['provider_worker', 'provider_manager', 'provider_data_officer', 'machine'] as const;
export type ProviderRole = (typeof providerRoles)[number];

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}

export function isProviderRole(role: Role): role is ProviderRole {
  return providerRoles.some((each) => each === role);
}
