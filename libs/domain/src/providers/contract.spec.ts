import { describe, expect, it } from '@jest/globals';
import { aContract } from '../../../../test/builders/index.js';
import { parseDay } from '../time/index.js';
import { contractInForce } from './index.js';

const first = aContract({ id: 'first', validTo: parseDay('2026-04-01') });
const second = aContract({ id: 'second', validFrom: parseDay('2026-04-01') });
const other = aContract({ id: 'other', providerId: 'provider-2' });

describe('contractInForce', () => {
  it.each([
    ['2018-03-31', null],
    ['2018-04-01', 'first'],
    ['2026-03-31', 'first'],
    ['2026-04-01', 'second'],
    ['2099-01-01', 'second'],
  ])('on %s is %s', (day, id) =>
    expect(contractInForce([other, second, first], 'provider-1', parseDay(day))?.id ?? null).toBe(id),
  );

  it('is null for a provider without a contract', () => {
    expect(contractInForce([first, second], 'provider-2', parseDay('2025-10-01'))).toBeNull();
    expect(contractInForce([], 'provider-1', parseDay('2025-10-01'))).toBeNull();
  });
});
