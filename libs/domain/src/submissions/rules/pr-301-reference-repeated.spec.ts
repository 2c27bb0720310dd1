import { provesFileRule } from '../../../../../test/builders/index.js';
import { referenceRepeated } from './pr-301-reference-repeated.js';

provesFileRule(referenceRepeated, 'provider_ref', {
  faulty: [
    [{}, {}],
    [{ row_version: '1' }, {}, { row_version: '1' }],
    [{}, { provider_ref: 'H002' }, { provider_ref: ' H001 ' }],
  ],
  sound: [[{}], [{}, { provider_ref: 'H002' }], [{ row_version: '1' }, { row_version: '2' }]],
  boundary: [
    [[{}, { row_version: '1' }], false],
    [[{ row_version: '1' }, { row_version: '01' }], true],
    [[{ provider_ref: '' }, { provider_ref: '' }], false],
    [[{}, { provider_ref: 'h001' }], false],
  ],
});
