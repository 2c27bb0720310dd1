import type { RowRule } from '../row-rule.js';

const sections = [
  'push_factors',
  'pull_factors',
  'harms',
  'protective_factors',
  'vulnerabilities',
  'primary_factor',
  'risk_now',
] as const;

/** What an interview found belongs to an interview. */
export const findingsWithoutInterview: RowRule = {
  kind: 'row',
  code: 'PR-109',
  severity: 'warning',
  columns: [
    'push_factors',
    'pull_factors',
    'harms',
    'protective_factors',
    'primary_factor',
    'vulnerabilities',
    'risk_now',
  ],
  title: 'What an interview found is given, but no interview; it is kept with the row and not counted.',
  explain: 'Give interview_at.',
  example: { cells: { push_factors: 'PU01' } },
  isConfirmable: false,
  readsBlank: ['interview_at'],
  check: (values) =>
    values.interview_at
      ? []
      : sections
          .filter((column) => values[column] !== undefined && values[column] !== null)
          .map((column) => ({
            column,
            message: `${column} is filled but interview_at is blank; it is kept with the row and counted once the interview is given.`,
          })),
};
