import { wholePercentage } from '#domain/reports';
import type { Cell, Rate } from '#domain/reports';
import { parseReportingMonth } from '#domain/time';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Keeps both counts of a share on one line. */
const NO_BREAK = '\u00a0';

/** What each mark of a cell is called on a page, and what that means. */
export const cellMarks = {
  suppressed: {
    term: 'Suppressed',
    meaning: 'A number that is not published because it is small, or because a small one could be worked out from it.',
  },
  notApplicable: {
    term: 'Not applicable',
    meaning: 'There was nothing to count, for example because a code was not in use yet.',
  },
  low: { term: 'Low', meaning: 'More than zero, but it rounds to zero.' },
  notAvailable: { term: 'Not available', meaning: 'The month ended before the records of this system begin.' },
} as const;

/** A count in words: the number, or the mark that stands in its place. */
export function cellWords(cell: Cell): string {
  if ('value' in cell) return cell.value.toLocaleString('en-GB');
  if ('suppressed' in cell) return 'suppressed';
  if ('notApplicable' in cell) return 'not applicable';
  return 'low' in cell ? 'low' : 'not available';
}

/** The number of a cell that shows one. */
export function valueOf(cell: Cell): number | null {
  return 'value' in cell ? cell.value : null;
}

/** A whole-number percentage with both its counts: `43% (6 of 14)`. Rounded from the counts wherever they are shown. */
export function rateWords(rate: Rate): string {
  const share = shareWords(rate);
  const counts = partWords(rate.numerator, rate.base);
  return share === null ? counts : `${share} (${counts})`;
}

/** A count with its base: `6 of 14`; a mark that leaves no count at all stands alone. */
export function partWords(numerator: Cell, base: Cell): string {
  const hasNoCount = 'notApplicable' in numerator || 'notAvailable' in numerator;
  const isHidden = 'suppressed' in numerator && 'suppressed' in base;
  return hasNoCount || isHidden ? cellWords(numerator) : [cellWords(numerator), 'of', cellWords(base)].join(NO_BREAK);
}

/** A length of time that may be withheld, or that nobody can tell. */
export function measureWords(measure: number | null, known: Cell, unit: string): string {
  if (measure !== null) return `${measure.toLocaleString('en-GB')} ${unit}`;
  return valueOf(known) === 0 ? 'none to measure' : 'withheld';
}

/** `2025-10` as `October 2025`. */
export function monthWords(written: string): string {
  const month = parseReportingMonth(written);
  return month === null ? written : `${months[month.month - 1] ?? ''} ${month.year}`;
}

/** `2025-10` as `Oct 2025`, for the heads of columns. */
export function shortMonthWords(written: string): string {
  const [name = '', year = ''] = monthWords(written).split(' ');
  return `${name.slice(0, 3)} ${year}`;
}

function shareWords({ numerator, base, percent }: Rate): string | null {
  if (percent === null) return null;
  const [part, whole] = [valueOf(numerator), valueOf(base)];
  const share = part === null || whole === null ? Math.round(percent) : wholePercentage(part, whole);
  if (share === 0 && part !== 0) return 'under 1%';
  return share === null ? null : `${share}%`;
}
