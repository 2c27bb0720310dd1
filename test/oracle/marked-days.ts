import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseDay, startOfDay } from '#domain/time';

const MINUTE = 60_000;

/** The bank holidays of the list that is shipped, each written `YYYY-MM-DD`. */
export const bankHolidays: readonly string[] = readFileSync(
  'libs/persistence/reference-data/bank-holidays-england-and-wales.csv',
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.slice(0, 10));

const years = [...new Set(bankHolidays.map((day) => Number(day.slice(0, 4))))];

/** The last Sundays of March and October of those years: at one o’clock UTC on each of them the clocks change. */
export const clockChanges: readonly string[] = years.flatMap((year) => [lastSunday(year, 2), lastSunday(year, 9)]);

/** The last Sunday of a month of 31 days; January is 0. */
function lastSunday(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month, 31));
  return dayOf(Date.UTC(year, month, 31 - last.getUTCDay()));
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

const leapDays = years.filter((year) => year % 4 === 0).map((year) => `${year}-02-29`);
const markedDays = [...bankHolidays, ...clockChanges, ...leapDays].sort();
const firstDay = Date.parse(markedDays[0] ?? '');
const lastDay = Date.parse(markedDays.at(-1) ?? '');

/** A start that is still to be placed (see `placeStart`). */
export interface DrawnStart {
  readonly isAnywhere: boolean;
  readonly besideMinutes: number;
  readonly anywhereMinutes: number;
}

/** Two of three starts are near a marked day, from so many days before it up to so many after. */
export function aStart(days: { readonly before: number; readonly after: number }): fc.Arbitrary<DrawnStart> {
  return fc.record({
    isAnywhere: fc.nat({ max: 2 }).map((draw) => draw === 0),
    besideMinutes: fc.integer({ min: -days.before * 24 * 60, max: days.after * 24 * 60 }),
    anywhereMinutes: fc.nat({ max: (lastDay - firstDay) / MINUTE }),
  });
}

/** The instant of a start, in milliseconds: the marked days take turns, so that none is left out. */
export function placeStart({ isAnywhere, besideMinutes, anywhereMinutes }: DrawnStart, index: number): number {
  if (isAnywhere) return firstDay + anywhereMinutes * MINUTE;
  return Date.parse(markedDays[index % markedDays.length] ?? '') + besideMinutes * MINUTE;
}

/** From when to when a clock runs. */
export interface Run {
  readonly starts: Date;
  readonly due: Date;
}

interface MarkedSpan {
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

const changes = clockChanges.map((day): MarkedSpan => {
  const at = Date.parse(`${day}T01:00:00Z`);
  return { day, from: at, to: at + 1 };
});
const holidays = bankHolidays.map((day): MarkedSpan => {
  const from = startOfDay(parseDay(day)).epochMilliseconds;
  return { day, from, to: startOfDay(parseDay(day).add({ days: 1 })).epochMilliseconds };
});

/** Of each change of the clocks, and of each bank holiday, how many cases have a clock that runs over it. */
export class DaysMet {
  readonly clockChanges = new Map(clockChanges.map((day) => [day, 0]));
  readonly bankHolidays = new Map(bankHolidays.map((day) => [day, 0]));

  /** Counts a case: by all its clocks for the changes, and for the holidays by those that are to be tried on them. */
  count(all: readonly Run[], onHolidays: readonly Run[]): void {
    countDays(this.clockChanges, changes, all);
    countDays(this.bankHolidays, holidays, onHolidays);
  }

  /** The days that no case met. */
  get missed(): readonly string[] {
    return [...this.clockChanges, ...this.bankHolidays].flatMap(([day, cases]) => (cases === 0 ? [day] : []));
  }
}

function countDays(counts: Map<string, number>, spans: readonly MarkedSpan[], runs: readonly Run[]): void {
  for (const { day, from, to } of spans) {
    if (runs.some(({ starts, due }) => starts.getTime() < to && due.getTime() > from))
      counts.set(day, (counts.get(day) ?? 0) + 1);
  }
}
