import { provesRowRule } from '../../../../../test/builders/index.js';
import { alertAfterTheDay } from './pr-126-alert-after-the-day.js';

provesRowRule(alertAfterTheDay, 'safeguarding_alert_at', {
  faulty: [{ interview_at: '12/10/2025', safeguarding_alert_at: '13/10/2025' }],
  sound: [
    { interview_at: '12/10/2025 10:00', safeguarding_alert_at: '12/10/2025 12:00' },
    { interview_at: '12/10/2025' },
    { safeguarding_alert_at: '12/10/2025' },
  ],
  boundary: [
    [{ interview_at: '12/10/2025 10:00', safeguarding_alert_at: '12/10/2025 23:59' }, false],
    [{ interview_at: '12/10/2025 10:00', safeguarding_alert_at: '13/10/2025 00:00' }, true],
  ],
});
