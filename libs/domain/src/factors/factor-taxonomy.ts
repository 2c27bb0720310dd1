import type { Day } from '../time/index.js';
import { Temporal } from '../time/index.js';
import type { Factor } from './factor.js';

/** The versioned list of codes. Past forms keep the code and version they were given. */
export interface FactorTaxonomy {
  readonly version: string;
  readonly factors: readonly Factor[];
  findByCode(code: string): Factor | null;
}

/** Codes that ask for a safeguarding alert on the same day (domain brief 3.2). VU09 counts while it is current. */
export const sameDayAlertCodes: ReadonlySet<string> = new Set([
  'PU05',
  'PU17',
  'PL07',
  'PL08',
  'PL15',
  'VU09',
  'HA02',
  'HA03',
  'HA06',
]);

/** Codes that are an answer about the harm section as a whole, not a harm: none disclosed, and not asked. */
export const HARM_NONE_DISCLOSED = 'HA00';
export const HARM_NOT_ASKED = 'HA99';

/** Makes a taxonomy that finds a factor by its code, whatever its case. */
export function factorTaxonomy(version: string, factors: readonly Factor[]): FactorTaxonomy {
  const byCode = new Map(factors.map((factor) => [factor.code, factor]));
  return { version, factors, findByCode: (code) => byCode.get(code.toUpperCase()) ?? null };
}

/** Whether a code may be used for an interview on a day: half-open, [validFrom, validTo). */
export function isActiveOn(factor: Factor, day: Day): boolean {
  return (
    Temporal.PlainDate.compare(day, factor.validFrom) >= 0 &&
    (factor.validTo === null || Temporal.PlainDate.compare(day, factor.validTo) < 0)
  );
}
