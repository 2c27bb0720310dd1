import { isRepeatKind, repeatOf } from './deadline-kind.js';
import type { DeadlineKind, RepeatKind } from './deadline-kind.js';

const kindWords: Readonly<Record<Exclude<DeadlineKind, RepeatKind>, string>> = {
  interview: 'Return home interview',
  offer: 'First offer of an interview',
  referral: 'Referral to a provider',
  acknowledgement: 'Provider’s acknowledgement',
  form: 'Interview form',
  form_concern: 'Interview form, with a concern',
  safeguarding: 'Safeguarding concern told',
  quality_check: 'Manager’s check of the form',
  senior_manager: 'Senior manager told',
  strategy_meeting: 'Strategy meeting',
  director: 'Director told',
};

/** What a clock watches, in words; with the other repeats that the same meeting answers. */
export function deadlineLabel(kind: DeadlineKind, others: readonly RepeatKind[] = []): string {
  if (!isRepeatKind(kind)) return kindWords[kind];
  const { episodes, days } = repeatOf(kind);
  const more = others.map((other) => `${repeatOf(other).episodes} in ${repeatOf(other).days} days`);
  return [`Strategy meeting after ${episodes} episodes in ${days} days`, ...more].join(' and ');
}
