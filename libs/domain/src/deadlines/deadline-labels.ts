import type { DeadlineKind } from './deadline-kind.js';

type NamedKind = Exclude<DeadlineKind, `repeat_${string}`>;

const kindWords: Readonly<Record<NamedKind, string>> = {
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

/** What a clock watches, in words. */
export function deadlineLabel(kind: DeadlineKind): string {
  const [, episodes, days] = /^repeat_(\d+)_in_(\d+)$/.exec(kind) ?? [];
  if (episodes !== undefined && days !== undefined)
    return `Strategy meeting after ${episodes} episodes in ${days} days`;
  return Object.entries(kindWords).find(([name]) => name === kind)?.[1] ?? '';
}
