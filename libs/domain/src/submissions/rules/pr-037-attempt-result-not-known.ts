import type { SpokenCheck } from '../check-words.js';

/** An attempt counts as an offer once it was answered, so its result has to be clear. */
export const attemptResultNotKnown: SpokenCheck<[cell: string, codes: string]> = {
  kind: 'cell',
  code: 'PR-037',
  severity: 'error',
  columns: ['attempts'],
  title: 'The result of an attempt is not known.',
  explain: 'Write accepted, declined or no_response, or leave it out.',
  example: { cells: { attempts: '12/10/2025 10:00=text=perhaps' } },
  isConfirmable: false,
  says: (cell, codes) => `The result of "${cell}" is not one of ${codes}.`,
};
