import { genderOf } from '../../children/index.js';
import { when } from '../row-rule.js';
import type { RecordRule } from '../row-rule.js';

/** A recorded gender may change; more often the row speaks of a sibling. */
export const genderDiffers: RecordRule = {
  kind: 'record',
  code: 'PR-405',
  severity: 'warning',
  columns: ['gender'],
  title: 'The gender differs from the one on record.',
  explain: 'Check with the provider that the row speaks of this child.',
  example: {
    cells: { provider_ref: 'H002', missing_at: '12/10/2025', gender: 'male' },
    after: [{ by: 'another', cells: { returned_at: '11/10/2025 08:00', gender: 'female' } }],
  },
  isConfirmable: false,
  isForCouncil: true,
  check: ({ values, known }) =>
    when(values.gender && known?.gender && genderOf(values.gender) !== genderOf(known.gender), 'gender'),
};
