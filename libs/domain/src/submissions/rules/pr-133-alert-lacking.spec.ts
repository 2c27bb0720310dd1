import { provesRowRule } from '../../../../../test/builders/index.js';
import { alertLacking } from './pr-133-alert-lacking.js';

provesRowRule(alertLacking, 'safeguarding_alert_at', {
  faulty: [
    { interview_at: '12/10/2025', pull_factors: 'PL07' },
    { interview_at: '12/10/2025', harms: 'HA02;HA07' },
    { interview_at: '12/10/2025', pull_factors: 'PL07', safeguarding_alert_at: '-' },
  ],
  sound: [
    { interview_at: '12/10/2025', pull_factors: 'PL07', safeguarding_alert_at: '12/10/2025' },
    { interview_at: '12/10/2025', push_factors: 'PU01' },
    { pull_factors: 'PL07' },
    { interview_at: '12/10/2025', pull_factors: 'PL07', safeguarding_alert_at: 'soon' },
  ],
  boundary: [
    [{ interview_at: '12/10/2025', vulnerabilities: 'VU09=Y' }, true],
    [{ interview_at: '12/10/2025', vulnerabilities: 'VU09=N' }, false],
  ],
});
