import { provesRecordRule } from '../../../../../test/builders/index.js';
import { startMovedToApril } from './pr-313-start-moved-to-april.js';

const before = { by: 'same', cells: { missing_at: '20/03/2025 20:00' } } as const;

provesRecordRule(startMovedToApril, 'missing_at', {
  faulty: [
    [before, { missing_at: '01/04/2025' }],
    [before, { missing_at: '01/04/2025 09:00' }],
  ],
  sound: [
    [before, { missing_at: '20/03/2025 20:00' }],
    [before, { missing_at: '21/03/2025' }],
    [before, { provider_ref: 'H002', missing_at: '01/04/2025', child_id: 'S1002' }],
  ],
  boundary: [
    [before, { missing_at: '31/03/2025' }, false],
    [before, { missing_at: '02/04/2025' }, false],
    [{ by: 'same', cells: { missing_at: '01/04/2025 08:00' } }, { missing_at: '01/04/2025 09:00' }, false],
    [{ by: 'same', cells: { missing_at: '02/04/2025' } }, { missing_at: '01/04/2025' }, false],
  ],
});
