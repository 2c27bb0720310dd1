import { describe, expect, it } from '@jest/globals';
import { recipientsOn } from './index.js';
import type { Cover, Reachable, Rung } from './index.js';

const standings = [
  { personId: 'ann', role: 'commissioner' },
  { personId: 'bob', role: 'commissioner' },
  { personId: 'tia', role: 'team_manager' },
  { personId: 'wes', role: 'provider_worker' },
];
const on = (rung: Rung, covers: readonly Cover[] = [], more: Partial<Reachable> = {}) =>
  recipientsOn(rung, { standings, covers, headOfServiceId: 'hal', ...more });
const cover = (coveredId: string, coveringId: string): Cover => ({ coveredId, coveringId });

describe('recipientsOn', () => {
  it.each([
    [0, ['wes']],
    [1, []],
    [2, ['ann', 'bob']],
    [3, ['ann', 'bob', 'tia']],
  ] as const)('tells on rung %i %j', (rung, told) => expect(on(rung)).toEqual(told));

  it('tells the head of service by name, and only where they may see the child', () => {
    expect(on(4)).toEqual([]);
    const seen = { standings: [...standings, { personId: 'hal', role: 'inspector' }] };
    expect(on(4, [], seen)).toEqual(['hal']);
    expect(on(4, [], { ...seen, headOfServiceId: null })).toEqual([]);
  });

  it('leaves the head of service to the last rung, unless nobody else stands below it', () => {
    expect(on(2, [], { headOfServiceId: 'ann' })).toEqual(['bob']);
    expect(on(4, [], { headOfServiceId: 'ann' })).toEqual(['ann']);
    const alone = standings.filter(({ personId }) => personId !== 'bob');
    expect(on(2, [], { standings: alone, headOfServiceId: 'ann' })).toEqual(['ann']);
  });

  it('tells the cover instead of whoever is away', () => {
    expect(on(2, [cover('ann', 'tia')])).toEqual(['bob', 'tia']);
    expect(on(2, [cover('ann', 'bob')])).toEqual(['bob']);
  });

  it('tells whoever is away after all where the cover may not see the child or is away too', () => {
    expect(on(2, [cover('ann', 'stranger')])).toEqual(['ann', 'bob']);
    expect(on(2, [cover('ann', 'bob'), cover('bob', 'ann')])).toEqual(['ann', 'bob']);
    expect(on(2, [cover('ann', 'tia'), cover('tia', 'wes')])).toEqual(['ann', 'bob']);
  });
});
