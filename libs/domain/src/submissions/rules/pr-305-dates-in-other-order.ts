import type { ColumnName } from '../columns.js';
import type { FileRule } from '../row-rule.js';

const dateColumns = [
  'date_of_birth',
  'missing_at',
  'reported_at',
  'found_at',
  'returned_at',
  'referred_at',
  'acknowledged_at',
  'offered_at',
  'booked_for',
  'interview_at',
  'interview_ended_at',
  'safeguarding_alert_at',
  'form_returned_at',
  'plan_informed_at',
] as const satisfies readonly ColumnName[];

const inFigures = /^(\d{1,2})\/(\d{1,2})\/\d{4}(?!\d)/;

/** One date with the month first may be a slip; several are the habit of whoever wrote the file. */
const SEVERAL = 2;

type Reading = 'month first' | 'day first' | 'either' | 'none';

/** Where a file as a whole writes the month first, every date that could be read either way is in doubt. */
export const datesInOtherOrder: FileRule = {
  kind: 'file',
  code: 'PR-305',
  severity: 'error',
  columns: dateColumns,
  title: 'Several dates of the file have their month before their day, so this date could be read either way.',
  explain: 'Write every date of the file as dd/mm/yyyy.',
  example: {
    cells: { missing_at: '10/03/2025 20:00' },
    after: [
      { by: 'same', cells: { provider_ref: 'H002', missing_at: '10/13/2025', returned_at: '10/14/2025' } },
      { by: 'same', cells: { provider_ref: 'H003', missing_at: '10/17/2025' } },
    ],
  },
  isConfirmable: false,
  check(rows) {
    const doubtful: ReturnType<FileRule['check']>[number][] = [];
    let monthsFirst = 0;
    for (const { row, ref, cell } of rows) {
      for (const column of dateColumns) {
        const reading = readOrder(cell(column));
        if (reading === 'month first') monthsFirst += 1;
        if (reading === 'either') doubtful.push({ row, ref, column });
      }
    }
    return monthsFirst >= SEVERAL ? doubtful : [];
  },
};

function readOrder(cell: string): Reading {
  const parts = inFigures.exec(cell);
  if (!parts) return 'none';
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  if (second > 12) return first <= 12 && second <= 31 ? 'month first' : 'none';
  return first > 12 || first === second ? 'day first' : 'either';
}
