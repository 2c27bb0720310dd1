import type { ColumnName } from '#domain/submissions';

/** A column as the form asks for it. Columns that are coded offer their codes by themselves. */
export interface RowField {
  readonly column: ColumnName;
  readonly label: string;
  readonly hint?: string;
  /** Words of several lines. */
  readonly isLong?: boolean;
}

const when = '01/10/2025 21:00; the date alone if the time is not known';
const words = 'Known words or codes, with ; between them. Add :child, :other or :interviewer to say whose view it is';

/** One episode and its interview, in the order in which they happen: every column of the format once. */
export const rowSections: readonly {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly RowField[];
}[] = [
  {
    ...{ id: 'reference', title: 'The reference' },
    fields: [
      {
        column: 'provider_ref',
        label: 'Your reference',
        hint: 'Sent again with the same reference, a row updates its record',
      },
      { column: 'council_ref', label: 'The council’s reference', hint: 'Of the referral, such as HW-0123456789' },
      { column: 'row_version', label: 'Version', hint: 'A whole number; only if you number your corrections' },
    ],
  },
  {
    ...{ id: 'child', title: 'The child' },
    fields: [
      { column: 'child_id', label: 'Council child ID', hint: 'Or both names' },
      { column: 'given_name', label: 'Given name' },
      { column: 'family_name', label: 'Family name' },
      { column: 'date_of_birth', label: 'Date of birth', hint: 'For example, 27/03/2010' },
      { column: 'gender', label: 'Gender' },
      { column: 'ethnicity', label: 'Ethnicity', hint: 'The code of the SSDA903 return' },
      { column: 'care_status', label: 'Care status' },
      {
        column: 'responsible_authority',
        label: 'Council that looks after the child',
        hint: 'Its name or GSS code, for a looked-after child',
      },
      {
        column: 'host_authority',
        label: 'Council in whose area the child is placed',
        hint: 'Its name or GSS code, for a looked-after child',
      },
      { column: 'placement_type', label: 'Placement code', hint: 'As in the SSDA903 return, such as U6' },
      {
        column: 'placement_postcode',
        label: 'Postcode of the placement',
        hint: 'The first half is enough, such as SM1',
      },
      { column: 'home_postcode', label: 'Postcode of the home', hint: 'The first half is enough' },
      { column: 'lead_worker', label: 'Lead worker' },
      { column: 'team', label: 'Team' },
    ],
  },
  {
    ...{ id: 'episode', title: 'The episode' },
    fields: [
      { column: 'episode_type', label: 'Missing or away' },
      {
        column: 'missing_at',
        label: 'Missing since',
        hint: `Left or last seen by a responsible adult, the later. ${when}`,
      },
      { column: 'missing_from', label: 'Missing from' },
      { column: 'reported_at', label: 'Reported to the police', hint: when },
      { column: 'police_classification', label: 'Class of the police' },
      { column: 'police_risk', label: 'Risk of the police' },
      { column: 'police_ref', label: 'Reference of the police' },
      { column: 'found_at', label: 'Found', hint: `Found is not yet returned. ${when}` },
      { column: 'found_where', label: 'Area where found', hint: 'The area only, no address' },
      { column: 'returned_at', label: 'Returned', hint: `Back at home or in a care setting. ${when}` },
      { column: 'episode_end', label: 'Ended otherwise', hint: 'Only if it did not end by a return' },
    ],
  },
  {
    ...{ id: 'offer', title: 'Referral and offer' },
    fields: [
      { column: 'referred_at', label: 'Referred', hint: when },
      { column: 'acknowledged_at', label: 'Referral acknowledged', hint: when },
      { column: 'offered_at', label: 'Interview offered', hint: when },
      { column: 'offer_method', label: 'Offered how', hint: 'Such as phone or letter' },
      { column: 'offered_to', label: 'Offered to' },
      { column: 'offer_outcome', label: 'What came of the offer' },
      {
        column: 'attempts',
        label: 'Further attempts',
        hint: 'dd/mm/yyyy hh:mm=method=result, with ; between them',
        isLong: true,
      },
      { column: 'booked_for', label: 'Booked for', hint: when },
      { column: 'not_completed_reason', label: 'Why there was no interview' },
      { column: 'carer_information', label: 'What the carer said, when the child declined', isLong: true },
    ],
  },
  {
    ...{ id: 'interview', title: 'The interview' },
    fields: [
      { column: 'interview_at', label: 'Interview began', hint: when },
      { column: 'interview_ended_at', label: 'Interview ended', hint: when },
      { column: 'interview_mode', label: 'Held how' },
      { column: 'interview_place', label: 'Held where' },
      { column: 'interviewer', label: 'Interviewer' },
      { column: 'interviewer_role', label: 'Role of the interviewer' },
      { column: 'independent', label: 'Was the interviewer independent?' },
      { column: 'independence_reason', label: 'If not, why', isLong: true },
      {
        column: 'interview_covers',
        label: 'Other episodes that it also covers',
        hint: 'Your references, with ; between them',
      },
    ],
  },
  {
    ...{ id: 'found', title: 'What the interview found' },
    fields: [
      { column: 'push_factors', label: 'Push factors', hint: words, isLong: true },
      { column: 'pull_factors', label: 'Pull factors', hint: words, isLong: true },
      { column: 'harms', label: 'Harms', hint: words, isLong: true },
      { column: 'protective_factors', label: 'Protective factors', hint: words, isLong: true },
      { column: 'primary_factor', label: 'The main factor' },
      {
        column: 'vulnerabilities',
        label: 'Vulnerabilities',
        hint: 'VU08=Y;VU10=N. What is not listed is not recorded',
      },
      { column: 'risk_now', label: 'Risk now' },
      { column: 'child_voice', label: 'In the child’s own words', isLong: true },
      { column: 'themes', label: 'Themes', isLong: true },
    ],
  },
  {
    ...{ id: 'after', title: 'Afterwards' },
    fields: [
      { column: 'safeguarding_alert_at', label: 'Safeguarding alert raised', hint: when },
      { column: 'form_returned_at', label: 'Form returned to the council', hint: when },
      { column: 'plan_informed_at', label: 'Reached the child’s safety plan', hint: when },
      { column: 'plan_change', label: 'What changed in the plan', isLong: true },
      { column: 'fee_claimed', label: 'Fee claimed', hint: 'In pounds' },
      { column: 'mileage', label: 'Mileage', hint: 'In miles' },
    ],
  },
];

const labels: ReadonlyMap<string, string> = new Map(
  rowSections.flatMap(({ fields }) => fields.map(({ column, label }) => [column, label] as const)),
);

/** What a check says, with the labels of the form where it names columns; one whose name is a plain word stays. */
export function withLabels(message: string): string {
  return message.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => {
    const label = labels.get(name);
    return label === undefined ? name : `“${label}”`;
  });
}
