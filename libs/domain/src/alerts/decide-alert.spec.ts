import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '../time/index.js';
import {
  acknowledge,
  climb,
  climbsAt,
  defaultLadder,
  endAlert,
  handOver,
  hasToBeTold,
  raiseAlert,
  resumeAlert,
} from './index.js';
import type { AlertState, Reachable } from './index.js';

const raisedAt = parseInstant('2025-10-24T08:00:00Z');
const settings = { ...defaultLadder, headOfServiceId: 'head' };
const reachable: Reachable = {
  standings: [
    { personId: 'worker', role: 'provider_worker' },
    { personId: 'manager', role: 'provider_manager' },
    { personId: 'commissioner', role: 'commissioner' },
    { personId: 'team', role: 'team_manager' },
    { personId: 'head', role: 'inspector' },
  ],
  covers: [],
  headOfServiceId: 'head',
};
const after = (hours: number) => raisedAt.add({ milliseconds: Math.round(hours * 3_600_000) });
const raised = (step: string) => raiseAlert(step, reachable, { at: raisedAt, settings });
const climbed = (state: AlertState, hours: number, view = reachable) =>
  climb(state, view, { at: after(hours), settings });

function granted(
  decision: { readonly kind: 'granted'; readonly value: AlertState } | { readonly kind: 'refused' },
): AlertState {
  if (decision.kind === 'refused') throw new Error('It was refused.');
  return decision.value;
}
const taken = (by: string, promise: number | null = null, hours = 1) =>
  granted(
    acknowledge(
      raised('warning_48'),
      { personId: by, promisedBy: promise === null ? null : after(promise) },
      after(hours),
    ),
  );

const handed = (state: AlertState, fromId: string, toId: string, hours = 5) =>
  handOver(state, { fromId, toId }, { at: after(hours), settings });

describe('raiseAlert', () => {
  it.each([
    ['missed_24', 0, 12],
    ['warning_48', 1, 12],
    ['warning_60', 2, 12],
    ['missed_72', 3, 24],
    ['a step of another clock', 2, 12],
  ])('begins with %s on rung %i, to climb after %i hours', (step, rung, hours) => {
    expect(raised(step)).toEqual({ kind: 'unacknowledged', rung, reachedAt: raisedAt, climbsAt: after(hours) });
  });

  it('begins where somebody can be told', () => {
    const council = { ...reachable, standings: reachable.standings.slice(2) };
    expect(raiseAlert('missed_24', council, { at: raisedAt, settings })).toMatchObject({ rung: 2 });
    const nobody = { ...reachable, standings: [] };
    expect(raiseAlert('missed_24', nobody, { at: raisedAt, settings })).toMatchObject({ rung: 4, climbsAt: null });
  });
});

describe('climb', () => {
  it.each([
    [11.999, 'refused'],
    [12, 'granted'],
    [40, 'granted'],
  ])('of an alert that waits 12 hours is after %f hours %s', (hours, kind) => {
    const decision = climbed(raised('warning_48'), hours);
    expect(decision.kind).toBe(kind);
    if (decision.kind === 'granted')
      expect(decision.value).toEqual({
        kind: 'unacknowledged',
        rung: 2,
        reachedAt: after(hours),
        climbsAt: after(hours + 12),
      });
  });

  it('brings a missed interview to the head of service 96 hours after the return', () => {
    expect(granted(climbed(raised('missed_72'), 24))).toMatchObject({ rung: 4, climbsAt: null });
  });

  it('is over on the last rung', () => {
    const top = granted(climbed(raised('missed_72'), 24));
    expect(climbed(top, 1000)).toEqual({ kind: 'refused', because: 'not-due' });
  });

  it('passes by a rung on which nobody may see the child', () => {
    const withoutCommissioner = {
      ...reachable,
      standings: reachable.standings.filter(({ role }) => role !== 'commissioner'),
    };
    expect(granted(climbed(raised('warning_48'), 12, withoutCommissioner))).toMatchObject({ rung: 3 });
  });

  it('stops once somebody has taken it on', () => {
    expect(climbed(taken('manager'), 1000)).toMatchObject({ kind: 'refused' });
  });

  it.each([
    [19.999, 'refused'],
    [20, 'granted'],
  ])('goes on when a promise for 20 hours has passed: after %f hours it is %s', (hours, kind) => {
    expect(climbed(taken('manager', 20), hours).kind).toBe(kind);
  });

  it('begins anew on the last rung when the promise made there has passed', () => {
    const top = granted(climbed(raised('missed_72'), 24));
    const promised = granted(acknowledge(top, { personId: 'head', promisedBy: after(40) }, after(30)));
    expect(granted(climbed(promised, 40))).toEqual({
      kind: 'unacknowledged',
      rung: 4,
      reachedAt: after(40),
      climbsAt: null,
    });
  });
});

describe('acknowledge', () => {
  it.each([
    [null, 'granted'],
    [1, 'promise-past'],
    [1.001, 'granted'],
    [1 + 28 * 24, 'granted'],
    [1 + 28 * 24 + 0.001, 'promise-too-late'],
  ])('after an hour, with a promise for %s hours, is %s', (promise, expected) => {
    const promisedBy = promise === null ? null : after(promise);
    const decision = acknowledge(raised('warning_48'), { personId: 'manager', promisedBy }, after(1));
    expect(decision.kind === 'refused' ? decision.because : decision.kind).toBe(expected);
  });

  it('is refused once nothing more is to be done', () => {
    const ended = endAlert(raised('warning_48'), 'settled');
    expect(acknowledge(ended, { personId: 'manager', promisedBy: null }, after(1))).toMatchObject({ because: 'ended' });
  });

  it('is refused where the same was said before, and may be said by somebody else or otherwise', () => {
    const again = (personId: string, promise: number | null) =>
      acknowledge(taken('manager', 20), { personId, promisedBy: promise === null ? null : after(promise) }, after(2));
    expect(again('manager', 20)).toMatchObject({ because: 'already-acknowledged' });
    expect(again('manager', 21).kind).toBe('granted');
    expect(again('manager', null).kind).toBe('granted');
    expect(again('commissioner', 20).kind).toBe('granted');
  });

  it('counts from when the alert came to its rung, where a clock is behind', () => {
    expect(taken('manager', null, -1)).toMatchObject({ acknowledgement: { at: raisedAt } });
  });
});

describe('handOver', () => {
  it('leaves the alert with whoever has it until the next person takes it, and lets it climb if they do not', () => {
    const state = granted(handed(taken('manager'), 'manager', 'commissioner'));
    expect(state).toMatchObject({
      kind: 'handed_over',
      toId: 'commissioner',
      acknowledgement: { personId: 'manager' },
    });
    expect(climbsAt(state)).toEqual(after(17));
    expect(granted(climbed(state, 17))).toMatchObject({ kind: 'unacknowledged', rung: 2 });
    const next = granted(acknowledge(state, { personId: 'commissioner', promisedBy: null }, after(6)));
    expect(next).toMatchObject({ kind: 'acknowledged', acknowledgement: { personId: 'commissioner' } });
    expect(climbsAt(next)).toBeNull();
  });

  it('does not put off what was promised for earlier', () => {
    expect(climbsAt(granted(handed(taken('manager', 8), 'manager', 'commissioner')))).toEqual(after(8));
    expect(climbsAt(granted(handed(taken('manager', 30), 'manager', 'commissioner')))).toEqual(after(17));
  });

  it('waits on the last rung as long as on the one below', () => {
    const top = granted(climbed(raised('missed_72'), 24));
    const held = granted(acknowledge(top, { personId: 'head', promisedBy: null }, after(25)));
    expect(climbsAt(granted(handed(held, 'head', 'commissioner', 26)))).toEqual(after(50));
  });

  it('lets one that nobody has taken on climb as before', () => {
    const state = raised('warning_48');
    expect(handed(state, 'manager', 'commissioner')).toEqual({ kind: 'granted', value: state });
  });

  it('lets whoever was asked ask another, who is given no more time', () => {
    const asked = granted(handed(taken('manager'), 'manager', 'commissioner'));
    expect(granted(handed(asked, 'commissioner', 'team', 9))).toEqual({ ...asked, toId: 'team' });
    expect(handed(asked, 'team', 'head')).toEqual({ kind: 'refused', because: 'not-yours' });
  });

  it.each([
    ['somebody else’s', taken('commissioner'), 'manager', 'commissioner', 'not-yours'],
    ['to oneself', taken('manager'), 'manager', 'manager', 'to-yourself'],
    ['after the end', endAlert(taken('manager'), 'superseded'), 'manager', 'commissioner', 'ended'],
  ])('is refused: %s', (_words, state, from, to, because) => {
    expect(handed(state, from, to)).toEqual({ kind: 'refused', because });
  });
});

describe('hasToBeTold', () => {
  const asked = granted(handed(taken('manager'), 'manager', 'commissioner'));
  it.each([
    ['nobody has taken on', raised('warning_48'), true],
    ['somebody has taken on', taken('manager'), false],
    ['they were asked to take over', asked, true],
    ['a later step overtook and nobody has', endAlert(raised('warning_48'), 'overtaken'), true],
    ['a later step overtook and somebody has', endAlert(taken('manager'), 'overtaken'), false],
    ['was settled', endAlert(raised('warning_48'), 'settled'), false],
    ['was superseded', endAlert(raised('warning_48'), 'superseded'), false],
  ])('to the commissioner, of one that %s: %#', (_words, state, expected) => {
    expect(hasToBeTold(state, 'commissioner')).toBe(expected);
  });

  it('to nobody but whom was asked to take it over', () => {
    expect(hasToBeTold(asked, 'manager')).toBe(false);
  });
});

describe('resumeAlert', () => {
  it('asks anew when the deadline is open again, whoever had taken it on', () => {
    const state = resumeAlert(endAlert(taken('manager'), 'settled'), { at: after(30), settings });
    expect(state).toEqual({ kind: 'unacknowledged', rung: 1, reachedAt: after(30), climbsAt: after(42) });
  });

  it.each([
    ['overtaken', endAlert(raised('warning_48'), 'overtaken')],
    ['not ended', raised('warning_48')],
  ])('leaves one that is %s', (_words, state) => {
    expect(resumeAlert(state, { at: after(30), settings })).toBe(state);
  });
});
