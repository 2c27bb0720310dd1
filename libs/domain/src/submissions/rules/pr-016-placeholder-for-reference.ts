import type { TextCheck } from '../check-words.js';

const placeholder =
  /^(?:unknown|not known|n\/?a|none|null|nil|tb[acd]|pending|x{2,5}|\?+|0+|-{2,}|see (?:above|notes?))$/i;

/** Two children whose ID is "unknown" would be taken for one. */
export const placeholderForReference: TextCheck = {
  kind: 'cell',
  code: 'PR-016',
  severity: 'error',
  columns: ['provider_ref', 'child_id'],
  title: 'A word such as "unknown" or "tbc" stands where a reference belongs.',
  explain: 'Give the reference; leave child_id blank where there is none, and give the name.',
  example: { cells: { child_id: 'unknown', given_name: 'Testa', family_name: 'Ashgrove-Sample' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is no reference; give it, or leave child_id blank where there is none, and give the name.`,
  finds: (cell) => placeholder.test(cell),
};
