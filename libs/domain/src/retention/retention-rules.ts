import type { CareStatus } from '../children/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';

/** From what the years are counted: the child's birth, the start of the last episode, or the end of the last one. */
export const retentionAnchors = ['birth', 'last_episode', 'closure'] as const;
export type RetentionAnchor = (typeof retentionAnchors)[number];

/** How long to keep the records of a child who was seen with a care status, from a day on. */
export interface RetentionRule {
  readonly careStatus: CareStatus;
  readonly anchor: RetentionAnchor;
  readonly years: number;
  /** Years from death instead, where the child died under 18; null where death changes nothing. */
  readonly yearsAfterDeathUnder18: number | null;
  /** A council may keep longer than this, and no shorter. */
  readonly isStatutory: boolean;
  readonly validFrom: Day;
  readonly source: string;
}

/** What a council has set for a status from a day on. */
export interface LocalRetention {
  readonly careStatus: CareStatus;
  readonly anchor: RetentionAnchor;
  readonly years: number;
  readonly validFrom: Day;
}

const careRecords = {
  anchor: 'birth',
  years: 75,
  yearsAfterDeathUnder18: 15,
  validFrom: new Temporal.PlainDate(2011, 4, 1),
} as const;
const regulations = 'Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50';

/**
 * The rules that hold where a council has set nothing. A new rule is a new entry with a later `validFrom`; what was in
 * force before is not edited. Records of child protection are commonly kept 35 years after closure, but whether a child
 * had a protection plan is not held here, so there is no rule for it.
 */
export const retentionRules: readonly RetentionRule[] = [
  { ...careRecords, careStatus: 'looked_after', isStatutory: true, source: regulations },
  {
    ...careRecords,
    careStatus: 'care_leaver',
    isStatutory: true,
    source: `${regulations}: a care leaver was looked after`,
  },
  {
    ...careRecords,
    careStatus: 'looked_after_other_authority',
    isStatutory: false,
    source: `As ${regulations}; the case record itself is the placing council’s, so this council may set its own`,
  },
  {
    careStatus: 'home',
    anchor: 'birth',
    years: 24,
    yearsAfterDeathUnder18: null,
    isStatutory: false,
    validFrom: new Temporal.PlainDate(2011, 4, 1),
    source: 'Common practice for children in need: six years after the 18th birthday',
  },
];

/** What is in force for a status on a day. A council’s own setting never shortens what the statute asks. */
export function rulesInForce(local: readonly LocalRetention[], today: Day): readonly RetentionRule[] {
  return [...new Set(retentionRules.map(({ careStatus }) => careStatus))].flatMap((careStatus) => {
    const shipped = latest(retentionRules, careStatus, today);
    const own = latest(local, careStatus, today);
    if (!shipped) return [];
    if (!own) return [shipped];
    const set: RetentionRule = {
      ...own,
      yearsAfterDeathUnder18: null,
      isStatutory: false,
      source: `Set by the council from ${own.validFrom.toString()}`,
    };
    return shipped.isStatutory ? [shipped, set] : [set];
  });
}

function latest<Rule extends { readonly careStatus: CareStatus; readonly validFrom: Day }>(
  rules: readonly Rule[],
  careStatus: CareStatus,
  today: Day,
): Rule | null {
  const inForce = rules.filter(
    (rule) => rule.careStatus === careStatus && Temporal.PlainDate.compare(rule.validFrom, today) <= 0,
  );
  return inForce.sort((left, right) => Temporal.PlainDate.compare(right.validFrom, left.validFrom))[0] ?? null;
}
