import { provesRecordRule } from '../../../../../test/builders/index.js';
import { ethnicityDiffers } from './pr-406-ethnicity-differs.js';

const known = (ethnicity: string) =>
  ({
    by: 'another',
    cells: { provider_ref: 'N000', missing_at: '01/10/2025', returned_at: '02/10/2025', ethnicity },
  }) as const;

provesRecordRule(ethnicityDiffers, 'ethnicity', {
  faulty: [[known('WBRI'), { ethnicity: 'BAFR' }]],
  sound: [
    [known('WBRI'), { ethnicity: 'WBRI' }],
    [known('WBRI'), {}],
    [known(''), { ethnicity: 'BAFR' }],
    [known('WBRI'), { ethnicity: 'BAFR', child_id: 'S1002' }],
  ],
  boundary: [
    [known('WBRI'), { ethnicity: 'WOTH' }, false],
    [known('WBRI'), { ethnicity: '-' }, false],
  ],
});
