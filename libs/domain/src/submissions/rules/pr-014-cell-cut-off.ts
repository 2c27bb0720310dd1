import type { TextCheck } from '../check-words.js';

/** The lengths at which spreadsheets and case systems cut a text off without saying so. */
const limits: ReadonlySet<number> = new Set([255, 256, 1024]);

/** A child's own words that end in the middle are worse than none. */
export const cellCutOff: TextCheck = {
  kind: 'cell',
  code: 'PR-014',
  severity: 'warning',
  columns: ['carer_information', 'independence_reason', 'plan_change', 'themes', 'child_voice'],
  title: 'A text is exactly as long as many systems allow, so its end may have been cut off.',
  explain: 'Check that it is whole.',
  example: { cells: { themes: 'Friends nearby. '.repeat(16).slice(0, 255) } },
  isConfirmable: true,
  says: (cell) => `The text has exactly ${cell.length} characters, where many systems cut off; check that it is whole.`,
  finds: (cell) => limits.has(cell.length),
};
