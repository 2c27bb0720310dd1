/** A moment in the life of a deadline at which somebody has to be told, in hours after the clock started. */
export interface DeadlineStep {
  readonly step: string;
  readonly afterHours: number;
  /** A warning is not given when the interview is already booked. */
  readonly unlessBooked: boolean;
}

export interface DeadlineRule {
  readonly kind: 'offer' | 'interview';
  readonly version: string;
  readonly countsFrom: 'returnedAt';
  readonly allowHours: number;
  /** Elapsed hours run through nights, weekends and bank holidays. */
  readonly clock: 'elapsed';
  readonly steps: readonly DeadlineStep[];
  readonly source: string;
}

/** The clocks of a returned child. The 72 hours are statutory guidance and fixed; the rest are defaults of this service. */
export const deadlineRules = [
  {
    kind: 'interview',
    version: 'interview-1',
    countsFrom: 'returnedAt',
    allowHours: 72,
    clock: 'elapsed',
    steps: [
      { step: 'warning_48', afterHours: 48, unlessBooked: true },
      { step: 'warning_60', afterHours: 60, unlessBooked: true },
      { step: 'missed_72', afterHours: 72, unlessBooked: false },
    ],
    source: 'Statutory guidance on children who run away or go missing from home or care, January 2014',
  },
  {
    kind: 'offer',
    version: 'offer-1',
    countsFrom: 'returnedAt',
    allowHours: 24,
    clock: 'elapsed',
    steps: [{ step: 'missed_24', afterHours: 24, unlessBooked: false }],
    source: 'Default: a first offer within 24 hours leaves two days to hold the interview',
  },
] as const satisfies readonly DeadlineRule[];

export type DeadlineKind = DeadlineRule['kind'];

/** Statutory guidance: carried out within 72 hours of return. */
export const INTERVIEW_HOURS = 72;

/** A step that was overdue by more than this when it arrived is history: one mark on the episode, no alert. */
export const HISTORY_AFTER_HOURS = 28 * 24;

/** A step raised later than this after its time is marked late. */
export const LATE_AFTER_MINUTES = 5;
