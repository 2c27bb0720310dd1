import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { factsOfFamily } from './index.js';
import type { RetentionFacts } from './index.js';

const facts: RetentionFacts = {
  ...{ dateOfBirth: parseDay('2005-06-01'), diedOn: null, careStatuses: ['home'] },
  ...{ lastEpisodeOn: parseDay('2018-05-04'), closedOn: parseDay('2018-05-05'), isMissing: false, isHeld: false },
};

describe('factsOfFamily', () => {
  it('is what a record alone says', () => expect(factsOfFamily(facts, [])).toEqual(facts));

  it('is of several what keeps longest: the latest days, every status, and whatever holds one of them', () => {
    const kin: RetentionFacts = {
      ...{ dateOfBirth: parseDay('2005-06-11'), diedOn: null, careStatuses: ['home', 'looked_after'] },
      ...{ lastEpisodeOn: null, closedOn: parseDay('2019-01-01'), isMissing: true, isHeld: true },
    };
    expect(factsOfFamily(facts, [kin])).toEqual({
      ...{ ...kin, lastEpisodeOn: facts.lastEpisodeOn },
      closedOn: kin.closedOn,
    });
    expect(factsOfFamily(kin, [facts])).toEqual({
      ...factsOfFamily(facts, [kin]),
      careStatuses: ['home', 'looked_after'],
    });
  });

  it('counts a death once every record knows of it', () => {
    const died = { ...facts, diedOn: parseDay('2019-02-03') };
    expect(factsOfFamily(died, [facts]).diedOn).toBeNull();
    expect(factsOfFamily(died, [{ ...facts, diedOn: parseDay('2019-02-01') }]).diedOn).toEqual(died.diedOn);
  });
});
