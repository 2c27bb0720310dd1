import type { SpokenCheck } from '../check-words.js';

/** A child is never matched against its date of birth (SSDA903 rule INT13). */
export const dateOfBirthDiffers: SpokenCheck<[]> = {
  kind: 'record',
  code: 'PR-403',
  severity: 'error',
  columns: ['date_of_birth'],
  title: 'The child ID is on record with another date of birth.',
  explain: 'Settle which of the two is right, and tell the provider.',
  example: { cells: { provider_ref: 'H002', date_of_birth: '15/03/2010' }, after: [{ by: 'another', cells: {} }] },
  isConfirmable: false,
  isForCouncil: true,
  says: () =>
    `The child ID is on record with another date of birth; settle which of the two is right, and tell the provider.`,
};
