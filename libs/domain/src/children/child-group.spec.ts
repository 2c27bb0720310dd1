import { describe, expect, it } from '@jest/globals';
import { theTravelRules } from '../../../../test/builders/index.js';
import { childGroup, milesBetween } from './index.js';

const sutton = 'E09000029';
const croydon = 'E09000008';
const kent = 'E10000016';
const toCroydon = milesBetween({ latitude: 51.3704, longitude: -0.1929 }, { latitude: 51.3628, longitude: -0.0716 });

describe('childGroup', () => {
  it.each([
    ['home', null, null, 'home'],
    ['home', kent, 'CT9', 'home'],
    ['care_leaver', kent, 'CT9', 'care_leaver'],
    ['looked_after_other_authority', sutton, 'SM1', 'other_authority_here'],
    ['looked_after', sutton, null, 'looked_after_in'],
    ['looked_after', sutton, 'CT9', 'looked_after_in'],
    ['looked_after', croydon, 'CR0', 'looked_after_out_within_limit'],
    ['looked_after', croydon, 'SM1', 'looked_after_out_within_limit'],
    ['looked_after', kent, 'CT9', 'looked_after_out_beyond_limit'],
    ['looked_after', kent, null, 'looked_after_out_beyond_limit'],
    ['looked_after', kent, 'ZZ9', 'looked_after_out_beyond_limit'],
    ['looked_after', kent, 'CR0', 'looked_after_out_within_limit'],
    ['looked_after', croydon, null, 'looked_after_distance_not_known'],
    ['looked_after', croydon, 'ZZ9', 'looked_after_distance_not_known'],
    ['looked_after', null, null, 'looked_after_distance_not_known'],
    ['looked_after', null, 'CT9', 'looked_after_out_beyond_limit'],
  ] as const)('of a child %s in %s at %s is %s', (careStatus, hostAuthority, placementOutwardCode, group) =>
    expect(childGroup({ careStatus, hostAuthority, placementOutwardCode }, theTravelRules())).toBe(group),
  );

  it.each([
    ['just under', toCroydon - 0.000001, 'looked_after_out_beyond_limit'],
    ['exactly', toCroydon, 'looked_after_out_within_limit'],
    ['just over', toCroydon + 0.000001, 'looked_after_out_within_limit'],
  ])('with a limit %s the distance is %s miles: %s', (_words, travelLimitMiles, group) =>
    expect(
      childGroup(
        { careStatus: 'looked_after', hostAuthority: croydon, placementOutwardCode: 'CR0' },
        theTravelRules({ travelLimitMiles }),
      ),
    ).toBe(group),
  );
});
