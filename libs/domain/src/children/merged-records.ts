import type { ChildId } from '../kernel/index.js';
import { matchChild } from './match-child.js';
import type { ChildMatch, ClaimedChild, KnownChild } from './match-child.js';

/** Of each record that is merged away, the one that goes on. */
export type Survivors = ReadonlyMap<ChildId, ChildId>;

/** The record that stands for the child of a record: the one that it was merged into, else itself. */
export function survivorOf(childId: ChildId, survivors: Survivors): ChildId {
  return survivors.get(childId) ?? childId;
}

/** These records with every other record of the same children. */
export function withMergedRecords(childIds: Iterable<ChildId>, survivors: Survivors): ReadonlySet<ChildId> {
  const records = new Set([...childIds].flatMap((childId) => [childId, survivorOf(childId, survivors)]));
  for (const [away, goesOn] of survivors) if (records.has(goesOn)) records.add(away);
  return records;
}

/**
 * Finds a child among records of which some are merged: several records of one child are no doubt, and the one that goes
 * on is told. A council ID may come with the date of birth of any record of its child; then the one with the ID is told,
 * and what it says of who the child is stays as it is.
 */
export function matchRecord<Known extends KnownChild & { readonly childId: ChildId }>(
  claimed: ClaimedChild,
  known: readonly Known[],
  survivors: Survivors,
): ChildMatch<Known> {
  const match = matchChild(claimed, known);
  if (match.kind !== 'doubtful') return match;
  if (match.because === 'date-of-birth-differs') {
    const named = known.find(({ councilChildId }) => councilChildId === claimed.councilChildId);
    const isOneChild = (record: Known) =>
      named !== undefined && survivorOf(record.childId, survivors) === survivorOf(named.childId, survivors);
    const isBorn = known.some((record) => isOneChild(record) && record.dateOfBirth.equals(claimed.dateOfBirth));
    return named && isBorn ? { kind: 'known', child: named } : match;
  }
  const alike = known.filter((candidate) => matchChild(claimed, [candidate]).kind === 'known');
  const [goesOn, ...more] = new Set(alike.map(({ childId }) => survivorOf(childId, survivors)));
  const child = alike.find(({ childId }) => childId === goesOn) ?? alike[0];
  return child && more.length === 0 ? { kind: 'known', child } : match;
}
