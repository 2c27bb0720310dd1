import type { CorrectionCause, DeadlineKind } from '#domain/deadlines';

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
export function deadlineWords(kind: DeadlineKind): string {
  const [, episodes, days] = /^repeat_(\d+)_in_(\d+)$/.exec(kind) ?? [];
  if (episodes !== undefined && days !== undefined)
    return `Strategy meeting after ${episodes} episodes in ${days} days`;
  return Object.entries(kindWords).find(([name]) => name === kind)?.[1] ?? '';
}

/** What was changed when a clock moved. */
export const causeWords: Readonly<Record<CorrectionCause, string>> = {
  return: 'the time of the return was changed',
  missing: 'the time from which the child was missing was changed',
  end: 'the end of the episode was changed',
  class: 'the class was changed between missing and away',
  care_status: 'the care status was changed',
  provider: 'another provider, or none, is asked for the interview',
  referral: 'the time of the referral was changed',
  interview: 'what is known of the interview was changed',
  form: 'the time of the form was changed',
  terms: 'a contract, a setting or another episode was changed',
};
