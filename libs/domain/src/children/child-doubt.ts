import type { ClaimedChild } from './match-child.js';

/** Why a person has to say which child a row speaks of. */
export type ChildDoubtCause =
  | 'date_of_birth_differs'
  | 'several_children'
  /** Under the reference of the row an episode of another child is on record. */
  | 'reference_of_another_child';

/** A doubt about who a child is, with all that the row says of it. */
export interface ChildDoubt {
  readonly because: ChildDoubtCause;
  readonly claimed: ClaimedChild;
}

/** What a person decided of such a row: a child on record, a child that was not, or that the row is left out. */
export type ChildMatchOutcome = 'this_child' | 'new_child' | 'left_out';
