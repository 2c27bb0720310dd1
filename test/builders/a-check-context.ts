import { parseDay } from '#domain/time';
import { aContract } from './a-contract.js';
import { theLists, theTravelRules } from './a-row.js';
import { anInstant } from './moments.js';

/** Sutton looks at returns on Monday 3 November 2025 at 9:00; `you` and `another` have contracts that count M alone. */
export function aCheckContext(providerId: string) {
  const { findOutwardCode, findAuthorityCentre } = theTravelRules();
  return {
    authority: 'E09000029',
    providerId,
    now: anInstant('2025-11-03T09:00:00Z'),
    requiredColumns: [],
    needsConfirmation: false,
    aliases: [],
    lists: {
      ...theLists(),
      ...{ findOutwardCode, findAuthorityCentre },
      authorityName: (code: string) => code,
      listCodes: () => [],
    },
    contracts: ['you', 'another'].map((sender) => aContract({ providerId: sender, countedEpisodes: ['M'] })),
    settings: [{ validFrom: parseDay('2018-04-01'), setPointOutwardCode: 'SM1', travelLimitMiles: 20 }],
  };
}
