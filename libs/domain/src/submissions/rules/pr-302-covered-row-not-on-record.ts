import type { SpokenCheck } from '../check-words.js';

/** One interview may cover several episodes, each of which has to be there. */
export const coveredRowNotOnRecord: SpokenCheck<[refs: string]> = {
  kind: 'record',
  code: 'PR-302',
  severity: 'error',
  columns: ['interview_covers'],
  title: 'interview_covers names a reference that is not on record.',
  explain: 'Send that row: this one is taken in by itself once it is there. Or correct interview_covers.',
  example: { cells: { interview_covers: 'H999', interview_at: '12/10/2025', push_factors: 'PU01' } },
  isConfirmable: false,
  says: (refs) =>
    `interview_covers names ${refs}, which is not on record; send that row, and this one is taken in by itself, or correct interview_covers.`,
};
