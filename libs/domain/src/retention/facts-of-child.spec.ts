import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { factsOfChild } from './index.js';
import type { RetentionFacts } from './index.js';

const facts: RetentionFacts = {
  ...{ dateOfBirth: parseDay('2005-06-01'), diedOn: null, careStatuses: ['home'] },
  ...{ lastEpisodeOn: parseDay('2018-05-04'), closedOn: parseDay('2018-05-05'), isMissing: false, isHeld: false },
};

describe('factsOfChild', () => {
  it('is what a record alone says', () => expect(factsOfChild(facts, [])).toEqual(facts));

  it('is of several what keeps longest: the latest days, every status, and whatever holds one of them', () => {
    const other: RetentionFacts = {
      ...{ dateOfBirth: parseDay('2005-06-11'), diedOn: null, careStatuses: ['home', 'looked_after'] },
      ...{ lastEpisodeOn: null, closedOn: parseDay('2019-01-01'), isMissing: true, isHeld: true },
    };
    expect(factsOfChild(facts, [other])).toEqual({
      ...{ ...other, lastEpisodeOn: facts.lastEpisodeOn },
      closedOn: other.closedOn,
    });
    expect(factsOfChild(other, [facts])).toEqual({
      ...factsOfChild(facts, [other]),
      careStatuses: ['home', 'looked_after'],
    });
  });

  it('counts a death once every record knows of it', () => {
    const died = { ...facts, diedOn: parseDay('2019-02-03') };
    expect(factsOfChild(died, [facts]).diedOn).toBeNull();
    expect(factsOfChild(died, [{ ...facts, diedOn: parseDay('2019-02-01') }]).diedOn).toEqual(died.diedOn);
  });
});
