/** A child's episode is the n-th within so many days, such as `repeat_3_in_30`. */
export type RepeatKind = `repeat_${number}_in_${number}`;

/** What a clock watches. Of each kind one clock of an episode runs at a time. */
export type DeadlineKind =
  | 'interview'
  | 'offer'
  | 'referral'
  | 'acknowledgement'
  | 'form'
  | 'form_concern'
  | 'safeguarding'
  | 'quality_check'
  | 'senior_manager'
  | 'strategy_meeting'
  | 'director'
  | RepeatKind;

const repeat = /^repeat_([2-9]|[1-9]\d)_in_([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5])$/;

/** Whether a name is that of a repeat: 2 to 99 episodes in 1 to 365 days. */
export function isRepeatKind(text: string): text is RepeatKind {
  return repeat.test(text);
}

/** How many episodes in how many days. */
export function repeatOf(kind: RepeatKind): { readonly episodes: number; readonly days: number } {
  const [, episodes, days] = repeat.exec(kind) ?? [];
  return { episodes: Number(episodes), days: Number(days) };
}
