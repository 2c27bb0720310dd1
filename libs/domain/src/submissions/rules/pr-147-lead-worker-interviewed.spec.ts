import { provesRowRule } from '../../../../../test/builders/index.js';
import { leadWorkerInterviewed } from './pr-147-lead-worker-interviewed.js';

provesRowRule(leadWorkerInterviewed, 'interviewer', {
  faulty: [
    { interviewer: 'L. Sample', lead_worker: 'l sample' },
    { interviewer: 'Zoé', lead_worker: 'ZOE', independent: 'Y' },
  ],
  sound: [
    { interviewer: 'L. Sample', lead_worker: 'R. Sample' },
    { interviewer: 'L. Sample' },
    { lead_worker: 'L. Sample' },
  ],
  boundary: [[{ interviewer: 'L. Sample', lead_worker: 'L. Sample', independent: 'N' }, false]],
});
