import { episode, recorded } from './held-table.js';
import type { HeldTable } from './held-table.js';

/** What the council was notified of. */
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
];

/** What the council said of episodes: which are one absence and which are two, and how it put returns right. */
export const settledTables: readonly HeldTable[] = [
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
