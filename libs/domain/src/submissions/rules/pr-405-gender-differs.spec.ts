import { provesRecordRule } from '../../../../../test/builders/index.js';
import { genderDiffers } from './pr-405-gender-differs.js';

const known = (gender: string) =>
  ({
    by: 'another',
    cells: { provider_ref: 'N000', missing_at: '01/10/2025', returned_at: '02/10/2025', gender },
  }) as const;

provesRecordRule(genderDiffers, 'gender', {
  faulty: [
    [known('female'), { gender: 'male' }],
    [known('female'), { gender: 'neither' }],
  ],
  sound: [
    [known('female'), { gender: 'female' }],
    [known('female'), {}],
    [known(''), { gender: 'male' }],
    [known('female'), { gender: 'male', child_id: 'S1002' }],
  ],
  boundary: [
    [known('female'), { gender: 'F' }, false],
    [known('female'), { gender: '-' }, false],
  ],
});
