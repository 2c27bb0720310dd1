import type { AuthorityCode } from '../kernel/index.js';
import type {
  Demographics,
  Factors,
  GroupRow,
  Headline,
  InterviewRow,
  Lateness,
  NotCompletedRow,
  Patterns,
  RepeatBandRow,
  ReportAudience,
  SafetyPlans,
} from './mace-report.js';

export interface ReportAuthority {
  readonly code: AuthorityCode;
  readonly name: string;
}

/**
 * The monthly report to the multi-agency child exploitation panel (MACE): aggregates only, never a name. This JSON is
 * the report; pages, PDF and spreadsheets are drawn from it alone.
 */
export interface MaceReportBody {
  readonly format: 1;
  /** First and last month, both included, as `YYYY-MM`. */
  readonly period: { readonly from: string; readonly to: string };
  /** What happened later is not counted, and every clock is judged as at this instant. */
  readonly cutOff: string;
  readonly audience: ReportAudience;
  readonly authority: ReportAuthority;
  readonly rulesVersion: string;
  readonly taxonomyVersion: string;
  readonly definitions: Readonly<Record<string, string>>;
  readonly headline: Headline;
  readonly groups: readonly GroupRow[];
  readonly repeat: { readonly bands: readonly RepeatBandRow[] };
  readonly interviews: readonly InterviewRow[];
  readonly notCompleted: readonly NotCompletedRow[];
  readonly lateness: Lateness;
  readonly factors: Factors;
  readonly patterns: Patterns;
  readonly demographics: Demographics;
  readonly safetyPlans: SafetyPlans;
  readonly caveats: readonly string[];
}

/** What an attempt to recover the suppressed cells found, and by what. */
export interface SuppressionCertificate {
  readonly hidden: number;
  /** The JSON pointers of those that can be worked out; a report with one is not published. */
  readonly pinned: readonly string[];
  /** The narrowest range in which a hidden count can lie, from its least to its most; null where none is hidden. */
  readonly narrowest: number | null;
  /** How many counts the report has, shown or hidden. */
  readonly counts: number;
  /** Counts from 1 to below this are hidden in any case. */
  readonly threshold: number;
  /** What solved, with its version. */
  readonly solver: string;
  /** What hiding and trying took. */
  readonly seconds: number;
}

/** What is known of a report only when it is stored: which build it is, and what stood in the audit trail then. */
export interface Envelope {
  readonly builtAt: string;
  readonly build: number;
  readonly snapshotId: string;
  /** The head of the authority's audit then, in hexadecimal; null before the first seal. */
  readonly auditHead: string | null;
  readonly certificate: SuppressionCertificate | null;
}

export type MaceReport = MaceReportBody & Envelope;
