/** A month as a number that counts on from one year to the next. */
export type MonthNumber = number;

/** The months of a period, whose first and last are written as in `2025-10`. */
export function monthsOf({ from, to }: { readonly from: string; readonly to: string }): readonly MonthNumber[] {
  return monthsBetween(monthNumber(from), monthNumber(to));
}

export function monthNumber(written: string): MonthNumber {
  return Number(written.slice(0, 4)) * 12 + Number(written.slice(5)) - 1;
}

/** From the first to the last, both included. */
export function monthsBetween(first: MonthNumber, last: MonthNumber): readonly MonthNumber[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
