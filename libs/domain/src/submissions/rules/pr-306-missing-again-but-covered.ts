import type { FileRule } from '../row-rule.js';

/** An interview that was interrupted may end with "missing again" only if no interview covers the episode. */
export const missingAgainButCovered: FileRule = {
  kind: 'file',
  code: 'PR-306',
  severity: 'warning',
  columns: ['not_completed_reason', 'interview_covers'],
  title: 'The reason is missing_again, but an interview in another row covers this episode.',
  explain: 'Clear not_completed_reason with a hyphen, or take the reference out of interview_covers.',
  example: {
    cells: { not_completed_reason: 'missing_again', returned_at: '11/10/2025 08:00' },
    after: [
      {
        by: 'same',
        cells: { provider_ref: 'H002', missing_at: '12/10/2025', interview_at: '14/10/2025', interview_covers: 'H001' },
      },
    ],
  },
  isConfirmable: false,
  check(rows) {
    const covered = new Set(
      rows.flatMap(({ ref, values }) => (values.interview_covers ?? []).filter((each) => each !== ref)),
    );
    return rows
      .filter(({ ref, values }) => values.not_completed_reason === 'missing_again' && covered.has(ref ?? ''))
      .map(({ row, ref }) => ({ row, ref, column: 'not_completed_reason' }));
  },
};
