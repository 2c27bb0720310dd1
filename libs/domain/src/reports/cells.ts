/**
 * A count as a report shows it. A value is a true count; the marks follow the DfE's statistics of looked after
 * children: `c` suppressed, `z` not applicable, `k` not zero but rounds to zero, `x` before this system held the period.
 */
export type Cell =
  | { readonly value: number }
  | { readonly suppressed: 'c' }
  | { readonly notApplicable: 'z' }
  | { readonly low: 'k' }
  | { readonly notAvailable: 'x' };

/** A share with both its counts: a percentage never stands without them. */
export interface Rate {
  readonly numerator: Cell;
  readonly base: Cell;
  readonly percent: number | null;
}

export const notAvailable: Cell = { notAvailable: 'x' };
export const notApplicable: Cell = { notApplicable: 'z' };

export function count(value: number): Cell {
  return { value };
}

export function rate(numerator: number, base: number): Rate {
  return { numerator: count(numerator), base: count(base), percent: percentage(numerator, base) };
}

/** A share in per cent to one decimal, half away from zero; null when there is nothing to take a share of. */
export function percentage(numerator: number, base: number): number | null {
  return base === 0 ? null : roundedRatio(numerator * 1000, base) / 10;
}

/** A share in whole per cent, from the counts and never from the figure with one decimal: 48 of 113 is 42, not 43. */
export function wholePercentage(numerator: number, base: number): number | null {
  return base === 0 ? null : roundedRatio(numerator * 100, base);
}

/** A length of time to one decimal, half away from zero. */
export function toOneDecimal(value: number): number {
  return (Math.sign(value) * Math.round(Math.abs(value) * 10)) / 10;
}

/** The smallest value with at least the given share of all values at or below it; null of no values. */
export function quantile(values: readonly number[], percent: number): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(Math.ceil((percent * sorted.length) / 100) - 1, 0)] ?? null;
}

/** Counts are whole and not negative, so that the rounding is done in whole numbers and is exact. */
function roundedRatio(numerator: number, base: number): number {
  return Math.floor((2 * numerator + base) / (2 * base));
}
