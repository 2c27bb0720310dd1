import type { DeadlineKind, DeadlineRule } from './clock-rule.js';

/** Before any record that this service can hold. */
const ALWAYS = '2000-01-01';

/** Every clock of an episode. The 72 hours are statutory guidance and fixed; the rest are defaults of this service. */
export const deadlineRules = [
  {
    kind: 'interview',
    version: 'interview-1',
    validFrom: ALWAYS,
    startsWith: 'return',
    appliesTo: 'owed_interview',
    allowance: { unit: 'hours', amount: 72 },
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
    settledBy: ['offer_made', 'interview_held', 'ended_without_interview'],
    steps: [{ step: 'missed_24', afterHours: null, unlessBooked: false }],
    mayBe: [{ unit: 'hours', least: 1, most: 72 }],
    isKeptInAnyCase: true,
    setBy: 'default of this service',
    source: 'A first offer within 24 hours leaves two days to hold the interview',
  },
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

/** The shipped rules of a kind, the latest first. */
export function rulesOf(kind: DeadlineKind): readonly DeadlineRule[] {
  return rulesByKind.get(kind) ?? [];
}

/** Statutory guidance: carried out within 72 hours of return. */
export const INTERVIEW_HOURS = 72;

/** A step that was overdue by more than this when it arrived is history: one mark on the episode, no alert. */
export const HISTORY_AFTER_HOURS = 28 * 24;

/** A step raised later than this after its time is marked late. */
export const LATE_AFTER_MINUTES = 5;
