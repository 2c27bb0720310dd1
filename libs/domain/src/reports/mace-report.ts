import type { ChildGroup } from '../children/index.js';
import type { FactorSection } from '../factors/index.js';
import type { NotCompletedReason } from '../interviews/index.js';
import type { Cell, Rate } from './cells.js';

/** Who a report is for: named workers, the MACE sub-group, or a board, whose version has small numbers suppressed. */
export const reportAudiences = ['operational', 'mace', 'board'] as const;
export type ReportAudience = (typeof reportAudiences)[number];

export interface HeadlineCounts {
  readonly episodes: Cell;
  readonly episodesMissing: Cell;
  readonly episodesAway: Cell;
  readonly children: Cell;
  readonly currentlyMissing: Cell;
}

/** The figures that are read first, beside the same figures of other windows. */
export interface Headline extends HeadlineCounts {
  readonly previousMonth: HeadlineCounts;
  readonly sameMonthLastYear: HeadlineCounts;
  readonly rolling6: HeadlineCounts;
  readonly rolling12: HeadlineCounts;
}

export interface GroupRow {
  readonly group: ChildGroup;
  readonly label: string;
  readonly episodes: Cell;
  readonly children: Cell;
}

export interface RepeatBandRow {
  readonly band: string;
  readonly children: Cell;
}

/** The counts of the interview funnel, by return in the period (domain brief 4.1). */
export interface InterviewCounts<Count> {
  readonly returned: Count;
  readonly required: Count;
  readonly notYetDue: Count;
  readonly otherAuthorityDuty: Count;
  readonly cancelled: Count;
  readonly notCounted: Count;
  readonly offered: Count;
  readonly offeredCarerOnly: Count;
  readonly offeredIn72h: Count;
  readonly offeredCannotTell: Count;
  readonly accepted: Count;
  readonly declined: Count;
  readonly completed: Count;
  readonly completedIn72h: Count;
  readonly late: Count;
  readonly cannotTell: Count;
}

/** Published figures divide by either base, so that each rate says its own in its name. */
export interface InterviewRates {
  readonly offeredOfRequired: Rate;
  readonly offeredIn72hOfRequired: Rate;
  readonly acceptedOfOffered: Rate;
  readonly completedOfRequired: Rate;
  readonly completedOfOffered: Rate;
  readonly in72hOfRequired: Rate;
  readonly in72hOfCompleted: Rate;
}

export interface InterviewRowKey {
  readonly by: 'all' | 'group' | 'provider';
  /** `all`, the group, or the provider's code; `none` where no provider was asked. */
  readonly key: string;
  readonly label: string;
}
export type InterviewRow = InterviewRowKey & InterviewCounts<Cell> & InterviewRates;

export interface NotCompletedRow {
  readonly reason: NotCompletedReason | 'none_recorded';
  readonly label: string;
  readonly count: Cell;
}

/** Elapsed hours from the return, over the cases whose times are known; the rest are counted beside them. */
export interface DelaySummary {
  readonly median: number | null;
  readonly percentile90: number | null;
  readonly known: Cell;
  readonly cannotTell: Cell;
}

export interface Lateness {
  readonly offer: DelaySummary;
  readonly interview: DelaySummary;
  readonly form: DelaySummary;
}

export interface TrendPoint {
  readonly month: string;
  readonly value: Cell;
  readonly base: Cell;
}

export interface FactorRow {
  readonly code: string;
  readonly label: string;
  readonly interviews: Rate;
  readonly trend: readonly TrendPoint[];
}

export interface VulnerabilityRow {
  readonly code: string;
  readonly label: string;
  readonly present: Cell;
  readonly absent: Cell;
  readonly notRecorded: Cell;
}

/** Two vulnerabilities present in the same interview, of the interviews that recorded both of them. */
export interface PairRow {
  readonly codes: readonly [string, string];
  readonly labels: readonly [string, string];
  readonly interviews: Rate;
}

/** How many of the interviews held have a section filled: the base of every rate in that section. */
export interface SectionRow {
  readonly section: FactorSection;
  readonly filled: Rate;
}

export interface Factors {
  readonly interviews: Cell;
  readonly sections: readonly SectionRow[];
  readonly push: readonly FactorRow[];
  readonly pull: readonly FactorRow[];
  readonly harm: readonly FactorRow[];
  readonly vulnerabilities: readonly VulnerabilityRow[];
  readonly pairs: readonly PairRow[];
}

export interface PatternRow {
  readonly key: string;
  readonly label: string;
  readonly episodes: Cell;
}

/** When children left and came back, and for how long they were away, by start in the period. */
export interface Patterns {
  readonly weekday: readonly PatternRow[];
  readonly hour: readonly PatternRow[];
  readonly returnWeekday: readonly PatternRow[];
  readonly returnHour: readonly PatternRow[];
  readonly duration: readonly PatternRow[];
}

export interface DemographicRow extends PatternRow {
  readonly children: Cell;
}

export interface Demographics {
  readonly age: readonly DemographicRow[];
  readonly gender: readonly DemographicRow[];
  readonly ethnicity: readonly DemographicRow[];
  readonly placement: readonly DemographicRow[];
}

export interface SafetyPlans {
  readonly interviews: Cell;
  readonly informed: Cell;
  readonly changed: Cell;
  readonly medianDays: number | null;
}
