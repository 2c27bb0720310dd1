import { describe, expect, it } from '@jest/globals';
import { checkLadder } from './index.js';

describe('checkLadder', () => {
  it('takes whole hours from 1 to 168 for each rung but the last', () => {
    const checked = checkLadder({ hours: ['1', ' 12 ', '168', '24'], headOfServiceId: null });
    expect(checked).toEqual({ kind: 'sound', value: { hours: { 0: 1, 1: 12, 2: 168, 3: 24 }, headOfServiceId: null } });
  });

  it.each(['0', '169', '1.5', '-1', '', 'x', '1000'])('names the rungs with %j', (typed) => {
    const checked = checkLadder({ hours: ['12', typed, '12', typed], headOfServiceId: null });
    expect(checked).toEqual({ kind: 'faulty', rungs: [1, 3] });
  });
});
