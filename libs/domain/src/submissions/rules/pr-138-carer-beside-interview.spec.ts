import { provesRowRule } from '../../../../../test/builders/index.js';
import { carerBesideInterview } from './pr-138-carer-beside-interview.js';

provesRowRule(carerBesideInterview, 'carer_information', {
  faulty: [{ carer_information: 'x', interview_at: '12/10/2025' }],
  sound: [{ carer_information: 'x' }, { interview_at: '12/10/2025' }, { carer_information: 'x', interview_at: '-' }],
  boundary: [[{ carer_information: '-', interview_at: '12/10/2025' }, false]],
});
