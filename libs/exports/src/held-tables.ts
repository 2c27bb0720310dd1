/** How a value is put into words. A `moment` also says, by its neighbour, whether its time is known. */
export type Wording =
  | 'text'
  | 'code'
  | 'care_status'
  | 'group'
  | 'episode_code'
  | 'place'
  | 'ethnicity'
  | 'factor'
  | 'authority'
  | 'person'
  | 'provider'
  | 'episode'
  | 'moment'
  | 'instant'
  | 'day'
  | 'yes_no'
  | 'pence';

/** A column that the pack shows; `third` where somebody else speaks in it, or may be spoken of. */
export type Shown = readonly [label: string, as: Wording] | readonly [label: string, as: Wording, mark: 'third'];

/** A table of what is held on a child, and which of its columns the pack shows. */
export interface HeldTable {
  readonly table: string;
  readonly title: string;
  readonly lead: string;
  /** What a row hangs on. */
  readonly by: 'self' | 'child' | 'episode' | 'own_episode' | 'interview' | 'alert';
  readonly order: string;
  readonly columns: Readonly<Record<string, Shown>>;
  /** Columns that the pack leaves out, each with the reason. */
  readonly omitted?: Readonly<Record<string, string>>;
}

/** Columns that are left out wherever they stand. */
export const omittedEverywhere: Readonly<Record<string, string>> = {
  authority: 'the council stands at the top of the pack',
  id: 'an opaque id',
  child_id: 'the opaque id stands at the top of the pack',
  interview_id: 'an opaque id; the episode is named instead',
  deadline_id: 'an opaque id; the episode is named instead',
  alert_id: 'an opaque id; the episode is named instead',
  modified_at: 'when it was last changed stands in the log of who did what',
  created_by: 'who wrote it stands in the log of who did what',
  modified_by: 'who wrote it stands in the log of who did what',
};

const recorded = { created_at: ['Recorded', 'instant'] } as const;
const episode = { episode_id: ['Episode', 'episode'] } as const;

/** Everything that hangs on a child, in the order of the pack. What a new table adds has to be said here. */
export const heldTables: readonly HeldTable[] = [
  {
    ...{ table: 'child', title: 'The record', by: 'self', order: 't.created_at' },
    lead: 'The record itself.',
    columns: { is_restricted: ['Kept from all but those admitted to it', 'yes_no'], ...recorded },
    omitted: { deleted_at: 'a deleted record has no pack' },
  },
  {
    ...{ table: 'child_identity', title: 'Who the child is', by: 'child', order: 't.created_at' },
    lead: 'As it is known now. Earlier spellings are kept only in the provider returns below.',
    columns: {
      council_child_id: ['The council’s child ID', 'text'],
      given_name: ['Given name', 'text'],
      family_name: ['Family name', 'text'],
      date_of_birth: ['Date of birth', 'day'],
      died_on: ['Date of death', 'day'],
      gender: ['Gender', 'text'],
      ethnicity: ['Ethnicity', 'ethnicity'],
      home_postcode: ['Home postcode', 'text'],
      ...recorded,
    },
  },
  {
    ...{ table: 'child_care_status', title: 'Care status, by the days on which it was seen', by: 'child' },
    order: 't.seen_on',
    lead: 'Where the child stood to the council on the days on which an episode began.',
    columns: {
      seen_on: ['Seen on', 'day'],
      care_status: ['Care status', 'care_status'],
      placing_authority: ['Responsible council', 'authority'],
      host_authority: ['Council of the area', 'authority'],
      placement_type: ['Placement', 'place'],
      placement_outward_code: ['First part of the placement’s postcode', 'text'],
      ...recorded,
    },
  },
  {
    ...{ table: 'missing_episode', title: 'Missing episodes', by: 'own_episode', order: 't.missing_at, t.id' },
    lead: 'Each time that the child was recorded as missing or away.',
    columns: {
      provider_id: ['Provider', 'provider'],
      code: ['Kind', 'episode_code'],
      police_classification: ['The police called it', 'code'],
      police_risk: ['Risk, as the police graded it', 'code'],
      council_classification: ['The council called it', 'text'],
      missing_from: ['Missing from', 'code'],
      missing_at: ['Missing since', 'moment'],
      reported_at: ['Reported to the police', 'moment'],
      found_at: ['Found', 'moment'],
      returned_at: ['Returned', 'moment'],
      episode_end: ['Ended otherwise', 'code'],
      start_age: ['Age at the start', 'text'],
      start_gender: ['Gender, as it is counted', 'code'],
      start_ethnicity: ['Ethnicity at the start', 'ethnicity'],
      start_care_status: ['Care status at the start', 'care_status'],
      start_group: ['Counted with', 'group'],
      start_placing_authority: ['Responsible council at the start', 'authority'],
      start_host_authority: ['Council of the area at the start', 'authority'],
      start_placement_type: ['Placement at the start', 'place'],
      start_placement_outward_code: ['First part of the placement’s postcode', 'text'],
      ...recorded,
    },
  },
  {
    ...{ table: 'episode_classification', title: 'How episodes were classed', by: 'episode', order: 't.recorded_at' },
    lead: 'Each classing that was recorded, the later after the earlier.',
    columns: {
      ...episode,
      recorded_at: ['Recorded', 'instant'],
      status: ['State', 'code'],
      code: ['Kind', 'episode_code'],
      police_classification: ['The police called it', 'code'],
      police_risk: ['Risk, as the police graded it', 'code'],
      council_classification: ['The council called it', 'text'],
    },
    omitted: { recorded_by: 'who wrote it stands in the log of who did what' },
  },
  {
    ...{ table: 'source_reference', title: 'References', by: 'episode', order: 't.created_at, t.ref' },
    lead: 'By which providers know the episodes.',
    columns: {
      ...episode,
      provider_id: ['Provider', 'provider'],
      ref: ['Reference', 'text'],
      row_version: ['Version', 'text'],
      ...recorded,
    },
  },
  {
    ...{ table: 'interview_requirement', title: 'Interviews that were owed', by: 'episode', order: 'e.missing_at' },
    lead: 'What became of the return home interview that each episode called for.',
    columns: {
      ...episode,
      referred_at: ['Referred', 'moment'],
      acknowledged_at: ['Acknowledged', 'moment'],
      booked_for: ['Booked for', 'moment'],
      form_returned_at: ['Form returned', 'moment'],
      safeguarding_alert_at: ['Safeguarding alert', 'moment'],
      not_completed_reason: ['Why it was not held', 'code'],
      has_carer_information: ['The carer gave information', 'yes_no'],
      plan_informed_at: ['The safety plan was informed', 'moment'],
      has_plan_change: ['The plan was changed', 'yes_no'],
      fee_claimed_pence: ['Fee claimed by the provider', 'pence'],
      mileage: ['Miles claimed by the provider', 'text'],
      arrived_overdue_at: ['Was long overdue when it came', 'instant'],
      ...recorded,
    },
  },
  {
    ...{ table: 'interview_offer', title: 'Offers of an interview', by: 'episode', order: 't.offered_at, t.id' },
    lead: 'Each offer and each attempt to make one.',
    columns: {
      ...episode,
      origin: ['Offer or attempt', 'code'],
      offered_at: ['When', 'moment'],
      method: ['How', 'text'],
      offered_to: ['To whom', 'code'],
      outcome: ['Answer', 'code'],
      ...recorded,
    },
  },
  {
    ...{ table: 'interview', title: 'Interviews', by: 'episode', order: 't.began_at, t.id' },
    lead: 'The return home interviews that were held.',
    columns: {
      ...episode,
      provider_id: ['Provider', 'provider'],
      began_at: ['Began', 'moment'],
      ended_at: ['Ended', 'moment'],
      mode: ['How it was held', 'code'],
      is_independent: ['By somebody independent', 'yes_no'],
      risk_now: ['Risk afterwards', 'code'],
      taxonomy_version: ['Version of the list of factors', 'text'],
      push_answer: ['What drives the child away', 'code'],
      pull_answer: ['What draws the child elsewhere', 'code'],
      harm_answer: ['Harm while missing', 'code'],
      protective_answer: ['What keeps the child safe', 'code'],
      ...recorded,
    },
  },
  {
    ...{ table: 'interview_cover', title: 'Episodes that an interview covers', by: 'interview', order: 'e.missing_at' },
    lead: 'One interview may cover several episodes.',
    columns: { episode_id: ['Covers', 'episode'] },
  },
  {
    ...{ table: 'factor_observation', title: 'Factors', by: 'interview', order: 'e.missing_at, t.section, t.code' },
    lead: 'What was found in an interview, as codes with their meaning.',
    columns: {
      section: ['Section', 'code'],
      code: ['Factor', 'factor'],
      view: ['In whose view', 'code'],
      is_primary: ['The main one', 'yes_no'],
    },
  },
  {
    ...{ table: 'vulnerability_observation', title: 'Vulnerabilities', by: 'interview', order: 'e.missing_at, t.code' },
    lead: 'Risks that were asked about.',
    columns: { code: ['Vulnerability', 'factor'], is_present: ['Present', 'yes_no'] },
  },
  {
    ...{ table: 'case_text', title: 'What was written down', by: 'episode', order: 'e.missing_at' },
    lead: 'Free text of each episode. It may name other people: that cannot be told automatically.',
    columns: {
      ...episode,
      council_ref: ['The council’s reference', 'text'],
      police_ref: ['The police reference', 'text'],
      found_where: ['Where the child was found', 'text', 'third'],
      carer_information: ['What the carer told', 'text', 'third'],
      plan_change: ['What was changed in the plan', 'text', 'third'],
      lead_worker: ['Lead worker', 'text'],
      team: ['Team', 'text'],
      interviewer: ['Interviewer', 'text'],
      interviewer_role: ['Role of the interviewer', 'text'],
      interview_place: ['Place of the interview', 'text'],
      independence_reason: ['Why the interviewer was not independent', 'text', 'third'],
      themes: ['Themes', 'text', 'third'],
      child_voice: ['In the child’s words', 'text', 'third'],
      ...recorded,
    },
  },
  {
    ...{ table: 'third_party_information', title: 'What third parties said', by: 'child', order: 't.recorded_at' },
    lead: 'Given by others, in confidence as a rule.',
    columns: {
      ...episode,
      provider_id: ['Written down by', 'provider'],
      information: ['Information', 'text', 'third'],
      recorded_at: ['Recorded', 'instant'],
    },
    omitted: { recorded_by: 'who wrote it stands in the log of who did what' },
  },
  {
    ...{ table: 'deadline', title: 'Deadlines', by: 'episode', order: 't.starts_at, t.kind, t.id' },
    lead: 'The clocks of each episode.',
    columns: {
      ...episode,
      kind: ['For', 'code'],
      rule_version: ['Version of the rule', 'text'],
      starts_at: ['Runs from', 'instant'],
      due_at: ['Due', 'instant'],
      settled_at: ['Settled', 'instant'],
      superseded_at: ['Replaced by another', 'instant'],
      next_step: ['Next step', 'code'],
      next_step_at: ['Next step at', 'instant'],
      ...recorded,
    },
  },
  {
    ...{ table: 'alert', title: 'Alerts', by: 'episode', order: 't.raised_at, t.id' },
    lead: 'Raised when somebody had to be told of a deadline.',
    columns: {
      ...episode,
      step: ['Step', 'code'],
      rule_version: ['Version of the rule', 'text'],
      due_at: ['The deadline', 'instant'],
      raised_at: ['Raised', 'instant'],
      is_late: ['Raised late', 'yes_no'],
    },
  },
  {
    ...{ table: 'alert_message', title: 'Messages about alerts', by: 'alert', order: 't.queued_at, t.id' },
    lead: 'To whom an alert went. Messages hold no data of the child.',
    columns: {
      recipient_id: ['To', 'person'],
      channel: ['By', 'code'],
      rung: ['Rung', 'text'],
      queued_at: ['Queued', 'instant'],
      accepted_at: ['Accepted', 'instant'],
      delivered_at: ['Delivered', 'instant'],
      seen_at: ['Seen', 'instant'],
      failed_at: ['Failed', 'instant'],
    },
  },
  {
    ...{ table: 'alert_acknowledgement', title: 'Acknowledgements of alerts', by: 'alert' },
    order: 't.acknowledged_at, t.id',
    lead: 'Who took an alert on.',
    columns: {
      person_id: ['By', 'person'],
      acknowledged_at: ['When', 'instant'],
      promised_by: ['Promised by', 'instant'],
    },
  },
  {
    ...{ table: 'child_allocation', title: 'Who worked with the child', by: 'child', order: 't.valid_from, t.id' },
    lead: 'Teams and lead workers at the council.',
    columns: {
      team: ['Team', 'text'],
      person_id: ['Lead worker', 'person'],
      valid_from: ['From', 'day'],
      valid_to: ['To', 'day'],
      ...recorded,
    },
  },
  {
    ...{
      table: 'child_admission',
      title: 'Admissions and emergency openings',
      by: 'child',
      order: 't.starts_at, t.id',
    },
    lead: 'Who was admitted to the record while it was restricted, or opened it in an emergency.',
    columns: {
      person_id: ['Who', 'person'],
      kind: ['How', 'code'],
      reason: ['Reason', 'text', 'third'],
      starts_at: ['From', 'instant'],
      ends_at: ['To', 'instant'],
      reviewed_at: ['Reviewed', 'instant'],
      reviewed_by: ['Reviewed by', 'person'],
      review_finding: ['Found', 'code'],
      review_note: ['Note of the review', 'text', 'third'],
      ...recorded,
    },
  },
  {
    ...{ table: 'legal_hold', title: 'Legal holds', by: 'child', order: 't.created_at, t.id' },
    lead: 'Why the record must not be deleted for now.',
    columns: {
      reason: ['Reason', 'text', 'third'],
      valid_from: ['From', 'day'],
      lifted_at: ['Lifted', 'instant'],
      lifted_by: ['Lifted by', 'person'],
      lift_reason: ['Why it was lifted', 'text', 'third'],
      ...recorded,
    },
  },
];

/** Tables that hang on a child and have a section of another making. */
export const tablesReadApart: readonly string[] = ['submission_row', 'audit_subject'];

/** Tables that hang on a child and are not in the pack, each with the reason. */
export const tablesLeftOut: Readonly<Record<string, string>> = {
  deletion_decision: 'it stands only of a record that was deleted, of which there is no pack',
};
