import { LONDON } from './temporal.js';
import type { Instant } from './temporal.js';
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
  const part = partsOf(at);
  return `${showDay(at)}, ${part('hour')}:${part('minute')}`;
}

export function showMoment(moment: Moment): string {
  return moment.timeKnown ? showInstant(moment.at) : `${showDay(moment.at)}, time not known`;
}

/** A length of time in hours and minutes, for example `5 h 20 min`; the sign is for the caller's words. */
export function showMinutes(minutes: number): string {
  const whole = Math.abs(Math.trunc(minutes));
  return `${Math.floor(whole / 60)} h ${whole % 60} min`;
}

function showDay(at: Instant): string {
  const part = partsOf(at);
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

/** Parts, not the whole text: its commas differ from one version of the runtime to the next. */
function partsOf(at: Instant): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = london.formatToParts(at.epochMilliseconds);
  return (wanted) => parts.find(({ type }) => type === wanted)?.value ?? '';
}
