import type { CareStatus, ChildGroup, Gender } from '../children/index.js';
import type { AuthorityCode, ChildId, EpisodeId, ProviderId } from '../kernel/index.js';
import type { EpisodeCode } from '../providers/index.js';
import type { Moment } from '../time/index.js';

export const policeClassifications = ['missing', 'absent', 'none'] as const;
export type PoliceClassification = (typeof policeClassifications)[number];
export const policeRisks = ['no_apparent', 'low', 'medium', 'high'] as const;
export type PoliceRisk = (typeof policeRisks)[number];
export const missingFromPlaces = ['home', 'placement', 'school', 'other'] as const;
export type MissingFrom = (typeof missingFromPlaces)[number];
/** How an episode ends when the child does not come back to a home or care setting. */
export const episodeEnds = ['cancelled', 'turned_18', 'ended_other'] as const;
export type EpisodeEnd = (typeof episodeEnds)[number];

/** What was so when the episode started, kept with it so that reports never need to know who the child is. */
export interface EpisodeStart {
  readonly age: number;
  readonly gender: Gender | null;
  readonly ethnicity: string | null;
  readonly careStatus: CareStatus;
  readonly group: ChildGroup;
  readonly placingAuthority: AuthorityCode | null;
  readonly hostAuthority: AuthorityCode | null;
  readonly placementType: string | null;
  readonly placementOutwardCode: string | null;
}

/**
 * The facts of one period from when a child left or was last seen (the later) to the return. The police's class, the
 * council's class and the SSDA903 code are three fields, and none is derived from another.
 */
export interface EpisodeFacts {
  readonly id: EpisodeId;
  readonly childId: ChildId;
  /** Who holds the interview for this episode; null while nobody has been asked. */
  readonly providerId: ProviderId | null;
  readonly code: EpisodeCode;
  readonly policeClassification: PoliceClassification | null;
  readonly policeRisk: PoliceRisk | null;
  readonly councilClassification: string | null;
  readonly missingFrom: MissingFrom | null;
  readonly missingAt: Moment;
  readonly reportedAt: Moment | null;
  /** Found is not yet returned. */
  readonly foundAt: Moment | null;
  /** Back at home or in a care setting: the start of the 72 hours. */
  readonly returnedAt: Moment | null;
  readonly end: EpisodeEnd | null;
  readonly atStart: EpisodeStart;
}

/** An episode in the state that its facts put it in. */
export type MissingEpisode =
  | { readonly status: 'open'; readonly missingAt: Moment }
  | { readonly status: 'returned'; readonly missingAt: Moment; readonly returnedAt: Moment }
  | { readonly status: EpisodeEnd };

/** Reads the state off the facts. An episode that was recorded in error is cancelled whatever else is known of it. */
export function missingEpisode(facts: Pick<EpisodeFacts, 'missingAt' | 'returnedAt' | 'end'>): MissingEpisode {
  if (facts.end === 'cancelled') return { status: 'cancelled' };
  if (facts.returnedAt !== null)
    return { status: 'returned', missingAt: facts.missingAt, returnedAt: facts.returnedAt };
  if (facts.end !== null) return { status: facts.end };
  return { status: 'open', missingAt: facts.missingAt };
}
