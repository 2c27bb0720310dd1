import { isBefore } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { rungAbove } from './rungs.js';
import type { Rung } from './rungs.js';

/** How far an alert has come up the ladder, and when it came there. */
interface Climbed {
  readonly rung: Rung;
  readonly reachedAt: Instant;
}

/** Who took an alert on, when, and until when they said that something will be done. */
export interface Acknowledgement {
  readonly personId: string;
  readonly at: Instant;
  readonly promisedBy: Instant | null;
}

/** Nobody has taken it on since it reached its rung. */
interface Unacknowledged extends Climbed {
  readonly kind: 'unacknowledged';
  /** Null on the last rung. */
  readonly climbsAt: Instant | null;
}

/** Somebody has taken it on, and it stays where it is until what they promised is due. */
interface Acknowledged extends Climbed {
  readonly kind: 'acknowledged';
  readonly acknowledgement: Acknowledgement;
}

/** Whoever took it on has asked the next person to: it climbs if they do not. */
interface HandedOver extends Climbed {
  readonly kind: 'handed_over';
  readonly acknowledgement: Acknowledgement;
  readonly toId: string;
  readonly climbsAt: Instant;
}

/** Nothing more is to be done about it: see why. */
interface Ended extends Climbed {
  readonly kind: 'ended';
  readonly because: EndReason;
  /** When somebody took it on last; null where nobody had. */
  readonly acknowledgedAt: Instant | null;
}

/**
 * Where an alert stands. It is not kept, but read off its rows: how far it has climbed, who acknowledged it last, to whom
 * it was handed, and what became of its deadline.
 */
export type AlertState = Unacknowledged | Acknowledged | HandedOver | Ended;
export type AlertKind = AlertState['kind'];

/** The deadline was met or is owed no more; a correction replaced it; or a later step of the same deadline was raised. */
export type EndReason = 'settled' | 'superseded' | 'overtaken';

/** The rows of an alert, as far as its state goes. */
export interface AlertRows {
  readonly rung: Rung;
  readonly reachedAt: Instant;
  readonly climbsAt: Instant | null;
  readonly lastAcknowledgement: Acknowledgement | null;
  /** Who was asked to take it over, and has not yet. */
  readonly askedId: string | null;
  readonly ended: EndReason | null;
}

/** Reads the state off the rows. An acknowledgement stands until the alert climbs again, a handover until it is taken. */
export function alertState(rows: AlertRows): AlertState {
  const { rung, reachedAt, climbsAt, lastAcknowledgement: acknowledgement, askedId } = rows;
  const climbed = { rung, reachedAt };
  if (rows.ended !== null)
    return { ...climbed, kind: 'ended', because: rows.ended, acknowledgedAt: acknowledgement?.at ?? null };
  if (acknowledgement === null || isBefore(acknowledgement.at, reachedAt))
    return { ...climbed, kind: 'unacknowledged', climbsAt };
  return askedId !== null && climbsAt !== null
    ? { ...climbed, kind: 'handed_over', acknowledgement, toId: askedId, climbsAt }
    : { ...climbed, kind: 'acknowledged', acknowledgement };
}

/**
 * Whether what an alert asks has still to be told to somebody: nobody has taken it on, or they themselves were asked to take
 * it over, and its deadline runs.
 */
export function hasToBeTold(state: AlertState, personId: string): boolean {
  switch (state.kind) {
    case 'unacknowledged':
      return true;
    case 'acknowledged':
      return false;
    case 'handed_over':
      return state.toId === personId;
    case 'ended':
      return state.because === 'overtaken' && state.acknowledgedAt === null;
  }
}

/** When an alert climbs, as it is kept: so that one index finds what is due. Null where it does not. */
export function climbsAt(state: AlertState): Instant | null {
  switch (state.kind) {
    case 'unacknowledged':
    case 'handed_over':
      return state.climbsAt;
    case 'acknowledged':
      return state.acknowledgement.promisedBy;
    case 'ended':
      return null;
  }
}

/** The rung to which an alert climbs next and when; null where it does not. */
export function nextRungOf(state: AlertState): { readonly rung: Rung; readonly at: Instant } | null {
  const at = climbsAt(state);
  return at === null ? null : { rung: rungAbove(state.rung), at };
}
