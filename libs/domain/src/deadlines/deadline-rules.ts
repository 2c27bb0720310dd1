import type { DeadlineRule, StepTaker } from './clock-rule.js';
import { isRepeatKind } from './deadline-kind.js';
import type { DeadlineKind, RepeatKind } from './deadline-kind.js';

/** Before any record that this service can hold. */
const ALWAYS = '2000-01-01';

/** What the defaults have in common. A clock that was over before anybody saw it is not kept. */
const ofService = { validFrom: ALWAYS, isKeptInAnyCase: false, setBy: 'default of this service' } as const;

/** One call for a strategy meeting at the start of the episode that completes the number, whatever rule it completes. */
function repeatRule({ kind, source }: { readonly kind: RepeatKind; readonly source: string }): DeadlineRule {
  return {
    kind,
    version: `${kind.replaceAll('_', '-')}-1`,
    startsWith: 'missing',
    appliesTo: 'repeat',
    allowance: { unit: 'hours', amount: 0 },
    takenBy: 'team',
    settledBy: ['strategy_meeting_held'],
    steps: [{ step: kind, afterHours: null, unlessBooked: false }],
    mayBe: [],
    ...ofService,
    source,
  };
}

/** Every clock of an episode. The 72 hours are statutory guidance and fixed; the rest are defaults of this service. */
export const deadlineRules = [
  {
    kind: 'interview',
    version: 'interview-1',
    validFrom: ALWAYS,
    startsWith: 'return',
    appliesTo: 'owed_interview',
    allowance: { unit: 'hours', amount: 72 },
    takenBy: 'provider',
    settledBy: ['interview_held', 'ended_without_interview'],
    steps: [
      { step: 'warning_48', afterHours: 48, unlessBooked: true },
      { step: 'warning_60', afterHours: 60, unlessBooked: true },
      { step: 'missed_72', afterHours: 72, unlessBooked: false },
    ],
    mayBe: null,
    isKeptInAnyCase: true,
    setBy: 'statutory guidance',
    source: 'Statutory guidance on children who run away or go missing from home or care, January 2014',
  },
  {
    kind: 'offer',
    version: 'offer-1',
    validFrom: ALWAYS,
    startsWith: 'return',
    appliesTo: 'owed_interview',
    allowance: { unit: 'hours', amount: 24 },
    takenBy: 'provider',
    settledBy: ['offer_made', 'interview_held', 'ended_without_interview'],
    steps: [{ step: 'missed_24', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'hours', least: 1, most: 72 }],
    isKeptInAnyCase: true,
    setBy: 'default of this service',
    source: 'A first offer within 24 hours leaves two days to hold the interview',
  },
  {
    kind: 'referral',
    version: 'referral-1',
    startsWith: 'return',
    appliesTo: 'owed_interview',
    allowance: { unit: 'hours', amount: 24 },
    takenBy: 'placement_team',
    settledBy: ['provider_asked', 'interview_held', 'ended_without_interview'],
    steps: [{ step: 'missed_referral', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'hours', least: 1, most: 24 }],
    ...ofService,
    source: 'The referral goes out on the day of the return, and within 24 hours at most',
  },
  {
    kind: 'acknowledgement',
    version: 'acknowledgement-1',
    startsWith: 'referral',
    appliesTo: 'owed_interview',
    allowance: { unit: 'working_hours', amount: 4 },
    takenBy: 'provider',
    settledBy: ['acknowledged', 'offer_tried', 'interview_held', 'form_returned', 'ended_without_interview'],
    steps: [{ step: 'missed_acknowledgement', afterHours: null, unlessBooked: false }],
    mayBe: [
      { unit: 'working_hours', least: 1, most: 40 },
      { unit: 'working_days', least: 1, most: 5 },
    ],
    ...ofService,
    source: 'A referral that nobody has taken is known within half a working day',
  },
  {
    kind: 'form',
    version: 'form-1',
    startsWith: 'interview_end',
    appliesTo: 'interview_without_concern',
    allowance: { unit: 'working_days', amount: 3 },
    takenBy: 'provider',
    settledBy: ['form_returned'],
    steps: [{ step: 'missed_form', afterHours: null, unlessBooked: false }],
    mayBe: [
      { unit: 'hours', least: 24, most: 120 },
      { unit: 'working_days', least: 1, most: 5 },
    ],
    ...ofService,
    source: 'Local protocols ask for the written form within 24 hours to five working days',
  },
  {
    kind: 'form_concern',
    version: 'form-concern-1',
    startsWith: 'interview_end',
    appliesTo: 'interview_with_concern',
    allowance: { unit: 'working_days', amount: 1 },
    takenBy: 'provider',
    settledBy: ['form_returned'],
    steps: [{ step: 'missed_form_concern', afterHours: null, unlessBooked: false }],
    mayBe: [
      { unit: 'hours', least: 1, most: 24 },
      { unit: 'working_days', least: 1, most: 3 },
    ],
    ...ofService,
    source: 'Where the interview gives cause for concern, the form follows within a working day',
  },
  {
    kind: 'safeguarding',
    version: 'safeguarding-1',
    startsWith: 'disclosure',
    appliesTo: 'recorded_here',
    allowance: { unit: 'end_of_day' },
    takenBy: 'provider',
    settledBy: ['safeguarding_told'],
    steps: [{ step: 'missed_safeguarding', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'hours', least: 1, most: 24 }],
    ...ofService,
    source: 'An immediate concern is told by telephone on the same day, before the form',
  },
  {
    kind: 'quality_check',
    version: 'quality-check-1',
    startsWith: 'form',
    appliesTo: 'recorded_here',
    allowance: { unit: 'working_days', amount: 5 },
    takenBy: 'team',
    settledBy: ['quality_check_made'],
    steps: [{ step: 'missed_quality_check', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'working_days', least: 1, most: 20 }],
    ...ofService,
    source: 'A manager checks the form within a working week of receiving it',
  },
  {
    kind: 'senior_manager',
    version: 'senior-manager-1',
    startsWith: 'missing',
    appliesTo: 'missing_child',
    allowance: { unit: 'hours', amount: 24 },
    takenBy: 'team',
    settledBy: ['senior_manager_told', 'no_longer_missing'],
    steps: [{ step: 'missed_senior_manager', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'hours', least: 1, most: 72 }],
    ...ofService,
    source: 'Local protocols take a child missing for more than 24 hours to a senior manager',
  },
  {
    kind: 'strategy_meeting',
    version: 'strategy-meeting-1',
    startsWith: 'missing',
    appliesTo: 'missing_child',
    allowance: { unit: 'working_days', amount: 5 },
    takenBy: 'team',
    settledBy: ['strategy_meeting_held', 'no_longer_missing'],
    steps: [{ step: 'missed_strategy_meeting', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'working_days', least: 1, most: 10 }],
    ...ofService,
    source: 'Local protocols hold a strategy meeting within five working days of a child not found',
  },
  {
    kind: 'director',
    version: 'director-1',
    startsWith: 'missing',
    appliesTo: 'missing_looked_after_child',
    allowance: { unit: 'hours', amount: 72 },
    takenBy: 'team',
    settledBy: ['director_told', 'no_longer_missing'],
    steps: [{ step: 'missed_director', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'hours', least: 24, most: 168 }],
    ...ofService,
    source: 'The director is told of a looked-after child missing for three to seven days',
  },
  repeatRule({ kind: 'repeat_3_in_30', source: 'Three episodes in 30 days, as one county council has it' }),
  repeatRule({ kind: 'repeat_3_in_90', source: 'Three episodes in 90 days, as one police force has it' }),
] as const satisfies readonly DeadlineRule[];

export const deadlineKinds: readonly DeadlineKind[] = [...new Set(deadlineRules.map(({ kind }) => kind))];

/** Of each kind of clock its rules, the latest first. */
const rulesByKind = new Map<DeadlineKind, readonly DeadlineRule[]>(
  deadlineKinds.map((kind) => [
    kind,
    deadlineRules
      .filter((rule) => rule.kind === kind)
      .sort((left, right) => (left.validFrom < right.validFrom ? 1 : -1)),
  ]),
);

/** The rules of a kind, the latest first. Of repeats there are as many as an authority has numbers for. */
export function rulesOf(kind: DeadlineKind): readonly DeadlineRule[] {
  const known = rulesByKind.get(kind);
  if (known) return known;
  const rules = isRepeatKind(kind) ? [repeatRule({ kind, source: 'Set by the authority' })] : [];
  rulesByKind.set(kind, rules);
  return rules;
}

/** Reads the name of a clock; null where it is none. */
export function readDeadlineKind(text: string): DeadlineKind | null {
  return deadlineKinds.find((kind) => kind === text) ?? (isRepeatKind(text) ? text : null);
}

/** Whose move it is while a clock of a kind runs. */
export function takerOf(kind: DeadlineKind): StepTaker {
  return rulesOf(kind)[0]?.takenBy ?? 'team';
}
