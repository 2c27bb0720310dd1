import { merged, recorded } from './held-table.js';
import type { HeldTable } from './held-table.js';

/** Who the child is, and where it stood to the council. */
export const whoTheChildIs: readonly HeldTable[] = [
  {
    ...{ table: 'child', title: 'The record', by: 'self', order: 't.created_at' },
    lead: 'The record itself.',
    columns: { is_restricted: ['Kept from all but those admitted to it', 'yes_no'], ...recorded },
    omitted: {
      deleted_at: 'a deleted record has no pack',
      is_guarded: 'worked out from whether the record is restricted, deleted or merged',
    },
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
    ...{ table: 'child_name_alias', title: 'Other names', by: 'child', order: 't.created_at, t.id' },
    lead: 'Other names by which the council said that the child is known.',
    columns: {
      given_name: ['Given name', 'text'],
      family_name: ['Family name', 'text'],
      ended_at: ['No longer since', 'instant'],
      ...recorded,
    },
    omitted: { name_key: 'the same name, as it is compared' },
  },
  {
    ...{ table: 'child_match', title: 'Rows in doubt', by: 'child', order: 't.decided_at, t.id' },
    lead: 'What was decided where a provider’s row might have spoken of another child.',
    columns: {
      provider_id: ['Provider', 'provider'],
      ref: ['Of the row with the reference', 'text'],
      council_child_id: ['Council child ID in the row', 'text'],
      given_name: ['Given name in the row', 'text'],
      family_name: ['Family name in the row', 'text'],
      date_of_birth: ['Date of birth in the row', 'day'],
      outcome: ['Decided', 'code'],
      former_date_of_birth: ['Date of birth that stood on the record before', 'day'],
      reason: ['Reason', 'text', 'third'],
      decided_at: ['Decided on', 'instant'],
      decided_by: ['Decided by', 'person'],
      undone_at: ['Undone', 'instant'],
      undone_by: ['Undone by', 'person'],
      undo_reason: ['Why it was undone', 'text', 'third'],
    },
    omitted: {
      claim_key: 'what the row says, as it is compared',
      child_name_alias_id: 'an opaque id; the name stands among the other names',
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
];

/** Who worked with the record, and why it is kept. */
export const whoWorkedWithIt: readonly HeldTable[] = [
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
    ...{ table: 'child_merge', title: 'Records of the same child', by: 'merge', order: 't.merged_at, t.id' },
    lead: 'Records that were found to be the same child and merged, or were taken apart again.',
    columns: {
      child_id: ['The record that was merged', 'record'],
      into_child_id: ['Into the record', 'record'],
      ...merged,
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
    ...{ table: 'child_opening', title: 'Openings while it was restricted', by: 'child', order: 't.opened_at, t.id' },
    lead: 'Why those admitted to the record opened it while it was restricted.',
    columns: {
      person_id: ['Who', 'person'],
      reason: ['Reason', 'text', 'third'],
      opened_at: ['Opened', 'instant'],
    },
  },
  {
    ...{ table: 'viewing_notice', title: 'Notices to lead workers', by: 'child', order: 't.viewed_on, t.id' },
    lead: 'When a lead worker was told that people outside the team had viewed the record.',
    columns: {
      told_person_id: ['Who was told', 'person'],
      viewed_on: ['Of views on', 'day'],
      view_count: ['Views', 'text'],
      viewer_count: ['People who viewed', 'text'],
      counted_until_at: ['Counted until', 'instant'],
      seen_at: ['Seen', 'instant'],
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
