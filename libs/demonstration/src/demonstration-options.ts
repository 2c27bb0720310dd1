import type { Instant } from '#domain/time';

/** A council of the demonstration and the outward codes that lie in it. */
export interface DemonstrationAuthority {
  readonly code: string;
  readonly name: string;
  readonly outwardCodes: readonly string[];
}

/** What the invented returns depend on, and nothing else: the same options always give the same returns. */
export interface DemonstrationOptions {
  /** 0 is Sutton, which has a fixed size; a further authority has a size of its own. */
  readonly authorityIndex: number;
  readonly authority: DemonstrationAuthority;
  /** Calendar months, the month of `at` being the last. */
  readonly months: number;
  readonly seed: number;
  /** The end of the demonstration: no fact lies after it, though an interview may be booked for later. */
  readonly at: Instant;
}

/** What one provider returned for one month: episodes that started in it, as cells of format 1 by column name. */
export interface GeneratedReturn {
  readonly providerCode: string;
  /** `YYYY-MM` */
  readonly period: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
}
