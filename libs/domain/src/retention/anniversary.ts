import type { Day } from '../time/index.js';

/** The same day some years later. What began on 29 February has its anniversary on 1 March of a year without one. */
export function anniversaryOf(day: Day, years: number): Day {
  const later = day.add({ years });
  return later.day === day.day ? later : later.add({ days: 1 });
}
