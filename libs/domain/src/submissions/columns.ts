import { careStatuses } from '../children/index.js';
import { episodeEnds, missingFromPlaces, policeClassifications, policeRisks } from '../episodes/index.js';
import { notCompletedReasons, offerOutcomes, offerRecipients, riskLevels } from '../interviews/index.js';
import { episodeCodes, interviewModes } from '../providers/index.js';
import { attempts } from './read-attempts.js';
import {
  authority,
  codeOf,
  day,
  miles,
  moment,
  oneOf,
  postcode,
  pounds,
  references,
  text,
  wholeNumber,
  yesOrNo,
} from './read-cell.js';
import type { CellReader } from './read-cell.js';
import { factorCode, section, vulnerabilities } from './read-factors.js';

/** Provider return, format 1: every column and how its cells are read. Names are held on to by outsiders. */
export const columns = {
  provider_ref: text(100),
  row_version: wholeNumber,
  council_ref: text(100),
  child_id: text(40),
  given_name: text(100),
  family_name: text(100),
  date_of_birth: day,
  gender: text(40),
  ethnicity: codeOf('ETHNIC'),
  care_status: oneOf(careStatuses),
  responsible_authority: authority,
  host_authority: authority,
  placement_type: codeOf('PLACE'),
  placement_postcode: postcode,
  home_postcode: postcode,
  episode_type: oneOf(episodeCodes),
  police_classification: oneOf(policeClassifications),
  police_risk: oneOf(policeRisks),
  police_ref: text(100),
  missing_from: oneOf(missingFromPlaces),
  missing_at: moment,
  reported_at: moment,
  found_at: moment,
  found_where: text(200),
  returned_at: moment,
  episode_end: oneOf(episodeEnds),
  referred_at: moment,
  acknowledged_at: moment,
  attempts,
  offered_at: moment,
  offer_method: text(100),
  offered_to: oneOf(offerRecipients),
  offer_outcome: oneOf(offerOutcomes),
  booked_for: moment,
  interview_at: moment,
  interview_ended_at: moment,
  interview_mode: oneOf(interviewModes),
  interview_place: text(200),
  interviewer: text(200),
  interviewer_role: text(100),
  independent: yesOrNo,
  independence_reason: text(2000),
  interview_covers: references,
  carer_information: text(10_000),
  not_completed_reason: oneOf(notCompletedReasons),
  push_factors: section('push'),
  pull_factors: section('pull'),
  harms: section('harm'),
  protective_factors: section('protective'),
  primary_factor: factorCode,
  vulnerabilities,
  risk_now: oneOf(riskLevels),
  safeguarding_alert_at: moment,
  form_returned_at: moment,
  plan_informed_at: moment,
  plan_change: text(10_000),
  lead_worker: text(200),
  team: text(200),
  themes: text(10_000),
  child_voice: text(10_000),
  fee_claimed: pounds,
  mileage: miles,
} as const satisfies Readonly<Record<string, CellReader<unknown>>>;

export type ColumnName = keyof typeof columns;
type ValueOf<Column extends ColumnName> = (typeof columns)[Column] extends CellReader<infer Value> ? Value : never;

/** A blank cell says nothing and leaves out its key; `-` clears and is null. */
export type ReturnValues = { readonly [Column in ColumnName]?: ValueOf<Column> | null };

/** Columns without which a row is no episode. One of `child_id` and a full name is needed besides. */
export const neededColumns = [
  'provider_ref',
  'date_of_birth',
  'care_status',
  'episode_type',
  'missing_at',
] as const satisfies readonly ColumnName[];

export function isColumnName(name: string): name is ColumnName {
  return Object.hasOwn(columns, name);
}

/** A header as it is compared: without case and surrounding blanks. */
export function columnKey(header: string): string {
  return header.trim().toLowerCase();
}
