import { isAfter, isBefore, plusHours } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { climbsAt } from './alert-state.js';
import type { AlertState, EndReason } from './alert-state.js';
import { climbsFrom } from './ladder-settings.js';
import type { LadderSettings } from './ladder-settings.js';
import type { Reachable } from './recipients.js';
import { rungToTell } from './recipients.js';
import { isLower, rungAbove, startingRung } from './rungs.js';
import type { Rung } from './rungs.js';

/** What was asked for happens, with the state that it leads to; or it is refused, with a code for why. */
export type AlertDecision<Refusal extends string> =
  { readonly kind: 'granted'; readonly value: AlertState } | { readonly kind: 'refused'; readonly because: Refusal };

/** When something happens to an alert, and what its authority has set. */
export interface At {
  readonly at: Instant;
  readonly settings: LadderSettings;
}

/** A promise reaches no further than this: later is no answer to an alert. */
export const PROMISE_DAYS = 28;

/** An alert as it is raised: on the rung of its step, or on the next one where somebody can be told. */
export function raiseAlert(step: string, reachable: Reachable, { at, settings }: At): AlertState {
  return unacknowledged(rungToTell(startingRung(step), reachable), at, settings);
}

export type ClimbRefusal = 'not-due';

/**
 * Lets an alert climb whose time has come: nobody took it on, nobody took it over, or what was promised is due and its
 * deadline is still open. Each rung is given its time from when it is told, however late the service is.
 */
export function climb(state: AlertState, reachable: Reachable, { at, settings }: At): AlertDecision<ClimbRefusal> {
  const due = climbsAt(state);
  if (due === null || isAfter(due, at)) return { kind: 'refused', because: 'not-due' };
  return granted(unacknowledged(rungToTell(rungAbove(state.rung), reachable), at, settings));
}

export interface AcknowledgementWish {
  readonly personId: string;
  readonly promisedBy: Instant | null;
}

export type AcknowledgementRefusal = 'ended' | 'already-acknowledged' | 'promise-past' | 'promise-too-late';

/** Somebody takes an alert on, with or without a promise; also in place of whoever took it on before. */
export function acknowledge(
  state: AlertState,
  { personId, promisedBy }: AcknowledgementWish,
  now: Instant,
): AlertDecision<AcknowledgementRefusal> {
  if (state.kind === 'ended') return { kind: 'refused', because: 'ended' };
  // A clock that is a little behind makes nobody's word come before what it answers.
  const at = isBefore(now, state.reachedAt) ? state.reachedAt : now;
  if (promisedBy !== null && !isAfter(promisedBy, at)) return { kind: 'refused', because: 'promise-past' };
  if (promisedBy !== null && isAfter(promisedBy, plusHours(at, PROMISE_DAYS * 24)))
    return { kind: 'refused', because: 'promise-too-late' };
  if (state.kind === 'acknowledged' && isSame(state.acknowledgement, { personId, promisedBy }))
    return { kind: 'refused', because: 'already-acknowledged' };
  const { rung, reachedAt } = state;
  return granted({ kind: 'acknowledged', rung, reachedAt, acknowledgement: { personId, at, promisedBy } });
}

function isSame(one: AcknowledgementWish, other: AcknowledgementWish): boolean {
  if (one.personId !== other.personId) return false;
  if (one.promisedBy === null || other.promisedBy === null) return one.promisedBy === other.promisedBy;
  return one.promisedBy.equals(other.promisedBy);
}

export interface HandoverWish {
  readonly fromId: string;
  readonly toId: string;
}

export type HandoverRefusal = 'ended' | 'not-yours' | 'to-yourself';

/**
 * Somebody asks the next person to take an alert over. Until that person does, it stays with whoever has it, and climbs
 * as if nobody had: a handover that nobody answers is not left lying. Whoever was asked may ask another, which gains no
 * time. One that nobody has taken on climbs as before.
 */
export function handOver(
  state: AlertState,
  { fromId, toId }: HandoverWish,
  { at, settings }: At,
): AlertDecision<HandoverRefusal> {
  if (state.kind === 'ended') return { kind: 'refused', because: 'ended' };
  if (fromId === toId) return { kind: 'refused', because: 'to-yourself' };
  if (state.kind === 'unacknowledged') return granted(state);
  const { rung, reachedAt, acknowledgement } = state;
  const isTheirs = acknowledgement.personId === fromId || (state.kind === 'handed_over' && state.toId === fromId);
  if (!isTheirs) return { kind: 'refused', because: 'not-yours' };
  const waits = plusHours(isBefore(at, acknowledgement.at) ? acknowledgement.at : at, waitingHours(rung, settings));
  const due = climbsAt(state);
  const earlier = due !== null && isBefore(due, waits) ? due : waits;
  return granted({ kind: 'handed_over', rung, reachedAt, acknowledgement, toId, climbsAt: earlier });
}

/** An alert of which nothing more is to be done. What was said of it stays. */
export function endAlert(state: AlertState, because: EndReason): AlertState {
  const { rung, reachedAt } = state;
  return { kind: 'ended', rung, reachedAt, because, acknowledgedAt: acknowledgedAt(state) };
}

function acknowledgedAt(state: AlertState): Instant | null {
  switch (state.kind) {
    case 'unacknowledged':
      return null;
    case 'acknowledged':
    case 'handed_over':
      return state.acknowledgement.at;
    case 'ended':
      return state.acknowledgedAt;
  }
}

/**
 * An alert whose deadline is open again, because what had settled or replaced it was taken back: nobody has taken it on
 * as things stand now, so that it comes to its rung once more. One that a later step overtook stays so.
 */
export function resumeAlert(state: AlertState, { at, settings }: At): AlertState {
  if (state.kind !== 'ended' || state.because === 'overtaken') return state;
  const { rung, reachedAt, acknowledgedAt: answered } = state;
  // What was said before answers nothing any more, so that the alert comes to its rung after it.
  const earliest = answered === null ? reachedAt : answered.add({ milliseconds: 1 });
  return unacknowledged(rung, isAfter(earliest, at) ? earliest : at, settings);
}

function unacknowledged(rung: Rung, reachedAt: Instant, settings: LadderSettings): AlertState {
  return { kind: 'unacknowledged', rung, reachedAt, climbsAt: climbsFrom(rung, reachedAt, settings) };
}

/** On the last rung as long as on the one below. */
function waitingHours(rung: Rung, { hours }: LadderSettings): number {
  return hours[isLower(rung) ? rung : 3];
}

function granted(value: AlertState): { readonly kind: 'granted'; readonly value: AlertState } {
  return { kind: 'granted', value };
}
