import { episode, recorded } from './held-table.js';
import type { HeldTable } from './held-table.js';

/** What happened, and by which references others know it. */
export const episodeTables: readonly HeldTable[] = [
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
    omitted: { is_guarded: 'copied from the record, where it is worked out' },
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
];

/** Free text, and what others said. */
export const textTables: readonly HeldTable[] = [
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
];

/** The clocks of the episodes, and who was told. */
export const deadlineTables: readonly HeldTable[] = [
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
      superseded_because: ['Replaced because', 'code'],
      next_step: ['Next step', 'code'],
      next_step_at: ['Next step at', 'instant'],
      ...recorded,
    },
  },
  {
    ...{
      table: 'deadline_correction',
      title: 'Deadlines that moved',
      by: 'episode',
      order: 't.corrected_at, t.deadline_id',
    },
    lead: 'Which clocks were replaced, who changed what they rest on, and what that was.',
    columns: {
      ...episode,
      because: ['What was changed', 'code'],
      person_id: ['Changed by', 'person'],
      corrected_at: ['Changed', 'instant'],
    },
    omitted: {
      deadline_id: 'the clock itself stands among the deadlines',
      replaced_by_id: 'the clock itself stands among the deadlines',
      corrected_by: 'who changed it is named',
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
      reached_at: ['Reached', 'instant'],
      queued_at: ['Queued', 'instant'],
      accepted_at: ['Accepted', 'instant'],
      delivered_at: ['Delivered', 'instant'],
      seen_at: ['Seen', 'instant'],
      failed_at: ['Failed', 'instant'],
      withdrawn_at: ['Withdrawn', 'instant'],
      held_until: ['Held until', 'instant'],
      attempts: ['Attempts', 'text'],
      next_attempt_at: ['Next attempt', 'instant'],
      fault: ['What went wrong', 'code'],
      owner_id: ['Looked after by', 'person'],
      sending_id: ['Reference of sending', 'text'],
    },
  },
  {
    ...{ table: 'alert_escalation', title: 'Escalation of alerts', by: 'alert', order: 't.reached_at, t.alert_id' },
    lead: 'How far up the ladder an alert has climbed.',
    columns: {
      rung: ['Rung', 'text'],
      reached_at: ['Reached', 'instant'],
      climbs_at: ['Climbs at', 'instant'],
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
    ...{ table: 'alert_promise', title: 'What was promised about alerts', by: 'acknowledgement' },
    order: 'k.acknowledged_at, k.id',
    lead: 'What whoever took an alert on said that they will do.',
    columns: { words: ['In their words', 'text', 'third'] },
    omitted: { acknowledgement_id: 'an opaque id; the episode is named instead' },
  },
  {
    ...{ table: 'alert_handover', title: 'Handing over of alerts', by: 'alert', order: 't.asked_at, t.id' },
    lead: 'Who asked whom to take an alert over.',
    columns: {
      from_id: ['From', 'person'],
      to_id: ['To', 'person'],
      asked_at: ['Asked', 'instant'],
      answered_at: ['Taken on by somebody', 'instant'],
    },
  },
];
