import { ethnicityGroup } from '../../children/index.js';
import { when } from '../row-rule.js';
import type { RecordRule } from '../row-rule.js';

/** Codes of one group are often mixed up; another group is a reason to ask whether it is the same child. */
export const ethnicityDiffers: RecordRule = {
  kind: 'record',
  code: 'PR-406',
  severity: 'warning',
  columns: ['ethnicity'],
  title: 'The ethnicity is of another group than the one on record.',
  explain: 'Check with the provider that the row speaks of this child.',
  example: {
    cells: { provider_ref: 'H002', missing_at: '12/10/2025', ethnicity: 'BAFR' },
    after: [{ by: 'another', cells: { returned_at: '11/10/2025 08:00', ethnicity: 'WBRI' } }],
  },
  isConfirmable: false,
  isForCouncil: true,
  check({ values, known }) {
    const [said, was] = [ethnicityGroup(values.ethnicity ?? null), ethnicityGroup(known?.ethnicity ?? null)];
    return when(said !== 'Unknown' && was !== 'Unknown' && said !== was, 'ethnicity');
  },
};
