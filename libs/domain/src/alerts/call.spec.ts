import { describe, expect, it } from '@jest/globals';
import { anInstant } from '../../../../test/builders/index.js';
import { alertState, callOf, groupCalls } from './index.js';

const reachedAt = anInstant('2025-10-24T08:00:00Z');
const later = anInstant('2025-10-24T20:00:00Z');
const repeat = { id: 'a', episodeId: 'one', step: 'repeat_3_in_30', reachedAt };

describe('callOf', () => {
  it.each([
    ['repeats of one episode, whatever their number', { id: 'b', step: 'repeat_3_in_90' }, true],
    ['repeats of two episodes', { id: 'b', episodeId: 'two' }, false],
    ['repeats that came to their rungs apart', { id: 'b', reachedAt: later }, false],
    ['a repeat and another step of the same episode', { id: 'b', step: 'missed_24' }, false],
  ])('of %s', (_words, other, isOne) => {
    expect(callOf({ ...repeat, ...other }) === callOf(repeat)).toBe(isOne);
  });

  it('is its own for each alert that is no repeat', () => {
    const missed = { ...repeat, step: 'missed_72' };
    expect(callOf({ ...missed, id: 'b' })).not.toBe(callOf(missed));
  });
});

describe('groupCalls', () => {
  const acknowledgement = { personId: 'somebody', at: later, promisedBy: null };
  const standing = (id: string, step: string, isTaken = false) => ({
    ...{ id, step, episodeId: 'one' },
    state: alertState({
      ...{ rung: 2, reachedAt, climbsAt: later, askedId: null, ended: null },
      lastAcknowledgement: isTaken ? acknowledgement : null,
    }),
  });
  const ids = (...alerts: readonly ReturnType<typeof standing>[]) =>
    groupCalls(alerts).map((call) => call.map(({ id }) => id));

  it('keeps the order of the first of each call', () => {
    expect(ids(standing('a', 'repeat_3_in_30'), standing('b', 'missed_24'), standing('c', 'repeat_3_in_90'))).toEqual([
      ['a', 'c'],
      ['b'],
    ]);
  });

  it('keeps apart what somebody has taken on and what nobody has', () => {
    expect(ids(standing('a', 'repeat_3_in_30', true), standing('c', 'repeat_3_in_90'))).toEqual([['a'], ['c']]);
  });
});
