import { provesRowRule } from '../../../../../test/builders/index.js';
import { interviewWithoutTime } from './pr-169-interview-without-time.js';

provesRowRule(interviewWithoutTime, 'interview_at', {
  faulty: [
    { interviewer: 'R. Sample' },
    { interview_place: 'school' },
    { interview_ended_at: '12/10/2025', booked_for: '12/10/2025' },
  ],
  sound: [
    { interviewer: 'R. Sample', interview_at: '12/10/2025' },
    { interviewer: 'R. Sample', interview_at: 'soon' },
    { interviewer: 'R. Sample', not_completed_reason: 'no_contact' },
  ],
  boundary: [[{ interviewer: 'R. Sample', booked_for: '12/12/2025' }, false]],
});
