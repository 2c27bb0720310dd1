import { describe, expect, it } from '@jest/globals';
import { ChainCheck } from './check-chain.js';
import { hashOfSeal } from './seal.js';
import type { Seal, SealedEvent } from './seal.js';

const at = (minute: number) => `2025-11-03T09:${String(minute).padStart(2, '0')}:00.000000Z`;
const anEvent = (id: string, minute: number): SealedEvent => ({ id, occurred_at: at(minute), children: [] });

/** A chain whose batches are sealed at these minutes, each complete up to the minute before. */
function aChain(...batches: readonly { readonly sealedAt: number; readonly events: readonly SealedEvent[] }[]) {
  const check = new ChainCheck('occurred_at');
  let previous: Seal | null = null;
  for (const { sealedAt, events } of batches) {
    const unsigned: Omit<Seal, 'hash'> = {
      ...{ chain: 'E09000029', number: (previous?.number ?? 0) + 1, format: 1, previous: previous?.hash ?? null },
      ...{ sealedAt: at(sealedAt), completeBefore: at(sealedAt - 1), nextXid: '1', count: events.length, heads: [] },
      events: events.map(({ id }) => id),
    };
    const known = new Map(events.map((event) => [event.id, event]));
    previous = { ...unsigned, hash: hashOfSeal(unsigned, known) };
    check.take(previous, known);
  }
  return { check, last: previous };
}

const three = [
  { sealedAt: 10, events: [anEvent('a', 8)] },
  { sealedAt: 20, events: [anEvent('b', 18)] },
  { sealedAt: 30, events: [anEvent('c', 28)] },
];

describe('ChainCheck', () => {
  it('finds a chain whole whose events are in the order of its batches', () => {
    expect(aChain(...three).check.firstFault).toBeNull();
  });

  it.each([
    [8, 1],
    [9, 2],
    [18, 2],
    [19, 3],
    [28, 3],
  ])('names, for an event of minute %p that no batch holds, batch %p', (minute, batch) => {
    const { check } = aChain(...three);
    check.takeUnsealed([at(minute)]);
    expect(check.firstFault).toMatchObject({ batch });
  });

  it('takes an event that is not sealed for new from the moment on up to which the last batch is complete', () => {
    const { check } = aChain(...three);
    check.takeUnsealed([at(29)]);
    expect(check.firstFault).toBeNull();
  });

  it('names the batch into whose time an event was slipped, once a later batch has taken it', () => {
    const { check } = aChain(...three, { sealedAt: 40, events: [anEvent('d', 15), anEvent('e', 38)] });
    expect(check.firstFault).toMatchObject({ batch: 2 });
  });

  it('bears a clock that was put back between two batches', () => {
    const { check } = aChain(...three, { sealedAt: 12, events: [anEvent('d', 11)] });
    expect(check.firstFault).toBeNull();
  });

  it('names the batch after the last for a head that is not there, and its own where that is known', () => {
    const { check, last } = aChain(...three);
    check.expect({ hash: last?.hash ?? '' });
    expect(check.firstFault).toBeNull();
    check.expect({ hash: 'f'.repeat(64) });
    expect(check.firstFault).toMatchObject({ batch: 4 });
    check.expect({ authority: 'E09000029', number: 2, hash: 'f'.repeat(64) });
    expect(check.firstFault).toMatchObject({ batch: 2 });
  });
});
