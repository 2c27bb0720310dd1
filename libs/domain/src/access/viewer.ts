import type { AuthorityCode, ProviderId } from '../kernel/index.js';
import type { FieldGroup, Reach } from './reach.js';

/** Somebody who looks, in one role and for one authority. */
export interface Viewer {
  readonly authority: AuthorityCode;
  readonly personId: string | null;
  readonly providerId: ProviderId | null;
  readonly team: string | null;
  readonly reach: Reach;
  readonly fields: readonly FieldGroup[];
}

/** The parts of a viewer that a fact about a child may have to match. */
export type ViewerPart = 'person' | 'provider' | 'team';

/** What makes a child visible to some and not to others. Each fact counts only while it is in force. */
export interface ChildAccessFacts {
  readonly authority: AuthorityCode;
  /** Kept from all but those admitted to the record: a relative of staff, an adoption, a witness. */
  readonly restriction: readonly object[];
  /** Whoever is named on the access list of a restricted record, or has opened it for a time in an emergency. */
  readonly admission: readonly { readonly person: string }[];
  /** An emergency opening alone: it reaches a child whom the role would not. */
  readonly emergency: readonly { readonly person: string }[];
  /** Lead workers and the teams they are in. */
  readonly allocation: readonly { readonly person: string | null; readonly team: string }[];
  /** The providers that hold an episode of the child. */
  readonly episode: readonly { readonly provider: ProviderId | null }[];
  /** Episodes at whose start the child was looked after. */
  readonly placement: readonly object[];
  /** The record was deleted at the end of its time of keeping. */
  readonly deletion: readonly object[];
}

export type ChildFact = Exclude<keyof ChildAccessFacts, 'authority'>;
