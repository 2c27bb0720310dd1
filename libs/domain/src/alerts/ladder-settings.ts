import { plusHours } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { isLower } from './rungs.js';
import type { LowerRung, Rung } from './rungs.js';

/** After how many hours without an acknowledgement an alert leaves each rung but the last, which it does not leave. */
export type ClimbingHours = Readonly<Record<LowerRung, number>>;

/** What a council has set of the ladder. */
export interface LadderSettings {
  readonly hours: ClimbingHours;
  /** The person who is told on the last rung; null where nobody is named. */
  readonly headOfServiceId: string | null;
}

/**
 * Defaults of this service. A warning at 48 hours reaches the commissioner at 60, and a missed interview the head of
 * service at 96, as the ladder of the domain brief (1.5) has it.
 */
export const defaultLadder: LadderSettings = { hours: { 0: 12, 1: 12, 2: 12, 3: 24 }, headOfServiceId: null };

/** An alert waits on a rung for at least an hour and for at most a week. */
export const LEAST_HOURS = 1;
export const MOST_HOURS = 168;

/** When an alert that reached a rung leaves it, if nobody takes it on; null on the last rung. */
export function climbsFrom(rung: Rung, reachedAt: Instant, { hours }: LadderSettings): Instant | null {
  return isLower(rung) ? plusHours(reachedAt, hours[rung]) : null;
}

export interface LadderWish {
  /** As they were typed, from the lowest rung upwards. */
  readonly hours: readonly string[];
  readonly headOfServiceId: string | null;
}

/** The rungs, by their places, whose hours are not a whole number from 1 to 168; with none, the settings. */
export type CheckedLadder =
  | { readonly kind: 'sound'; readonly value: LadderSettings }
  | { readonly kind: 'faulty'; readonly rungs: readonly LowerRung[] };

const lowerRungs: readonly LowerRung[] = [0, 1, 2, 3];

export function checkLadder({ hours, headOfServiceId }: LadderWish): CheckedLadder {
  const read = (rung: LowerRung) => {
    const typed = (hours[rung] ?? '').trim();
    const number = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
    return number >= LEAST_HOURS && number <= MOST_HOURS ? number : null;
  };
  const [worker, manager, commissioner, team] = [read(0), read(1), read(2), read(3)];
  if (worker === null || manager === null || commissioner === null || team === null)
    return { kind: 'faulty', rungs: lowerRungs.filter((rung) => read(rung) === null) };
  return { kind: 'sound', value: { hours: { 0: worker, 1: manager, 2: commissioner, 3: team }, headOfServiceId } };
}
