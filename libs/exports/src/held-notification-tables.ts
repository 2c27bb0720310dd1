import { episode, merged, recorded } from './held-table.js';
import type { HeldTable } from './held-table.js';

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
    ...{ table: 'notification_link', title: 'What people decided of notifications', by: 'notification' },
    order: 't.changed_at, t.id',
    lead: 'Each time that somebody tied a notification to an episode, freed it, said why nothing is to be done, or took that back.',
    columns: {
      change: ['What was decided', 'code'],
      reason: ['Why nothing is to be done', 'text', 'third'],
      changed_at: ['When', 'instant'],
    },
    omitted: {
      notification_id: 'an opaque id; its reference is named instead',
      before: 'what stood before: opaque ids',
      changed_by: 'who changed it stands in the log of who did what',
    },
  },
  {
    ...{ table: 'episode_merge', title: 'Reports of one absence', by: 'episode', order: 't.merged_at, t.id' },
    lead: 'Episodes that were found to be one absence and merged, or were taken apart again.',
    columns: {
      episode_id: ['The episode that was merged', 'episode'],
      into_episode_id: ['Into the episode', 'episode'],
      ...merged,
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
