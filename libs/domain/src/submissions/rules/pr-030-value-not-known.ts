import type { SpokenCheck } from '../check-words.js';

/** Case, blanks and hyphens are passed over before a value is looked up. */
export const valueNotKnown: SpokenCheck<[cell: string, codes: string]> = {
  kind: 'cell',
  code: 'PR-030',
  severity: 'error',
  columns: [
    'care_status',
    'episode_type',
    'police_classification',
    'police_risk',
    'missing_from',
    'episode_end',
    'offered_to',
    'offer_outcome',
    'interview_mode',
    'not_completed_reason',
    'risk_now',
  ],
  title: 'A cell holds none of the values that its column knows.',
  explain: 'Use one of those that the message lists.',
  example: { cells: { police_risk: 'huge' } },
  isConfirmable: false,
  says: (cell, codes) => `"${cell}" is not a known value; use one of ${codes}.`,
};
