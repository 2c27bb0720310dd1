import { LONDON, startOfDay } from './temporal.js';
import type { Day, Instant } from './temporal.js';
import type { Moment } from './moment.js';

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant as people here read it: 24-hour London time with the day named. */
export function showInstant(at: Instant): string {
  return `${showWeekday(at)}, ${showTime(at)}`;
}

/** The time of day alone, `09:00`. */
export function showTime(at: Instant): string {
  const part = partsOf(at);
  return `${part('hour')}:${part('minute')}`;
}

/** A calendar day as people write it: `14 March 2010`. */
export function showDay(day: Day): string {
  const part = partsOf(startOfDay(day));
  return `${part('day')} ${part('month')} ${part('year')}`;
}

export function showMoment(moment: Moment): string {
  return moment.timeKnown ? showInstant(moment.at) : `${showWeekday(moment.at)}, time not known`;
}

/** A length of time in hours and minutes, for example `5 h 20 min`; the sign is for the caller's words. */
export function showMinutes(minutes: number): string {
  const whole = Math.abs(Math.trunc(minutes));
  return `${Math.floor(whole / 60)} h ${whole % 60} min`;
}

/** The day in London with its name, `Monday 3 November 2025`. */
export function showWeekday(at: Instant): string {
  const part = partsOf(at);
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

/** Parts, not the whole text: its commas differ from one version of the runtime to the next. */
function partsOf(at: Instant): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = london.formatToParts(at.epochMilliseconds);
  return (wanted) => parts.find(({ type }) => type === wanted)?.value ?? '';
}
