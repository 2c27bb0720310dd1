import type { Day } from '../time/index.js';

export const factorCategories = ['push', 'pull', 'harm', 'protective', 'vulnerability'] as const;
export type FactorCategory = (typeof factorCategories)[number];
/** The sections of an interview form that hold factors; vulnerabilities have three states of their own. */
export type FactorSection = Exclude<FactorCategory, 'vulnerability'>;
export const factorSections = ['push', 'pull', 'harm', 'protective'] as const satisfies readonly FactorSection[];

/** Whose view a factor is: the child's, another person's, or the interviewer's own. */
export const factorViews = ['child', 'other', 'interviewer'] as const;
export type FactorView = (typeof factorViews)[number];

/** One code of the taxonomy, in force on days in [validFrom, validTo). A code may be retired, never reused. */
export interface Factor {
  readonly code: string;
  readonly category: FactorCategory;
  readonly label: string;
  readonly definition: string;
  readonly needsSameDayAlert: boolean;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** A factor as an interview found it. */
export interface FactorObservation {
  readonly code: string;
  readonly view: FactorView | null;
  readonly isPrimary: boolean;
}

/**
 * What an interview says of one section: the factors found, that none was given, or that nobody asked. A section that
 * was left blank is null where it is held. `none_given` is an answer and counts in the base; `not_asked` does not.
 */
export type SectionAnswer =
  | { readonly kind: 'answered'; readonly factors: readonly FactorObservation[] }
  | { readonly kind: 'none_given' }
  | { readonly kind: 'not_asked' };

/** A vulnerability is present or asked about and absent; one that is not listed was not recorded. */
export interface VulnerabilityObservation {
  readonly code: string;
  readonly isPresent: boolean;
}
