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
      queued_at: ['Queued', 'instant'],
      accepted_at: ['Accepted', 'instant'],
      delivered_at: ['Delivered', 'instant'],
      seen_at: ['Seen', 'instant'],
      failed_at: ['Failed', 'instant'],
      held_until: ['Held until', 'instant'],
      attempts: ['Attempts', 'text'],
      next_attempt_at: ['Next attempt', 'instant'],
      fault: ['What went wrong', 'code'],
      owner_id: ['Looked after by', 'person'],
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
];

/** What the council was notified of, and how it put returns right. */
export const notificationTables: readonly HeldTable[] = [
  {
    ...{ table: 'missing_notification', title: 'Notifications', by: 'child', order: 't.missing_at, t.id' },
    lead: 'What the police or the council itself was told of the child going missing, and to which episode it was tied.',
    columns: {
      source: ['Told by', 'code'],
      ...episode,
      linked_by: ['Tied to the episode by', 'code'],
      doubt: ['In doubt', 'code'],
      missing_at: ['Missing since', 'moment'],
      returned_at: ['Returned', 'moment'],
      police_classification: ['The police called it', 'code'],
      police_risk: ['Risk, as the police graded it', 'code'],
      missing_from: ['Missing from', 'code'],
      received_at: ['Received', 'instant'],
    },
    omitted: {
      list_id: 'an opaque id; the row of the list stands below',
      described_child_id: 'an opaque id',
      created_at: 'when it was received stands there already',
    },
  },
  {
    ...{ table: 'notification_identity', title: 'Whom notifications name', by: 'notification' },
    order: 't.reference, t.source',
    lead: 'Who the child is, as each notification wrote it.',
    columns: {
      source: ['Told by', 'code'],
      reference: ['Reference', 'text'],
      council_child_id: ['The council’s child ID', 'text'],
      given_name: ['Given name', 'text'],
      family_name: ['Family name', 'text'],
      date_of_birth: ['Date of birth', 'day'],
      ...recorded,
    },
    omitted: { notification_id: 'an opaque id; its reference is named instead' },
  },
  {
    ...{ table: 'episode_merge', title: 'Reports of one absence', by: 'episode', order: 't.merged_at, t.id' },
    lead: 'Episodes that were found to be one absence and merged, or were taken apart again.',
    columns: {
      episode_id: ['The episode that was merged', 'episode'],
      into_episode_id: ['Into the episode', 'episode'],
      merged_at: ['Merged', 'instant'],
      merged_by: ['Merged by', 'person'],
      reason: ['Reason', 'text', 'third'],
      undone_at: ['Taken apart again', 'instant'],
      undone_by: ['Taken apart by', 'person'],
      undo_reason: ['Why they were taken apart', 'text', 'third'],
    },
  },
  {
    ...{ table: 'episode_distinction', title: 'Reports of two absences', by: 'episode' },
    order: 't.distinguished_at, t.id',
    lead: 'Episodes that looked like one absence and were said to be two.',
    columns: {
      episode_id: ['One episode', 'episode'],
      other_episode_id: ['The other episode', 'episode'],
      distinguished_at: ['Said', 'instant'],
      distinguished_by: ['Said by', 'person'],
      reason: ['Reason', 'text', 'third'],
      undone_at: ['Taken back', 'instant'],
      undone_by: ['Taken back by', 'person'],
      undo_reason: ['Why it was taken back', 'text', 'third'],
    },
  },
  {
    ...{ table: 'return_correction', title: 'Corrections of returns', by: 'episode', order: 't.corrected_at, t.id' },
    lead: 'Each time that the council put the time of a return right.',
    columns: {
      ...episode,
      old_returned_at: ['Stood before', 'moment'],
      new_returned_at: ['Stands since', 'moment'],
      reason: ['Why', 'text', 'third'],
      person_id: ['Corrected by', 'person'],
      corrected_at: ['Corrected', 'instant'],
    },
    omitted: { corrected_by: 'who corrected it is named' },
  },
  {
    ...{ table: 'council_step', title: 'What the council did itself', by: 'episode', order: 't.recorded_at, t.id' },
    lead: 'Managers and the director told, strategy meetings held, forms checked.',
    columns: {
      ...episode,
      step: ['What was done', 'code'],
      taken_at: ['When', 'moment'],
      person_id: ['Recorded by', 'person'],
      recorded_at: ['Recorded', 'instant'],
      taken_back_at: ['Taken back', 'instant'],
      taken_back_person_id: ['Taken back by', 'person'],
    },
    omitted: { recorded_by: 'who recorded it is named', taken_back_by: 'who took it back is named' },
  },
];

/** What the council asked providers about rows and episodes, and what they answered. */
export const questionTables: readonly HeldTable[] = [
  {
    ...{
      table: 'provider_question',
      title: 'Questions to providers',
      by: 'question',
      order: 't.provider_id, t.ref, t.id',
    },
    lead: 'About which row or episode the council asked a provider. What was written stands below.',
    columns: {
      provider_id: ['Asked', 'provider'],
      ref: ['Reference', 'text'],
      ...episode,
      row_number: ['Row of its file', 'text'],
      column_name: ['About the column', 'text'],
    },
    omitted: { submission_id: 'an opaque id; the row stands among what providers sent' },
  },
  {
    ...{ table: 'question_message', title: 'What was asked and answered', by: 'message' },
    order: 't.question_id, t.message_number',
    lead: 'Each question, answer and closing. It may name other people: that cannot be told automatically.',
    columns: {
      kind: ['What it is', 'code'],
      words: ['Words', 'text', 'third'],
      wanted_on: ['An answer was wanted by', 'day'],
      person_id: ['Written by', 'person'],
      written_at: ['Written', 'instant'],
    },
    omitted: {
      question_id: 'an opaque id; the episode is named instead',
      message_number: 'they stand in their order',
      written_by: 'who wrote it is named, or stands in the log of who did what',
    },
  },
];
