import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { decideAllocation, isLeadRole, roles } from './index.js';
import type { AllocationFacts } from './index.js';

const facts: AllocationFacts = {
  today: parseDay('2025-11-03'),
  teams: ['North', 'South'],
  workers: ['ann'],
  openSince: [parseDay('2025-10-01')],
  hasEmergency: false,
};
const wish = { team: 'South', worker: 'ann', from: '3/11/2025' };

describe('decideAllocation', () => {
  it('gives a child to a team and a worker from a day on', () => {
    expect(decideAllocation(facts, wish)).toEqual({
      kind: 'granted',
      value: { team: 'South', worker: 'ann', from: parseDay('2025-11-03') },
    });
  });

  it('takes a team without a worker, and the day on which the present allocation began', () => {
    expect(decideAllocation(facts, { ...wish, worker: '', from: '1/10/2025' })).toMatchObject({
      value: { worker: null, from: parseDay('2025-10-01') },
    });
  });

  it.each([
    ['a team that is not there', { team: 'East' }, 'team-not-known'],
    ['a worker who is not there', { worker: 'eve' }, 'worker-not-known'],
    ['a day that does not exist', { from: '31/11/2025' }, 'no-such-day'],
    ['no day', { from: '' }, 'no-such-day'],
    ['a day before the present allocation', { from: '30/9/2025' }, 'before-present-one'],
    ['a day after three months', { from: '4/2/2026' }, 'too-far-ahead'],
  ] as const)('refuses %s', (_, words, because) => {
    expect(decideAllocation(facts, { ...wish, ...words })).toEqual({ kind: 'refused', because });
  });

  it('takes the last day of the three months', () => {
    expect(decideAllocation(facts, { ...wish, from: '3/2/2026' }).kind).toBe('granted');
  });

  it('is refused to whoever sees the record in an emergency only', () => {
    expect(decideAllocation({ ...facts, hasEmergency: true }, wish)).toEqual({
      kind: 'refused',
      because: 'emergency-only',
    });
  });
});

describe('isLeadRole', () => {
  it('is so of the roles that see the children of the person or the team', () => {
    expect(roles.filter(isLeadRole)).toEqual(['team_manager', 'social_worker']);
  });
});
