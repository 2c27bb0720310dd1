import type { ChildGroup } from '#domain/children';
import type { DemonstrationAuthority } from './demonstration-options.js';
import type { ProviderCode } from './demonstration-providers.js';
import { pickOne, pickWeighted } from './draws.js';
import type { Weighted } from './draws.js';
import type { Random } from './mulberry32.js';

/** The report groups that the demonstration holds: in it, every distance is known. */
export type DemonstrationGroup = Exclude<ChildGroup, 'looked_after_distance_not_known'>;

/** Where a child lives, who answers for the child, and who is to hold the interview. */
export interface Residence {
  readonly placementOutwardCode: string | null;
  readonly homeOutwardCode: string | null;
  readonly responsibleAuthority: string | null;
  readonly hostAuthority: string | null;
  readonly provider: ProviderCode;
}

type Place = readonly [outwardCode: string, hostAuthority: string];

const southLondonAndNorthSurrey: readonly Place[] = [
  ['CR0', 'E09000008'],
  ['SE25', 'E09000008'],
  ['KT1', 'E09000021'],
  ['BR1', 'E09000006'],
  ['SW17', 'E09000032'],
  ['CR4', 'E09000024'],
  ['SE6', 'E09000023'],
  ['KT18', 'E10000030'],
  ['RH1', 'E10000030'],
];

const midlandsAndNorth: readonly Place[] = [
  ['LU1', 'E06000032'],
  ['B1', 'E08000025'],
  ['NG1', 'E06000018'],
  ['NN1', 'E06000062'],
  ['LS8', 'E08000035'],
];

const southCoastAndEast: readonly Place[] = [
  ['CT9', 'E10000016'],
  ['BN1', 'E06000043'],
  ['TN34', 'E10000011'],
  ['SS1', 'E06000033'],
  ['CO1', 'E10000012'],
  ['ME7', 'E06000035'],
];

const placingCouncils: Weighted<string> = [
  ['E09000008', 5],
  ['E09000022', 4],
  ['E09000032', 3],
  ['E09000024', 2],
  ['E09000023', 2],
  ['E10000030', 2],
  ['E10000016', 1],
];

/** Draws where a child of a group lives. A place in the authority itself is never taken for one outside it. */
export function drawResidence(random: Random, group: DemonstrationGroup, authority: DemonstrationAuthority): Residence {
  const inBorough = pickOne(random, authority.outwardCodes);
  switch (group) {
    case 'home':
    case 'care_leaver':
      return {
        placementOutwardCode: null,
        homeOutwardCode: inBorough,
        responsibleAuthority: null,
        hostAuthority: null,
        provider: 'HARBOUR',
      };
    case 'looked_after_in':
      return placed([inBorough, authority.code], authority.code, 'HARBOUR');
    case 'looked_after_out_within_limit':
      return placed(pickOutside(random, southLondonAndNorthSurrey, authority), authority.code, 'HARBOUR');
    case 'looked_after_out_beyond_limit':
      return random() < 0.5
        ? placed(pickOutside(random, midlandsAndNorth, authority), authority.code, 'NORTHWAY')
        : placed(pickOutside(random, southCoastAndEast, authority), authority.code, 'KESTREL');
    case 'other_authority_here':
      return placed([inBorough, authority.code], pickPlacingCouncil(random, authority), 'HARBOUR');
  }
}

function placed([outwardCode, host]: Place, responsibleAuthority: string, provider: ProviderCode): Residence {
  return {
    placementOutwardCode: outwardCode,
    homeOutwardCode: null,
    responsibleAuthority,
    hostAuthority: host,
    provider,
  };
}

function pickOutside(random: Random, places: readonly Place[], authority: DemonstrationAuthority): Place {
  const outside = ([code, host]: Place) => host !== authority.code && !authority.outwardCodes.includes(code);
  return pickOne(random, places.filter(outside));
}

function pickPlacingCouncil(random: Random, authority: DemonstrationAuthority): string {
  return pickWeighted(
    random,
    placingCouncils.filter(([code]) => code !== authority.code),
  );
}
