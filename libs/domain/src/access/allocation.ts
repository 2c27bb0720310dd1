import { Temporal, readDay } from '../time/index.js';
import type { Day } from '../time/index.js';
import { grantOf } from './permissions.js';
import type { Role } from './role.js';
import { granted, refused } from './decision.js';
import type { Decision } from './decision.js';

/** How far ahead a change of lead worker is recorded. */
const MONTHS_AHEAD = 3;

/** Whether somebody in this role can lead a child's case: the roles that see the children of the person or the team. */
export function isLeadRole(role: Role): boolean {
  const reach = grantOf(role, 'child.read')?.reach;
  return reach === 'own' || reach === 'team';
}

export interface AllocationFacts {
  readonly today: Day;
  readonly teams: readonly string[];
  readonly workers: readonly string[];
  /** When the allocations that have no end yet began. */
  readonly openSince: readonly Day[];
  /** The one who allocates sees the record by an emergency opening only. */
  readonly hasEmergency: boolean;
}

export interface AllocationWish {
  readonly team: string;
  /** Empty where the team has the child and nobody leads yet. */
  readonly worker: string;
  readonly from: string;
}

export interface Allocation {
  readonly team: string;
  readonly worker: string | null;
  readonly from: Day;
}

export type AllocationRefusal =
  'emergency-only' | 'team-not-known' | 'worker-not-known' | 'no-such-day' | 'before-present-one' | 'too-far-ahead';

/** Gives a child to a team and a lead worker from a day on. What was so before ends on that day. */
export function decideAllocation(
  facts: AllocationFacts,
  wish: AllocationWish,
): Decision<Allocation, AllocationRefusal> {
  if (facts.hasEmergency) return refused('emergency-only');
  if (!facts.teams.includes(wish.team)) return refused('team-not-known');
  if (wish.worker !== '' && !facts.workers.includes(wish.worker)) return refused('worker-not-known');
  const from = readDay(wish.from);
  if (from === null) return refused('no-such-day');
  if (facts.openSince.some((since) => Temporal.PlainDate.compare(from, since) < 0))
    return refused('before-present-one');
  if (Temporal.PlainDate.compare(from, facts.today.add({ months: MONTHS_AHEAD })) > 0) return refused('too-far-ahead');
  return granted({ team: wish.team, worker: wish.worker === '' ? null : wish.worker, from });
}
