import type { SpokenCheck } from '../check-words.js';

/** New postcodes come before lists of them do, so the sender may confirm it. */
export const outwardCodeNotKnown: SpokenCheck<[outward: string]> = {
  kind: 'cell',
  code: 'PR-043',
  severity: 'warning',
  columns: ['placement_postcode', 'home_postcode'],
  title: 'The first half of a postcode is none that is on the map, so no distance can be measured.',
  explain: 'Check the postcode.',
  example: { cells: { home_postcode: 'ZZ9' } },
  isConfirmable: true,
  says: (outward) =>
    `${outward} is no first half of a postcode that is on the map, so no distance can be measured; check it.`,
};
