import type { FactorObservation, SectionAnswer, VulnerabilityObservation } from '../factors/index.js';
import type { InterviewOffer } from '../interviews/index.js';
import { LONDON, Temporal } from '../time/index.js';
import type { Day, Moment } from '../time/index.js';

/** A fact as a cell of the format writes it, so that it reads back as the same fact; null where nothing is recorded. */
type Written<Value> = (value: Value | null) => string | null;

export const writeText: Written<string> = (text) => text;

/** `dd/mm/yyyy`. */
export const writeDay: Written<Day> = (day) =>
  day && `${figures(day.day, 2)}/${figures(day.month, 2)}/${figures(day.year, 4)}`;

/**
 * `dd/mm/yyyy hh:mm` in London, without the time where that is not known. With its offset where London's clock alone
 * would be read as another instant: in the second of two hours, and to the second.
 */
export const writeMoment: Written<Moment> = (moment) => {
  if (moment === null) return null;
  const local = moment.at.toZonedDateTimeISO(LONDON);
  const date = writeDay(local.toPlainDate());
  if (!moment.timeKnown) return date;
  const minute = local.toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const readBack = minute.toZonedDateTime(LONDON, { disambiguation: 'earlier' }).toInstant();
  if (Temporal.Instant.compare(readBack, moment.at) !== 0) return local.toString({ timeZoneName: 'never' });
  return `${date} ${figures(minute.hour, 2)}:${figures(minute.minute, 2)}`;
};

export const writeYesOrNo: Written<boolean> = (answer) => (answer === null ? null : answer ? 'Y' : 'N');

/** Pounds of whole pence. */
export const writePounds: Written<number> = (pence) => (pence === null ? null : (pence / 100).toFixed(2));

export const writeNumber: Written<number> = (number) => (number === null ? null : String(number));

/** Items with semicolons between them; none is nothing. */
export function writeList(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join(';');
}

export const writeSection: Written<SectionAnswer> = (answer) => {
  if (answer?.kind !== 'answered') return answer && answer.kind;
  return writeList(answer.factors.map(writeFactor));
};

function writeFactor({ code, view }: FactorObservation): string {
  return view === null ? code : `${code}:${view}`;
}

export function writeVulnerabilities(observed: readonly VulnerabilityObservation[]): string | null {
  return writeList(observed.map(({ code, isPresent }) => `${code}=${isPresent ? 'Y' : 'N'}`));
}

/** `dd/mm/yyyy hh:mm=method=result`, without what is not known at its end. */
export function writeAttempts(attempts: readonly InterviewOffer[]): string | null {
  return writeList(
    attempts.map(({ offeredAt, method, outcome }) =>
      [writeMoment(offeredAt), method ?? '', outcome ?? ''].join('=').replace(/=+$/, ''),
    ),
  );
}

function figures(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
