import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** What covers other episodes is an interview. */
export const coversWithoutInterview: RowRule = {
  kind: 'row',
  code: 'PR-167',
  severity: 'warning',
  columns: ['interview_covers', 'interview_at'],
  title: 'interview_covers is filled, but no interview is given.',
  explain: 'Give interview_at, or leave interview_covers blank.',
  example: { cells: { interview_covers: 'H000' } },
  isConfirmable: false,
  readsBlank: ['interview_at'],
  check: ({ interview_covers: covers, interview_at: heldAt }) =>
    when((covers ?? []).length > 0 && !heldAt, 'interview_covers'),
};
