import { careStatuses } from '../children/index.js';
import { episodeEnds, missingFromPlaces, policeClassifications, policeRisks } from '../episodes/index.js';
import type { FactorCategory } from '../factors/index.js';
import { notCompletedReasons, offerOutcomes, offerRecipients, riskLevels } from '../interviews/index.js';
import { episodeCodes, interviewModes } from '../providers/index.js';
import { columns, isColumnName } from './columns.js';
import type { ColumnName } from './columns.js';

/** How a column is filled in, for those who write returns: what `columns` reads, told the other way round. */
export type ColumnGuide =
  | { readonly kind: 'text' | 'date and time' | 'date' | 'number' }
  | { readonly kind: 'one of'; readonly values: readonly string[] }
  /** A code of a list of the SSDA903 return. */
  | { readonly kind: 'code'; readonly codeSet: 'PLACE' | 'ETHNIC' }
  /** One word or several from the taxonomy. */
  | { readonly kind: 'factors'; readonly categories: readonly FactorCategory[]; readonly isList: boolean };

const moment = { kind: 'date and time' } as const;
const oneOf = (...values: readonly string[]) => ({ kind: 'one of', values }) as const;
const factors = (isList: boolean, ...categories: readonly FactorCategory[]) =>
  ({ kind: 'factors', categories, isList }) as const;

/** Columns that are not named here are free text. */
const guides: Readonly<Partial<Record<ColumnName, ColumnGuide>>> = {
  row_version: { kind: 'number' },
  date_of_birth: { kind: 'date' },
  ethnicity: { kind: 'code', codeSet: 'ETHNIC' },
  care_status: oneOf(...careStatuses),
  placement_type: { kind: 'code', codeSet: 'PLACE' },
  episode_type: oneOf(...episodeCodes),
  police_classification: oneOf(...policeClassifications),
  police_risk: oneOf(...policeRisks),
  missing_from: oneOf(...missingFromPlaces),
  missing_at: moment,
  reported_at: moment,
  found_at: moment,
  returned_at: moment,
  episode_end: oneOf(...episodeEnds),
  referred_at: moment,
  acknowledged_at: moment,
  offered_at: moment,
  offered_to: oneOf(...offerRecipients),
  offer_outcome: oneOf(...offerOutcomes),
  booked_for: moment,
  interview_at: moment,
  interview_ended_at: moment,
  interview_mode: oneOf(...interviewModes),
  independent: oneOf('Y', 'N'),
  not_completed_reason: oneOf(...notCompletedReasons),
  push_factors: factors(true, 'push'),
  pull_factors: factors(true, 'pull'),
  harms: factors(true, 'harm'),
  protective_factors: factors(true, 'protective'),
  primary_factor: factors(false, 'push', 'pull', 'harm'),
  risk_now: oneOf(...riskLevels),
  safeguarding_alert_at: moment,
  form_returned_at: moment,
  plan_informed_at: moment,
  fee_claimed: { kind: 'number' },
  mileage: { kind: 'number' },
};

/** Every column of the format in its order, with how it is filled in. */
export const columnGuides: readonly { readonly column: ColumnName; readonly guide: ColumnGuide }[] = Object.keys(
  columns,
)
  .filter(isColumnName)
  .map((column) => ({ column, guide: guides[column] ?? { kind: 'text' } }));
