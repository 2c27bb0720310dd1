import type { NumberFormat } from './number-format.js';

/** A number as the text that a person reads in its cell. */
export interface NumberText {
  readonly text: string;
  /** Spreadsheet programs keep 15 digits: what a longer number once ended with is not known any more. */
  readonly isCutShort: boolean;
}

const DAY = 86_400;
const MOST_DIGITS = 1e15;
/** 31 December 9999, the last day that spreadsheet programs know. */
const LAST_SERIAL = 2_958_466;

/**
 * The text of a number under its format: dates as `dd/mm/yyyy`, with `hh:mm` where the format shows a time or the
 * number holds one; all others without exponent or the noise of binary fractions.
 */
export function numberText(value: number, format: NumberFormat, is1904: boolean): NumberText {
  if (format.kind === 'date') {
    const text = dateText(value, format, is1904);
    if (text !== null) return { text, isCutShort: false };
  }
  const text = plainText(value);
  const isCutShort = Math.abs(value) >= MOST_DIGITS;
  if (format.kind === 'filled' && /^\d+$/.test(text)) return { text: text.padStart(format.digits, '0'), isCutShort };
  if (format.kind === 'decimals') return { text: withDecimals(text, format.least), isCutShort };
  return { text, isCutShort };
}

function plainText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e-') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

function withDecimals(text: string, least: number): string {
  const [whole = '', decimals = ''] = text.split('.');
  return /^-?\d+(\.\d+)?$/.test(text) ? `${whole}.${decimals.padEnd(least, '0')}` : text;
}

/** Null for numbers that are no date: negative ones, and those past the last day. */
function dateText(serial: number, format: NumberFormat & { kind: 'date' }, is1904: boolean): string | null {
  if (serial < 0 || serial >= LAST_SERIAL) return null;
  const seconds = Math.round(serial * DAY);
  const [day, second] = [Math.floor(seconds / DAY), seconds % DAY];
  if (format.shows === 'elapsed') return clock(seconds, format.hasSeconds);
  if (format.shows === 'time' && day === 0) return clock(second, format.hasSeconds);
  const showsTime = format.shows !== 'day' || second !== 0;
  return showsTime ? `${dayText(day, is1904)} ${clock(second, format.hasSeconds)}` : dayText(day, is1904);
}

/** Seconds are shown where the format shows them, as the person who wrote the cell sees it. */
function clock(seconds: number, hasSeconds: boolean): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return hasSeconds && seconds % 60 !== 0 ? `${text}:${two(seconds % 60)}` : text;
}

/**
 * The day of a serial number. In the 1900 system day 60 is 29 February 1900, which never was: it stays so in the text,
 * and day 0 is 0 January. In the 1904 system day 0 is 1 January 1904.
 */
function dayText(serial: number, is1904: boolean): string {
  if (!is1904 && serial === 60) return '29/02/1900';
  if (!is1904 && serial === 0) return '00/01/1900';
  const [year, month] = is1904 ? [1904, 0] : [1900, 0];
  const offset = is1904 ? serial + 1 : serial > 60 ? serial - 1 : serial;
  const day = new Date(Date.UTC(year, month, offset)).toISOString();
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** A date that the file writes out (`2025-10-01T21:00:00`) in the same text form; null when it is none. */
export function isoDateText(value: string): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?)?Z?$/.exec(value);
  if (!found) return null;
  const [, year, month, day, minutes, seconds] = found;
  const time =
    minutes === undefined ? '' : ` ${minutes}${seconds === undefined || seconds === '00' ? '' : `:${seconds}`}`;
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}${time}`;
}
