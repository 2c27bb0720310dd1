import type { SpokenCheck } from '../check-words.js';

/** A change that its sender took back. It is told in place of what was found of its row, which asks for nothing more. */
export const changeWithdrawn: SpokenCheck<[by: string, at: string]> = {
  kind: 'record',
  code: 'PR-352',
  severity: 'info',
  columns: [],
  title: 'The change that the row makes was withdrawn by its sender.',
  explain: 'Nothing needs to be done.',
  example: null,
  isConfirmable: false,
  says: (by, at) => `Withdrawn by ${by}, ${at}: the row changes nothing, and nothing needs to be done about it.`,
};
