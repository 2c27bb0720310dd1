import { outwardCodeOf } from '../children/index.js';
import type { Point } from '../children/index.js';
import type { FactorTaxonomy, FactorWords } from '../factors/index.js';
import type { AuthorityCode } from '../kernel/index.js';
import { readDayOrFault, readMoment } from '../time/index.js';
import type { DateTimeFault, Day, Moment, MomentFault } from '../time/index.js';
import { note } from './check-words.js';
import type { SpokenCheck } from './check-words.js';
import { shorten } from './finding.js';
import type { Note } from './finding.js';
import { textTooLong } from './rules/pr-011-text-too-long.js';
import { notADateTime } from './rules/pr-020-not-a-date-time.js';
import { noSuchDay } from './rules/pr-021-no-such-day.js';
import { noSuchLocalTime } from './rules/pr-022-no-such-local-time.js';
import { timeCameTwice } from './rules/pr-023-time-came-twice.js';
import { notADate } from './rules/pr-024-not-a-date.js';
import { twoDigitYear } from './rules/pr-025-two-digit-year.js';
import { monthFirst } from './rules/pr-026-month-first.js';
import { serialNumber } from './rules/pr-027-serial-number.js';
import { timeNotClear } from './rules/pr-028-time-not-clear.js';
import { dateReadsTwoWays } from './rules/pr-029-date-reads-two-ways.js';
import { valueNotKnown } from './rules/pr-030-value-not-known.js';
import { neitherYesNorNo } from './rules/pr-031-neither-yes-nor-no.js';
import { notACouncil } from './rules/pr-032-not-a-council.js';
import { codeNotListed } from './rules/pr-033-code-not-listed.js';
import { notAPostcode } from './rules/pr-034-not-a-postcode.js';
import { notAWholeNumber } from './rules/pr-040-not-a-whole-number.js';
import { notAnAmount } from './rules/pr-041-not-an-amount.js';
import { notADistance } from './rules/pr-042-not-a-distance.js';
import { outwardCodeNotKnown } from './rules/pr-043-outward-code-not-known.js';

/** The lists that cells are read against. */
export interface ReturnLists {
  readonly taxonomy: FactorTaxonomy;
  /** The factors by the words that mean them: the taxonomy's own and those that the council has given a code. */
  readonly factorWords: FactorWords;
  /** The place of the first half of a postcode on the map; null for one that is not there. */
  readonly findOutwardCode: (outwardCode: string) => Point | null;
  readonly findAuthority: (codeOrName: string) => AuthorityCode | null;
  readonly isKnownCode: (codeSet: 'PLACE' | 'ETHNIC', code: string) => boolean;
}

/** What a cell says, with what is to be said about it; without a value it is faulty. */
export interface CellReading<Value> {
  readonly value?: Value;
  readonly notes: readonly Note[];
}

export type CellReader<Value> = (text: string, lists: ReturnLists) => CellReading<Value>;

export function good<Value>(value: Value, ...notes: readonly Note[]): CellReading<Value> {
  return { value, notes };
}

/** A cell that cannot be taken, with what a check says of it. */
export function faulty<Parts extends readonly string[]>(
  check: SpokenCheck<Parts>,
  ...parts: Parts
): CellReading<never> {
  return { notes: [note(check, ...parts)] };
}

/** Free text or a reference of at most `longest` characters. */
export function text(longest: number): CellReader<string> {
  return (cell) => (cell.length <= longest ? good(cell) : faulty(textTooLong, String(cell.length), String(longest)));
}

/** One of a fixed list, whatever its case; blanks and hyphens stand for underscores. */
export function oneOf<Code extends string>(codes: readonly Code[]): CellReader<Code> {
  const byWord = new Map(codes.map((code) => [code.toLowerCase(), code]));
  return (cell) => {
    const code = byWord.get(cell.toLowerCase().replaceAll(/[\s-]+/g, '_'));
    return code === undefined ? faulty(valueNotKnown, shorten(cell), codes.join(', ')) : good(code);
  };
}

/** What is said of a text that is no date, or could be two. */
function faultyDate(cell: string, { fault, couldBe }: DateTimeFault<MomentFault>): CellReading<never> {
  const shown = shorten(cell);
  switch (fault) {
    case 'not-a-date-time':
      return faulty(notADateTime, shown);
    case 'no-such-day':
      return faulty(noSuchDay, shown);
    case 'no-such-local-time':
      return faulty(noSuchLocalTime, shown);
    case 'two-digit-year':
      return faulty(twoDigitYear, shown);
    case 'month-first':
      return faulty(monthFirst, shown, couldBe ?? '');
    case 'either-order':
      return faulty(dateReadsTwoWays, shown, couldBe ?? '');
    case 'serial-number':
      return faulty(serialNumber, shown, couldBe ?? '');
    case 'time-not-clear':
      return faulty(timeNotClear, shown, couldBe === null ? '' : ` (perhaps ${couldBe})`);
  }
}

/** A date, with its time of day where that is known; the ways of writing it are those of `readMoment`. */
export const moment: CellReader<Moment> = (cell) => {
  const reading = readMoment(cell);
  if (reading.kind === 'fault') return faultyDate(cell, reading);
  return reading.isDoubledHour ? good(reading.moment, note(timeCameTwice, shorten(cell))) : good(reading.moment);
};

export const day: CellReader<Day> = (cell) => {
  const reading = readDayOrFault(cell);
  if (reading.kind === 'day') return good(reading.day);
  const isPlain = reading.fault === 'not-a-date-time' || reading.fault === 'no-such-day';
  return isPlain ? faulty(notADate, shorten(cell)) : faultyDate(cell, reading);
};

const yesAndNo: ReadonlyMap<string, boolean> = new Map([
  ['y', true],
  ['yes', true],
  ['n', false],
  ['no', false],
]);

export const yesOrNo: CellReader<boolean> = (cell) => {
  const answer = yesAndNo.get(cell.toLowerCase());
  return answer === undefined ? faulty(neitherYesNorNo, shorten(cell)) : good(answer);
};

export const wholeNumber: CellReader<number> = (cell) =>
  /^\d{1,9}$/.test(cell) ? good(Number(cell)) : faulty(notAWholeNumber, shorten(cell));

/** Pounds, kept as whole pence. */
export const pounds: CellReader<number> = (cell) => {
  const amount = /^£?\s*((?:\d{1,7}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{1,2})?)$/.exec(cell)?.[1];
  return amount ? good(Math.round(Number(amount.replaceAll(',', '')) * 100)) : faulty(notAnAmount, shorten(cell));
};

export const miles: CellReader<number> = (cell) =>
  /^\d{1,5}(\.\d)?$/.test(cell) ? good(Number(cell)) : faulty(notADistance, shorten(cell));

export const authority: CellReader<AuthorityCode> = (cell, lists) => {
  const code = lists.findAuthority(cell);
  return code === null ? faulty(notACouncil, shorten(cell)) : good(code);
};

/** A code of an SSDA903 list. Any other word may say anything, so it stays with the row and says nothing here. */
export function codeOf(codeSet: 'PLACE' | 'ETHNIC'): CellReader<string> {
  return (cell, lists) => {
    const code = cell.toUpperCase();
    if (lists.isKnownCode(codeSet, code)) return good(code);
    return { notes: [note(codeNotListed, shorten(cell), codeSet)] };
  };
}

/** A full postcode or an outward code; kept in capitals. One that is not on the map cannot be measured from. */
export const postcode: CellReader<string> = (cell, lists) => {
  const outward = outwardCodeOf(cell);
  if (outward === null) return faulty(notAPostcode, shorten(cell));
  const isOnMap = lists.findOutwardCode(outward) !== null;
  return isOnMap ? good(cell.toUpperCase()) : good(cell.toUpperCase(), note(outwardCodeNotKnown, outward));
};

export const references: CellReader<readonly string[]> = (cell) => good(items(cell));

export function items(cell: string): readonly string[] {
  return [
    ...new Set(
      cell
        .split(';')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    ),
  ];
}
