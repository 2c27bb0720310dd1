import type { ChildId } from '../kernel/index.js';
import type { Day } from '../time/index.js';

/** Who a child is. Kept apart from what happened, so that reports never need it. */
export interface ChildIdentity {
  readonly childId: ChildId;
  /** The council's own child ID: unique within the council only. */
  readonly councilChildId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly dateOfBirth: Day;
  readonly gender: string | null;
  readonly ethnicity: string | null;
  readonly homePostcode: string | null;
}
