import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstant } from '../../../../test/builders/index.js';
import { LEASE_SECONDS, MOST_ATTEMPTS, decideMessage } from './index.js';
import type { Message, MessageEvent } from './index.js';

const NOON = anInstant('2026-11-23T12:00:00Z');
const OWNER = 'owner';
const waiting: Message = { state: 'waiting', attempts: 0, nextAttemptAt: NOON, fault: null };
const circumstances = { ownerId: OWNER, isTracked: true };
const after = (seconds: number) => NOON.add({ seconds });

/** The message after these events, each of which is to be granted. */
function lived(events: readonly MessageEvent[], from: Message = waiting, isTracked = true): Message {
  return events.reduce((message, event) => {
    const decided = decideMessage(message, event, { ownerId: OWNER, isTracked });
    if (decided.kind === 'refused') throw new Error(`${event.kind} was refused: ${decided.because}`);
    return decided.value;
  }, from);
}

const taken = (seconds = 0): MessageEvent => ({ kind: 'taken', at: after(seconds) });
const accepted = (attempt: number, seconds = 1): MessageEvent => ({
  ...{ kind: 'sent', at: after(seconds), attempt },
  outcome: { kind: 'accepted' },
});
const putOff = (attempt: number, seconds = 1, retryAfter: number | null = null): MessageEvent => ({
  ...{ kind: 'sent', at: after(seconds), attempt },
  outcome: { kind: 'put-off', fault: 'timed-out', retryAfter },
});
const turnedDown = (attempt: number): MessageEvent => ({
  ...{ kind: 'sent', at: after(1), attempt },
  outcome: { kind: 'refused', fault: 'address-refused' },
});

describe('the life of a message', () => {
  it('is taken by one worker, which loses it when it is not heard of again', () => {
    const held = lived([taken()]);
    expect(held).toEqual({ ...waiting, attempts: 1, nextAttemptAt: after(LEASE_SECONDS) });
    expect(decideMessage(held, taken(LEASE_SECONDS - 1), circumstances)).toEqual({
      ...{ kind: 'refused', because: 'not-due' },
    });
    expect(lived([taken(LEASE_SECONDS)], held)).toMatchObject({ attempts: 2 });
  });

  it('is accepted, and asked after where the sender can tell', () => {
    expect(lived([taken(), accepted(1)])).toEqual({
      ...{ state: 'accepted', attempts: 1, acceptedAt: after(1), nextCheckAt: after(61) },
    });
    expect(lived([taken(), accepted(1)], waiting, false)).toMatchObject({ state: 'accepted', nextCheckAt: null });
  });

  it('waits after an attempt that came to nothing, with what was wrong', () => {
    expect(lived([taken(), putOff(1)])).toEqual({
      ...{ state: 'waiting', attempts: 1, nextAttemptAt: after(61), fault: 'timed-out' },
    });
    expect(lived([taken(), putOff(1, 1, 300)])).toMatchObject({ nextAttemptAt: after(301) });
  });

  it('is its owner’s after the last attempt, and at once where it is turned down', () => {
    const last: Message = { state: 'waiting', attempts: MOST_ATTEMPTS, nextAttemptAt: NOON, fault: null };
    const lost = { state: 'failed', failedAt: after(1), ownerId: OWNER };
    expect(lived([putOff(MOST_ATTEMPTS)], last)).toEqual({ ...lost, attempts: MOST_ATTEMPTS, fault: 'timed-out' });
    expect(lived([taken(), turnedDown(1)])).toEqual({ ...lost, attempts: 1, fault: 'address-refused' });
  });

  it('believes an overtaken worker that a sender took it, and nothing else', () => {
    const again = lived([taken(), taken(LEASE_SECONDS)]);
    expect(decideMessage(again, putOff(1), circumstances)).toEqual({ kind: 'refused', because: 'overtaken' });
    expect(decideMessage(again, turnedDown(1), circumstances)).toEqual({ kind: 'refused', because: 'overtaken' });
    expect(lived([accepted(1)], again)).toMatchObject({ state: 'accepted' });
    expect(lived([accepted(1)], lived([turnedDown(2)], again))).toMatchObject({ state: 'accepted' });
  });

  it('is delivered, or failed where the sender could not deliver it or cannot tell in three days', () => {
    const underWay = lived([taken(), accepted(1)]);
    const checked = (outcome: 'delivered' | 'not-delivered' | 'under-way', hours: number): MessageEvent => ({
      ...{ kind: 'checked', at: after(hours * 3600 + 1), outcome },
    });
    expect(lived([checked('delivered', 1)], underWay)).toMatchObject({ state: 'delivered', deliveredAt: after(3601) });
    expect(lived([checked('not-delivered', 1)], underWay)).toMatchObject({ state: 'failed', fault: 'not-delivered' });
    expect(lived([checked('under-way', 73)], underWay)).toMatchObject({
      state: 'accepted',
      nextCheckAt: after(74 * 3600 + 1),
    });
    expect(lived([checked('under-way', 74)], underWay)).toMatchObject({ state: 'failed', fault: 'not-confirmed' });
  });

  it('is withdrawn while it waits, goes out no more, and counts as accepted where a sender had taken it all the same', () => {
    const withdrawn: MessageEvent = { kind: 'withdrawn', at: after(5) };
    const gone = lived([withdrawn], lived([taken(), putOff(1)]));
    expect(gone).toEqual({ state: 'withdrawn', attempts: 1, withdrawnAt: after(5) });
    for (const event of [taken(9), putOff(1), turnedDown(1), withdrawn, { kind: 'sent-again', at: after(9) } as const])
      expect(decideMessage(gone, event, circumstances).kind).toBe('refused');
    expect(lived([accepted(1)], gone)).toMatchObject({ state: 'accepted' });
    expect(decideMessage(lived([taken(), accepted(1)]), withdrawn, circumstances)).toMatchObject({ kind: 'refused' });
  });

  it('can be sent again by hand only after it failed, and is tried as often anew', () => {
    const again: MessageEvent = { kind: 'sent-again', at: after(5) };
    const back = lived([again], lived([taken(), turnedDown(1)]));
    expect(back).toEqual({ state: 'waiting', attempts: 1, nextAttemptAt: after(5), fault: 'address-refused' });
    expect(decideMessage(back, again, circumstances)).toEqual({ kind: 'refused', because: 'not-failed' });
    const given: Message = { state: 'failed', attempts: MOST_ATTEMPTS, failedAt: NOON, fault: 'busy', ownerId: null };
    expect(lived([again, taken(5), putOff(MOST_ATTEMPTS + 1, 6)], given)).toMatchObject({ state: 'waiting' });
  });

  const anOutcome = fc.oneof(
    fc.constant({ kind: 'accepted' } as const),
    fc.record({
      kind: fc.constant('put-off' as const),
      fault: fc.constantFrom('timed-out', 'busy', 'server-fault'),
      retryAfter: fc.option(fc.integer({ min: -10, max: 1e6 })),
    }),
    fc.constant({ kind: 'refused', fault: 'address-refused' } as const),
  );
  const anEvent: fc.Arbitrary<(message: Message, seconds: number) => MessageEvent> = fc.oneof(
    fc.constant((_: Message, seconds: number) => taken(seconds)),
    fc
      .tuple(anOutcome, fc.integer({ min: 0, max: 2 }))
      .map(([outcome, back]) => ({ attempts }: Message, seconds: number): MessageEvent => ({
        ...{ kind: 'sent', at: after(seconds), attempt: attempts - back, outcome },
      })),
    fc
      .constantFrom('delivered', 'not-delivered', 'under-way')
      .map((outcome) => (_: Message, seconds: number): MessageEvent => ({
        kind: 'checked',
        at: after(seconds),
        outcome,
      })),
    fc.constant((_: Message, seconds: number): MessageEvent => ({ kind: 'sent-again', at: after(seconds) })),
    fc.constant((_: Message, seconds: number): MessageEvent => ({ kind: 'withdrawn', at: after(seconds) })),
  );
  const steps = fc.array(fc.tuple(anEvent, fc.integer({ min: 1, max: 8000 })), { maxLength: 60 });

  it('reaches every state, always has somebody or something that goes on with it, and stays delivered', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, (events) => {
        let message = lived([]);
        let seconds = 0;
        for (const [make, later] of events) {
          seconds += later;
          const before = message;
          const decided = decideMessage(before, make(before, seconds), circumstances);
          if (decided.kind === 'refused') continue;
          message = decided.value;
          reached.add(message.state);
          expect(message.attempts).toBeGreaterThanOrEqual(before.attempts);
          expect(before.state).not.toBe('delivered');
          if (message.state === 'waiting')
            expect(message.nextAttemptAt.epochMilliseconds).toBeLessThanOrEqual(
              after(seconds + 3600).epochMilliseconds,
            );
          if (message.state === 'accepted') expect(message.nextCheckAt).not.toBeNull();
          if (message.state === 'failed') expect(message.ownerId).toBe(OWNER);
        }
      }),
      { numRuns: 2000 },
    );
    expect([...reached].sort()).toEqual(['accepted', 'delivered', 'failed', 'waiting', 'withdrawn']);
  });
});
