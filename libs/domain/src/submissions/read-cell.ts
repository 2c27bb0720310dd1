import { outwardCodeOf } from '../children/index.js';
import type { FactorTaxonomy } from '../factors/index.js';
import type { AuthorityCode } from '../kernel/index.js';
import { readDay, readMoment } from '../time/index.js';
import type { Day, Moment, MomentFault } from '../time/index.js';
import { shorten } from './finding.js';
import type { Note } from './finding.js';

/** The lists that cells are read against. */
export interface ReturnLists {
  readonly taxonomy: FactorTaxonomy;
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

export function faulty(code: string, message: string): CellReading<never> {
  return { notes: [{ code, severity: 'error', message }] };
}

/** Free text or a reference of at most `longest` characters. */
export function text(longest: number): CellReader<string> {
  return (cell) =>
    cell.length <= longest
      ? good(cell)
      : faulty('PR-011', `The text has ${cell.length} characters; shorten it to at most ${longest}.`);
}

/** One of a fixed list, whatever its case; blanks and hyphens stand for underscores. */
export function oneOf<Code extends string>(codes: readonly Code[]): CellReader<Code> {
  return (cell) => {
    const wanted = cell.toLowerCase().replaceAll(/[\s-]+/g, '_');
    const code = codes.find((candidate) => candidate.toLowerCase() === wanted);
    return code === undefined
      ? faulty('PR-030', `"${shorten(cell)}" is not a known value; use one of ${codes.join(', ')}.`)
      : good(code);
  };
}

const momentFaults: Readonly<Record<MomentFault, { readonly code: string; readonly says: string }>> = {
  'not-a-date-time': {
    code: 'PR-020',
    says: 'is not a date and time; write dd/mm/yyyy hh:mm, or dd/mm/yyyy if the time is not known',
  },
  'no-such-day': { code: 'PR-021', says: 'is a day that does not exist; check the day, month and year' },
  'no-such-local-time': {
    code: 'PR-022',
    says: 'does not exist: the clocks went forward in that hour; check the time',
  },
};

export const moment: CellReader<Moment> = (cell) => {
  const reading = readMoment(cell);
  if (reading.kind === 'fault') {
    const { code, says } = momentFaults[reading.fault];
    return faulty(code, `"${shorten(cell)}" ${says}.`);
  }
  if (!reading.isDoubledHour) return good(reading.moment);
  return good(reading.moment, {
    code: 'PR-023',
    severity: 'warning',
    message: `"${shorten(cell)}" occurred twice, because the clocks went back; the first is taken. For the second write it with its offset, +00:00.`,
  });
};

export const day: CellReader<Day> = (cell) => {
  const value = readDay(cell);
  return value === null ? faulty('PR-024', `"${shorten(cell)}" is not a date; write dd/mm/yyyy.`) : good(value);
};

const yesAndNo: ReadonlyMap<string, boolean> = new Map([
  ['y', true],
  ['yes', true],
  ['n', false],
  ['no', false],
]);

export const yesOrNo: CellReader<boolean> = (cell) => {
  const answer = yesAndNo.get(cell.toLowerCase());
  return answer === undefined
    ? faulty(
        'PR-031',
        `"${shorten(cell)}" is neither Y nor N; write one of them, or leave it blank if it is not recorded.`,
      )
    : good(answer);
};

export const wholeNumber: CellReader<number> = (cell) =>
  /^\d{1,9}$/.test(cell) ? good(Number(cell)) : faulty('PR-040', `"${shorten(cell)}" is not a whole number.`);

/** Pounds, kept as whole pence. */
export const pounds: CellReader<number> = (cell) => {
  const amount = /^£?\s*((?:\d{1,7}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{1,2})?)$/.exec(cell)?.[1];
  return amount
    ? good(Math.round(Number(amount.replaceAll(',', '')) * 100))
    : faulty('PR-041', `"${shorten(cell)}" is not an amount in pounds, such as 245.50.`);
};

export const miles: CellReader<number> = (cell) =>
  /^\d{1,5}(\.\d)?$/.test(cell)
    ? good(Number(cell))
    : faulty('PR-042', `"${shorten(cell)}" is not a distance in miles, such as 12.5.`);

export const authority: CellReader<AuthorityCode> = (cell, lists) => {
  const code = lists.findAuthority(cell);
  return code === null
    ? faulty(
        'PR-032',
        `"${shorten(cell)}" is not an English council; give its name or its GSS code, such as E09000029.`,
      )
    : good(code);
};

/** A code of an SSDA903 list. Any other word may say anything, so it stays with the row and says nothing here. */
export function codeOf(codeSet: 'PLACE' | 'ETHNIC'): CellReader<string> {
  return (cell, lists) => {
    const code = cell.toUpperCase();
    if (lists.isKnownCode(codeSet, code)) return good(code);
    const message = `"${shorten(cell)}" is not a code of the SSDA903 list ${codeSet}; it is kept with the row and not counted.`;
    return { notes: [{ code: 'PR-033', severity: 'warning', message }] };
  };
}

/** A full postcode or an outward code; kept in capitals. */
export const postcode: CellReader<string> = (cell) =>
  outwardCodeOf(cell) === null
    ? faulty('PR-034', `"${shorten(cell)}" is not a postcode or its first half, such as SM1.`)
    : good(cell.toUpperCase());

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
