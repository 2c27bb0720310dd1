import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Words that may be quoted hold nothing by which somebody could be found. */
export const contactDetailsInWords: RowRule = {
  kind: 'row',
  code: 'PR-148',
  severity: 'warning',
  columns: ['child_voice', 'themes'],
  title: 'A free text holds what looks like a telephone number, a postcode or an e-mail address.',
  explain: 'Take it out: names and addresses of others belong to third-party information.',
  example: { cells: { interview_at: '12/10/2025', push_factors: 'PU01', child_voice: 'My number is 07700 900123' } },
  isConfirmable: true,
  check: (values) =>
    (['child_voice', 'themes'] as const).flatMap((column) => when(isReachable(values[column] ?? ''), column)),
};

const telephone = /(?:\+\d|\b0)(?:[\s()-]?\d){9,12}\b/;
const postcode = /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/;
const email = /[\w.+-]+@[\w-]+\.[\w.]+/;

function isReachable(text: string): boolean {
  return telephone.test(text) || postcode.test(text) || email.test(text);
}
