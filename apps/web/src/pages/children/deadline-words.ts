import type { CorrectionCause } from '#domain/deadlines';

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
