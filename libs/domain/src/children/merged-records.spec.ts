import { describe, expect, it } from '@jest/globals';
import { aChild } from '../../../../test/builders/index.js';
import { parseDay } from '../time/index.js';
import { matchRecord } from './index.js';

const away = aChild({ childId: 'away', councilChildId: 'S1', dateOfBirth: parseDay('2011-04-05') });
const goesOn = aChild({ childId: 'goes-on', councilChildId: 'S2', dateOfBirth: parseDay('2011-05-04') });
const merged = new Map([['away', 'goes-on']]);
const match = (councilChildId: string, born: string, survivors: ReadonlyMap<string, string>) => {
  const claimed = { ...goesOn, councilChildId, dateOfBirth: parseDay(born) };
  const found = matchRecord(claimed, [away, goesOn], survivors);
  return found.kind === 'known' ? found.child.childId : found.kind;
};

describe('matchRecord', () => {
  it.each([
    ['S1', '2011-04-05', 'away', 'away'],
    ['S1', '2011-05-04', 'away', 'doubtful'],
    ['S2', '2011-05-04', 'goes-on', 'goes-on'],
    ['S2', '2011-04-05', 'goes-on', 'doubtful'],
    ['S1', '2011-05-05', 'doubtful', 'doubtful'],
    ['S2', '2011-05-05', 'doubtful', 'doubtful'],
  ])('takes %s born %s for %s where the two are merged, else for %s', (id, born, together, apart) => {
    expect([match(id, born, merged), match(id, born, new Map())]).toEqual([together, apart]);
  });

  it('heeds no merge of other records', () =>
    expect(match('S1', '2011-05-04', new Map([['goes-on', 'third']]))).toBe('doubtful'));
});
