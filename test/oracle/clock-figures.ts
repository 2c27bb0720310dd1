import { appendFileSync } from 'node:fs';
import type { DaysMet } from './marked-days.js';

/** Keeps how many cases were compared, how many differ and which days they met, where the long run prints it. */
export function noteClockFigures(what: string, cases: number, differing: number, met: DaysMet): void {
  const file = process.env['HOMEWARD_CLOCK_FIGURES'];
  if (file === undefined) return;
  const [clockChanges, bankHolidays] = [[...met.clockChanges], [...met.bankHolidays]];
  appendFileSync(file, `${JSON.stringify({ what, cases, differing, clockChanges, bankHolidays })}\n`);
}
