import type { SpokenCheck } from '../check-words.js';

/** A fault of the service that no check foresaw. */
export const notApplied: SpokenCheck<[]> = {
  kind: 'record',
  code: 'PR-900',
  severity: 'error',
  columns: [],
  title: 'The service could not apply the row; that is its fault and not yours.',
  explain: 'Tell whoever runs the service; the row is kept as it came.',
  example: null,
  isConfirmable: false,
  says: () => `Held: the service could not apply this row. It is kept as it came; tell whoever runs the service.`,
};
