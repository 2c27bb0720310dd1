import type { ChildId } from '#domain/kernel';
import { neverRecorded } from '#domain/notifications';
import { compareMoments, isAfter } from '#domain/time';
import type { Instant, Moment } from '#domain/time';
import type { Transaction } from '#persistence';
import { nameAll } from './name-differences.js';
import type { NamedDifference } from './name-differences.js';
import { loadUntied } from './reconciliation-facts.js';

/** An absence that the council was told of and nobody recorded, with the child back. */
export interface UnrecordedAbsence extends NamedDifference {
  /** The earliest return that any notification of it tells. */
  readonly returnedAt: Moment;
}

/**
 * Absences that the council was told of, whose child is back by an instant, and of which no episode is on record: nobody
 * can have been asked to hold the interview. The earliest return first. Whoever asks puts the look on record.
 */
export async function findUnrecorded(tx: Transaction, at: Instant): Promise<readonly UnrecordedAbsence[]> {
  const found = neverRecorded(await loadUntied(tx, at), at);
  if (found.length === 0) return [];
  const named = await nameAll(tx, found);
  return found
    .flatMap((each) => {
      const absence = named(each);
      const returnedAt = absence && earliestReturn(absence, at);
      return absence && returnedAt ? [{ ...absence, returnedAt }] : [];
    })
    .sort((left, right) => compareMoments(left.returnedAt, right.returnedAt));
}

/** How many such absences there are of these children; none of them is named. */
export async function countUnrecorded(tx: Transaction, at: Instant, childIds: ReadonlySet<ChildId>): Promise<number> {
  const untied = await loadUntied(tx, at);
  return neverRecorded(
    untied.filter(({ childId }) => childIds.has(childId)),
    at,
  ).length;
}

function earliestReturn({ notifications }: NamedDifference, at: Instant): Moment | undefined {
  return notifications
    .flatMap(({ returnedAt }) => (returnedAt && !isAfter(returnedAt.at, at) ? [returnedAt] : []))
    .sort(compareMoments)[0];
}
