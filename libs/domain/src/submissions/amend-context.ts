import type { ChildIdentity, TravelRules } from '../children/index.js';
import type { EpisodeId, NewId, ProviderId } from '../kernel/index.js';
import type { ReturnValues } from './columns.js';

/** A row whose needed columns are filled and without an error: what is left to say is how it changes the record. */
export type SoundValues = ReturnValues & {
  readonly [Column in 'provider_ref' | 'date_of_birth' | 'care_status' | 'episode_type' | 'missing_at']: NonNullable<
    ReturnValues[Column]
  >;
};

export interface AmendContext {
  /** Who holds the interview; null where the council records an episode and has asked nobody yet. */
  readonly providerId: ProviderId | null;
  readonly child: ChildIdentity;
  readonly travelRules: TravelRules;
  readonly taxonomyVersion: string;
  readonly newId: NewId;
  /** The episode that a reference of the same provider points to; every reference has been checked to lead somewhere. */
  readonly episodeOf: (ref: string) => EpisodeId;
}

/** What a cell says over what was known: blank keeps, `-` clears, a value replaces. */
export function said<Value>(cell: Value | null | undefined, known: Value | null): Value | null {
  return cell === undefined ? known : cell;
}
