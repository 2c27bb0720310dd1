import { whoTheChildIs, whoWorkedWithIt } from './held-child-tables.js';
import { deadlineTables, episodeTables, textTables } from './held-episode-tables.js';
import { interviewTables } from './held-interview-tables.js';
import { notificationTables } from './held-notification-tables.js';
import { questionTables } from './held-question-tables.js';
import type { HeldTable } from './held-table.js';

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

/** Everything that hangs on a child, in the order of the pack. What a new table adds has to be said here. */
export const heldTables: readonly HeldTable[] = [
  ...whoTheChildIs,
  ...episodeTables,
  ...interviewTables,
  ...textTables,
  ...notificationTables,
  ...questionTables,
  ...deadlineTables,
  ...whoWorkedWithIt,
];

/** Tables that hang on a child and have a section of another making. */
export const tablesReadApart: readonly string[] = [
  'submission_row',
  'row_change',
  'notification_list_row',
  'audit_subject',
];

/** Tables that hang on a child and are not in the pack, each with the reason. */
export const tablesLeftOut: Readonly<Record<string, string>> = {
  idempotency_key: 'by which a machine repeats an answer to a question: nothing that was said',
  person_idempotency_key: 'an answer to a person that is kept for seven days: which episode they recorded or corrected',
  replayed_answer: 'an answer to a machine that is kept for seven days: it repeats what was asked and answered',
  child_doubt: 'the row that was in doubt is in the pack as it came, and so is what was decided of it',
  deletion_decision: 'it stands only of a record that was deleted, of which there is no pack',
};
