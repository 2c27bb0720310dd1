import type { ChildDoubt, ChildIdentity } from '#domain/children';
import { isEqual } from '#domain/kernel';
import type { ChildId } from '#domain/kernel';
import { amendChild } from '#domain/submissions';
import type { SoundValues } from '#domain/submissions';

/** A child as a row speaks of it. */
export interface IdentifiedChild {
  readonly kind: 'identified';
  /** The child as it stood before the row; null when it is new. */
  readonly known: ChildIdentity | null;
  readonly child: ChildIdentity;
  readonly isChanged: boolean;
}

/** Why a person has to say which child a row speaks of. */
export interface DoubtOfRow extends ChildDoubt {
  /** The decision by which the very same row was left out before. */
  readonly leftOutBy: string | null;
}

/** A row of which it is not known whom it means. */
export interface DoubtfulChild {
  readonly kind: 'doubtful';
  readonly doubt: DoubtOfRow;
  /** The first child that it may be. */
  readonly childId: ChildId | null;
}

/**
 * A row on a record that it was not matched with by what it says: because a person decided so, or because its episode
 * stands there. Council ID, name and date of birth stay; on a record that was there before a person decided, so does all
 * of who the child is, and undoing the decision leaves it as it was.
 */
export function on(known: ChildIdentity, said: SoundValues, isLeftAlone: boolean): IdentifiedChild {
  const { councilChildId, givenName, familyName, dateOfBirth } = known;
  const amended = { ...amendChild(known, said), councilChildId, givenName, familyName, dateOfBirth };
  return identified(known, isLeftAlone ? known : amended);
}

/** A child with what a row makes of it. */
export function identified(known: ChildIdentity, child: ChildIdentity): IdentifiedChild {
  return { kind: 'identified', known, child, isChanged: !isEqual(known, child) };
}
