import { isEqual } from '#domain/kernel';
import { changesToTold } from '#domain/submissions';
import type { Difference, ReturnValues, SoundValues } from '#domain/submissions';
import { dayOf } from '#domain/time';
import { travelRulesOn } from '#persistence';
import type { CheckContext } from '../check-return.js';
import type { RecordNow, Together } from './put-together.js';
import type { ReceivedRow } from './row-outcome.js';

/** What rows of one reference change, weighed together. */
export interface Changing extends Pick<Together, 'told' | 'toldBefore'> {
  readonly ref: string;
  readonly group: readonly ReceivedRow[];
  readonly values: SoundValues;
}

/** What the rows change of what their sender told before. */
export function changesOf(
  { toldBefore, told, values }: Changing,
  isReturnLeft: boolean,
  context: CheckContext,
): readonly Difference[] {
  const returned = toldBefore?.returned_at;
  const asBefore = returned === undefined ? {} : { returned_at: returned };
  const taken = isReturnLeft ? { ...withoutReturn(told), ...asBefore } : told;
  const travelRules = travelRulesOn(dayOf(values.missing_at), context);
  return changesToTold(toldBefore, taken, { needed: values, travelRules });
}

/** Whether the sender has to confirm a change: where the contract says so, or did when a row was shown, once each. */
export function isAsked(
  { ref, group }: Changing,
  differences: readonly Difference[],
  now: RecordNow,
  { needsConfirmation }: CheckContext,
): boolean {
  if (differences.length === 0 || !(needsConfirmation || group.some(({ earlier }) => earlier?.shown))) return false;
  return !(now.rows.get(ref) ?? []).some(
    (row) =>
      !now.taken.has(row) && row.earlier?.shown?.isConfirmed && isEqual(row.earlier.shown.differences, differences),
  );
}

/** The values but for the return, which is left as it stands. */
export function withoutReturn<Values extends ReturnValues>(values: Values): Values | Omit<Values, 'returned_at'> {
  const { returned_at: left, ...rest } = values;
  return left === undefined ? values : rest;
}
