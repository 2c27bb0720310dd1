/**
 * The escalation ladder (domain brief 1.5): who is told of an alert, from the one who does the work upwards. A rung is
 * named by the roles that stand on it; on the last one stands whom the council has named.
 */
export const rungs = [
  { name: 'provider_worker', roles: ['provider_worker'] },
  { name: 'provider_manager', roles: ['provider_manager'] },
  { name: 'commissioner', roles: ['commissioner'] },
  { name: 'team_manager', roles: ['team_manager', 'commissioner'] },
  { name: 'head_of_service', roles: [] },
] as const;

/** The place of a rung, counted from the lowest, which is 0. */
export type Rung = 0 | 1 | 2 | 3 | 4;
/** A rung from which an alert can climb further. */
export type LowerRung = Exclude<Rung, 4>;
export type RungName = (typeof rungs)[number]['name'];

const TOP: Rung = 4;
const COMMISSIONER: Rung = 2;

/** Where the steps of the clocks enter the ladder. Of what does not stand here the commissioner is told first. */
const startingRungs: Readonly<Record<string, Rung>> = {
  missed_24: 0,
  warning_48: 1,
  warning_60: 2,
  missed_72: 3,
  missed_offer: 0,
  missed_interview: 3,
  missed_acknowledgement: 1,
  missed_form: 0,
  missed_form_concern: 1,
  missed_safeguarding: 3,
  missed_quality_check: 3,
  missed_senior_manager: 3,
  missed_strategy_meeting: 3,
  missed_director: 4,
};

/** The rung on which an alert begins, by the step that raised it. */
export function startingRung(step: string): Rung {
  return startingRungs[step] ?? COMMISSIONER;
}

export function isLower(rung: Rung): rung is LowerRung {
  return rung !== TOP;
}

/** The next rung up; the last one stays where it is. */
export function rungAbove(rung: Rung): Rung {
  return rungFrom(rung + 1);
}

/** A rung by its number. */
export function rungFrom(number: number): Rung {
  switch (number) {
    case 0:
    case 1:
    case 2:
    case 3:
      return number;
    default:
      return TOP;
  }
}
