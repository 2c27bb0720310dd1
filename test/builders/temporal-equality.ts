import { expect } from '@jest/globals';
import { isEqual } from '#domain/kernel';
import { Temporal } from '#domain/time';

const kinds = [Temporal.Instant, Temporal.PlainDate, Temporal.PlainYearMonth] as const;

/** Moments and days keep what they hold out of sight of `toEqual`, which would take any two for equal: they are asked. */
expect.addEqualityTesters([
  (left: unknown, right: unknown) =>
    kinds.some((kind) => left instanceof kind || right instanceof kind) ? isEqual(left, right) : undefined,
]);
