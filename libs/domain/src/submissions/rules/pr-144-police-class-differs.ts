import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The police and the council class an absence each by their own rules; the two stay apart and neither is derived from the other. */
export const policeClassDiffers: RowRule = {
  kind: 'row',
  code: 'PR-144',
  severity: 'info',
  columns: ['police_classification', 'episode_type'],
  title: "The police's class and the council's class of the episode are not the same; both are kept as they are.",
  explain: 'Nothing needs to be done.',
  example: { cells: { police_classification: 'absent' } },
  isConfirmable: false,
  check: ({ police_classification: police, episode_type: type }) =>
    when((police === 'missing' && type === 'A') || (police === 'absent' && type === 'M'), 'police_classification'),
};
