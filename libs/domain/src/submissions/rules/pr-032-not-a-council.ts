import type { SpokenCheck } from '../check-words.js';

/** Names and codes are those of the Office for National Statistics, past ones included. */
export const notACouncil: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-032',
  severity: 'error',
  columns: ['responsible_authority', 'host_authority'],
  title: 'A cell names no English council.',
  explain: 'Give its name or its GSS code, such as E09000029.',
  example: { cells: { host_authority: 'Atlantis' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is not an English council; give its name or its GSS code, such as E09000029.`,
};
