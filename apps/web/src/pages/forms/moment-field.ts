import { dayOf, exactly, plusHours, readMoment, showTime, sometimeOn } from '#domain/time';
import type { Moment } from '#domain/time';
import { readTypedDay, textOfDay, typedDayOf } from './day-field.js';
import type { TypedDay } from './day-field.js';

/** A moment as it is typed: three fields for the day, the time as text, or that the time is not known. */
export interface TypedMoment extends TypedDay {
  readonly time: string;
  readonly isUnknown: boolean;
  /** Which of the two hours was meant, where the clocks going back made it occur twice. */
  readonly hour: string;
}

export type ReadTypedMoment =
  | { readonly kind: 'moment'; readonly moment: Moment }
  | { readonly kind: 'blank' }
  /** What is wrong, to follow "Enter when …"; `asksHour` where it is only to be said which of two hours was meant. */
  | { readonly kind: 'fault'; readonly text: string; readonly asksHour: boolean };

/** Reads a typed moment. Nothing is guessed: of a doubled hour it is asked which, and a skipped one is explained. */
export function readTypedMoment(typed: TypedMoment): ReadTypedMoment {
  const day = readTypedDay(typed);
  const time = typed.time.trim();
  if (day === null) return time === '' && !typed.isUnknown ? { kind: 'blank' } : fault('Enter the day as well');
  if (day === 'not-a-day') return fault('Enter a day that exists, such as 14 3 2025');
  if (typed.isUnknown)
    return time === '' ? found(sometimeOn(day)) : fault('Enter a time, or say that it is not known, not both');
  if (time === '') return fault('Enter the time, such as 18:30, or say that it is not known');
  const parts = /^(\d{1,2})[:.](\d\d)$/.exec(time);
  if (!parts) return fault('Enter the time with hours and minutes, such as 18:30');
  const written = `${day.day}/${day.month}/${day.year} ${parts[1] ?? ''}:${parts[2] ?? ''}`;
  const reading = readMoment(written);
  if (reading.kind === 'fault')
    return reading.fault === 'no-such-local-time'
      ? fault(`${time} did not exist on that day: the clocks went forward from 01:00 to 02:00. Check the time`)
      : fault('Enter a time from 00:00 to 23:59');
  if (!reading.isDoubledHour || typed.hour === 'first') return found(reading.moment);
  if (typed.hour === 'second') return found(exactly(plusHours(reading.moment.at, 1)));
  const text = `${time} occurred twice on that day, because the clocks went back. Choose which was meant`;
  return { kind: 'fault', text, asksHour: true };
}

/** A moment as if it had been typed, to the minute; of a doubled hour it says which. */
export function typedMomentOf(moment: Moment | null): TypedMoment {
  if (moment === null) return { ...typedDayOf(null), time: '', isUnknown: false, hour: '' };
  const day = typedDayOf(dayOf(moment));
  if (!moment.timeKnown) return { ...day, time: '', isUnknown: true, hour: '' };
  const time = showTime(moment.at);
  const reading = readMoment(`${textOfDay(day)} ${time}`);
  if (reading.kind === 'fault' || !reading.isDoubledHour) return { ...day, time, isUnknown: false, hour: '' };
  const isFirst = moment.at.epochMilliseconds < plusHours(reading.moment.at, 1).epochMilliseconds;
  return { ...day, time, isUnknown: false, hour: isFirst ? 'first' : 'second' };
}

function found(moment: Moment): ReadTypedMoment {
  return { kind: 'moment', moment };
}

function fault(text: string): ReadTypedMoment {
  return { kind: 'fault', text, asksHour: false };
}
