import { deadlineRules } from '../deadlines/index.js';
import { LONDON, Temporal } from '../time/index.js';
import type { Instant } from '../time/index.js';

/** When nobody is written to, in minutes after midnight in London: `[from, to)`, over midnight where `to` is earlier. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** 20:00 to 07:00, unless an authority has set others. */
export const defaultQuietHours: QuietHours = { from: 20 * 60, to: 7 * 60 };

/** Clocks of statutory guidance, and of a child in danger: what they say is said at once, whatever the hour. */
const kindsThatPass: readonly string[] = ['interview', 'safeguarding'];

/** The steps that pass through quiet hours. */
export const stepsThatPass: ReadonlySet<string> = new Set(
  deadlineRules
    .filter(({ kind }) => kindsThatPass.includes(kind))
    .flatMap(({ steps }) => steps.map(({ step }) => step)),
);

/**
 * Until when a message about a step is held that is queued at `now`: the end of the quiet hours; null when it goes at
 * once. The alert itself is raised and shown in the page in any case.
 */
export function holdUntil(step: string, now: Instant, quiet: QuietHours | null): Instant | null {
  if (quiet === null || quiet.from === quiet.to || stepsThatPass.has(step)) return null;
  const local = now.toZonedDateTimeISO(LONDON);
  const minute = local.hour * 60 + local.minute;
  const isOvernight = quiet.to < quiet.from;
  const isEvening = minute >= quiet.from;
  const isMorning = minute < quiet.to;
  if (isOvernight ? !isEvening && !isMorning : !isEvening || !isMorning) return null;
  const day = local.toPlainDate().add({ days: isOvernight && isEvening ? 1 : 0 });
  const end = day.toPlainDateTime(Temporal.PlainTime.from({ hour: Math.floor(quiet.to / 60), minute: quiet.to % 60 }));
  // Of an hour that comes twice the later one is meant, so that the end never lies behind.
  return end.toZonedDateTime(LONDON, { disambiguation: 'later' }).toInstant();
}
