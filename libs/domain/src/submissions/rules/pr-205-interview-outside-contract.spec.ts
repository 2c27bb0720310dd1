import { aContract, provesRowRule } from '../../../../../test/builders/index.js';
import { interviewOutsideContract } from './pr-205-interview-outside-contract.js';

provesRowRule(
  interviewOutsideContract,
  'interview_at',
  {
    faulty: [{ interview_at: '12/10/2025', returned_at: '11/10/2025' }],
    sound: [{ interview_at: '11/10/2025', returned_at: '11/10/2025' }, { returned_at: '11/10/2025' }],
    boundary: [[{ interview_at: '12/10/2025', returned_at: '12/10/2025' }, false]],
  },
  { contractOn: (day) => (day.day < 12 ? aContract() : null) },
);
