import { provesFileRule } from '../../../../../test/builders/index.js';
import { interviewToldTwice } from './pr-307-interview-told-twice.js';

const held = { interview_at: '14/10/2025 10:00' };
const other = { provider_ref: 'H002', ...held };

provesFileRule(interviewToldTwice, 'interview_at', {
  faulty: [
    [held, other],
    [held, {}, other],
  ],
  sound: [[held], [held, { ...other, child_id: 'S1002' }], [held, { ...other, interview_at: '14/10/2025 10:30' }]],
  boundary: [
    [[held, { ...held, row_version: '2' }], false],
    [
      [
        { ...held, child_id: '' },
        { ...other, child_id: '' },
      ],
      false,
    ],
    [
      [
        { ...held, interview_at: '14/10/2025' },
        { ...other, interview_at: '14/10/2025' },
      ],
      false,
    ],
  ],
});
