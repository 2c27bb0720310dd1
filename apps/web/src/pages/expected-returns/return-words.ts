import type { NamedExpectedReturn } from '#casework';
import { startOfDay, showInstant, showWeekday } from '#domain/time';
import type { Day, ReportingMonth } from '#domain/time';

/** The state of an expected return in words; the colour only repeats what they say. */
export interface ReturnWords {
  readonly state: string;
  readonly colour: string;
  /** When it came, or when it was chased; blank where there is neither. */
  readonly since: string;
}

export function returnWords({ state, chasedAt }: NamedExpectedReturn): ReturnWords {
  switch (state.kind) {
    case 'not_yet_due':
      return { state: 'Not yet due', colour: 'grey', since: 'nothing received' };
    case 'missing':
      return {
        ...{ state: 'Missing', colour: 'red' },
        since: chasedAt === null ? 'nothing received' : `chased ${showInstant(chasedAt)}`,
      };
    case 'received':
      return {
        state: `${state.isNil ? 'Nil return received' : 'Received'}${state.isLate ? ' late' : ''}`,
        colour: state.isLate ? 'orange' : 'green',
        since: showInstant(state.at),
      };
  }
}

/** A month as people write it: `October 2025`. */
export function showMonth(month: ReportingMonth): string {
  return month.toPlainDate({ day: 1 }).toLocaleString('en-GB', { month: 'long', year: 'numeric' });
}

/** The last day on which a return is in time, with its name. */
export function showDue(dueOn: Day): string {
  return showWeekday(startOfDay(dueOn));
}
