import type { NotificationSource } from '#domain/notifications';

/** Who told the council. */
export const sourceWords: Readonly<Record<NotificationSource, string>> = {
  ...{ police: 'Police', council: 'Council', placement: 'Placement' },
  ...{ school: 'School', health: 'Health', other: 'Other' },
};

/** What the police call it. */
export const classWords = { missing: 'missing', absent: 'absent', none: 'not classed' } as const;

/** The risk, as the police grade it. */
export const riskWords = {
  no_apparent: 'no apparent risk',
  low: 'low risk',
  medium: 'medium risk',
  high: 'high risk',
} as const;
