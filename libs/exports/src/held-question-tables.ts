import { episode } from './held-table.js';
import type { HeldTable } from './held-table.js';

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
