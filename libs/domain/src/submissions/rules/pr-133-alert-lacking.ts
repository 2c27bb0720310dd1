import { sameDayAlertCodes } from '../../factors/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Abuse, exploitation, trafficking, forced marriage and self-harm are passed on the same day (form rules); self-harm as a vulnerability while it is current. */
export const alertLacking: RowRule = {
  kind: 'row',
  code: 'PR-133',
  severity: 'warning',
  columns: ['safeguarding_alert_at', 'push_factors', 'pull_factors', 'harms', 'vulnerabilities'],
  title: 'A factor calls for a safeguarding alert on the same day, and no alert is recorded.',
  explain: 'Give safeguarding_alert_at; if none was raised, raise it now.',
  example: { cells: { interview_at: '12/10/2025', pull_factors: 'PL07' } },
  isConfirmable: true,
  readsBlank: ['safeguarding_alert_at'],
  check: (values) => {
    if (values.safeguarding_alert_at || !values.interview_at) return [];
    const factors = [values.push_factors, values.pull_factors, values.harms]
      .flatMap((section) => (section?.kind === 'answered' ? section.factors : []))
      .map(({ code }) => code);
    const present = (values.vulnerabilities ?? []).filter(({ isPresent }) => isPresent).map(({ code }) => code);
    const codes = [...factors, ...present].filter((code) => sameDayAlertCodes.has(code));
    return when(
      codes.length > 0,
      'safeguarding_alert_at',
      `${codes.join(', ')} calls for a safeguarding alert on the same day, and none is recorded; give safeguarding_alert_at, or raise the alert now.`,
    );
  },
};
