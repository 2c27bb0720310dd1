import type { MaceReport, ReportAudience } from '#domain/reports';
import type { Instant, ReportingMonth } from '#domain/time';
import { isAfter } from '#domain/time';
import type { inTransaction } from '#persistence';

export interface ReportRequest {
  readonly first: ReportingMonth;
  /** The last month, included. */
  readonly last: ReportingMonth;
  readonly audience: ReportAudience;
  /** Null for now: a report that nobody has asked for before. */
  readonly cutOff: Instant | null;
  /** Build anew, as the next numbered build, even where a stored one would answer. */
  readonly rebuild: boolean;
  /**
   * A stored report on the whole of the time answers whatever its cut-off, the last that was built; the cut-off is for
   * the first one.
   */
  readonly anyCutOff?: boolean;
}

export interface StoredReport {
  readonly report: MaceReport;
  /** The canonical JSON as it is stored: the same request gives the same bytes. */
  readonly json: string;
}

/** A report that cannot be given; the sentence is for a person. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
}

export type Database = Parameters<typeof inTransaction>[0];

/** The cut-off of a request: the instant given, or now. */
export function cutOffOf({ cutOff }: Pick<ReportRequest, 'cutOff'>, now: Instant): Instant {
  if (cutOff !== null && isAfter(cutOff, now))
    throw new ReportRefused('The cut-off lies in the future; give one that has passed, or leave it out.');
  return cutOff ?? now;
}
