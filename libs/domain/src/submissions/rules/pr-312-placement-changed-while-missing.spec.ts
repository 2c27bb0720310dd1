import { provesRecordRule } from '../../../../../test/builders/index.js';
import { placementChangedWhileMissing } from './pr-312-placement-changed-while-missing.js';

const placed = (placement_type: string, placement_postcode = '') => ({
  care_status: 'looked_after',
  responsible_authority: 'Sutton',
  host_authority: 'Sutton',
  placement_type,
  placement_postcode,
});
const before = { by: 'same', cells: placed('K2', 'SM1') } as const;

provesRecordRule(placementChangedWhileMissing, 'placement_type', {
  faulty: [
    [before, placed('U6')],
    [before, placed('K2', 'CR0')],
  ],
  sound: [
    [before, placed('K2')],
    [before, placed('', 'SM1 1AA')],
    [before, { ...placed('U6'), provider_ref: 'H002', missing_at: '12/10/2025' }],
  ],
  boundary: [
    [before, { ...placed('U6'), returned_at: '11/10/2025' }, false],
    [before, { ...placed('U6'), episode_end: 'ended_other' }, false],
    [before, placed('-', '-'), false],
  ],
});
