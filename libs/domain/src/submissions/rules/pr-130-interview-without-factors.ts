import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A form holds at least one push or pull factor, or says that none was given or nobody asked (form rules). */
export const interviewWithoutFactors: RowRule = {
  kind: 'row',
  code: 'PR-130',
  severity: 'warning',
  columns: ['push_factors', 'pull_factors', 'interview_at'],
  title: 'An interview was held, but neither push nor pull factors are filled in.',
  explain: 'Give them, or write none_given or not_asked.',
  example: { cells: { interview_at: '12/10/2025' } },
  isConfirmable: false,
  readsBlank: ['push_factors', 'pull_factors'],
  check: ({ interview_at: heldAt, push_factors: push, pull_factors: pull }) =>
    when(heldAt && !push && !pull, 'push_factors'),
};
