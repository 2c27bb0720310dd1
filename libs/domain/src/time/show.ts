import { LONDON } from './temporal.js';
import type { Instant } from './temporal.js';
import type { Moment } from './moment.js';

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const dayOnly = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** An instant as people here read it: 24-hour London time with the day named. */
export function showInstant(at: Instant): string {
  return dayAndTime.format(at.epochMilliseconds).replace(' at ', ', ');
}

export function showMoment(moment: Moment): string {
  return moment.timeKnown ? showInstant(moment.at) : `${dayOnly.format(moment.at.epochMilliseconds)}, time not known`;
}

/** A length of time in hours and minutes, for example `5 h 20 min`; the sign is for the caller's words. */
export function showMinutes(minutes: number): string {
  const whole = Math.abs(Math.trunc(minutes));
  return `${Math.floor(whole / 60)} h ${whole % 60} min`;
}
