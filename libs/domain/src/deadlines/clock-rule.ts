import type { ClockStart, ClockSubject, Settlement } from './clock-facts.js';
import type { DeadlineKind } from './deadline-kind.js';

/**
 * How long a clock runs. Hours are elapsed and run through nights, weekends and bank holidays; hours of work are counted
 * while the council is at work; working days end with the last of them, and the day itself with the day, in London.
 */
export type Allowance =
  | { readonly unit: 'hours' | 'working_hours' | 'working_days'; readonly amount: number }
  | { readonly unit: 'end_of_day' };

export type AllowanceUnit = Exclude<Allowance['unit'], 'end_of_day'>;

/** What an authority or a contract may make of an allowance; both ends are included. */
export interface AllowanceRange {
  readonly unit: AllowanceUnit;
  readonly least: number;
  readonly most: number;
}

/** A moment in the life of a deadline at which somebody has to be told. */
export interface DeadlineStep {
  readonly step: string;
  /** In hours after the clock started; null: when it is due. */
  readonly afterHours: number | null;
  /** A warning is not given when the interview is already booked. */
  readonly unlessBooked: boolean;
}

/** Whose move it is while a clock runs: the provider's, of whoever places and refers, or of the child's own team. */
export const stepTakers = ['provider', 'placement_team', 'team'] as const;
export type StepTaker = (typeof stepTakers)[number];

/**
 * A rule of the table of clocks (domain brief 1.5): from which fact it runs, for how long, which facts settle it, and when
 * somebody is told. A change is another rule with a later first day; the one in force when a clock starts holds for it.
 */
export interface DeadlineRule {
  readonly kind: DeadlineKind;
  /** Kept with every clock that runs by it. */
  readonly version: string;
  /** The first day on which a clock can start by it, written `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly startsWith: ClockStart;
  readonly appliesTo: ClockSubject;
  readonly allowance: Allowance;
  readonly takenBy: StepTaker;
  /** Any of these settles it. */
  readonly settledBy: readonly Settlement[];
  readonly steps: readonly DeadlineStep[];
  /** What an authority or a contract may set instead. Null: fixed, and always watched. */
  readonly mayBe: readonly AllowanceRange[] | null;
  /** Whether a clock is kept that was settled, or long past, before it was first seen. */
  readonly isKeptInAnyCase: boolean;
  readonly setBy: 'statutory guidance' | 'default of this service';
  readonly source: string;
}
