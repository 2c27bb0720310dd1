import type { FileRow, FileRule } from '../row-rule.js';

/** One interview may cover several episodes; told in each of their rows it would be counted as many times. */
export const interviewToldTwice: FileRule = {
  kind: 'file',
  code: 'PR-307',
  severity: 'warning',
  columns: ['interview_at', 'interview_covers', 'child_id'],
  title: 'An earlier row tells of an interview with the same child at the same time.',
  explain: 'Tell an interview that covers several episodes in one row, and name the others in interview_covers.',
  example: {
    cells: { missing_at: '12/10/2025', interview_at: '14/10/2025 10:00', push_factors: 'PU01' },
    after: [{ by: 'same', cells: { provider_ref: 'H002', interview_at: '14/10/2025 10:00', push_factors: 'PU01' } }],
  },
  isConfirmable: true,
  check(rows) {
    const seen = new Map<string, string | null>();
    return rows.flatMap((row) => {
      const key = interviewKey(row);
      if (key === null) return [];
      if (!seen.has(key)) seen.set(key, row.ref);
      return seen.get(key) === row.ref ? [] : [{ row: row.row, ref: row.ref, column: 'interview_at' as const }];
    });
  },
};

function interviewKey({ cell }: FileRow): string | null {
  const [child, heldAt] = [cell('child_id'), cell('interview_at')];
  return child === '' || child === '-' || !/\d:\d\d/.test(heldAt) ? null : `${child}|${heldAt}`;
}
