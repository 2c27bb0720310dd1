import type { Contract } from '#domain/providers';
import { parseDay } from '#domain/time';

/** A block contract of Sutton for children at home, in force from 1 April 2018 without end. */
export function aContract(words: Partial<Contract> = {}): Contract {
  return {
    id: 'contract-1',
    authority: 'E09000029',
    providerId: 'provider-1',
    kind: 'block',
    validFrom: parseDay('2018-04-01'),
    validTo: null,
    groups: ['home'],
    countedModes: ['in_person', 'video'],
    countedEpisodes: ['M', 'A'],
    ...words,
  };
}
