import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The interview follows a return; a child who is found in custody or in hospital may be spoken to there. */
export const interviewWithoutReturn: RowRule = {
  kind: 'row',
  code: 'PR-139',
  severity: 'warning',
  columns: ['returned_at', 'interview_at', 'found_at', 'episode_end'],
  title: 'An interview was held, but the child is not back.',
  explain: 'Give returned_at, or found_at if the child was spoken to before going back.',
  example: { cells: { interview_at: '12/10/2025', push_factors: 'PU01' } },
  isConfirmable: true,
  readsBlank: ['returned_at', 'found_at', 'episode_end'],
  check: ({ interview_at: heldAt, returned_at: returnedAt, found_at: foundAt, episode_end: end }) =>
    when(heldAt && !returnedAt && !foundAt && !end, 'returned_at'),
};
