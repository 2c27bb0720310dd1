import type { ReturnHomeInterview } from '../interviews/index.js';
import type { EpisodeId } from '../kernel/index.js';
import { contractInForce } from '../providers/index.js';
import type { Contract } from '../providers/index.js';
import { dayOf } from '../time/index.js';
import { defaultTerms } from './missing-case.js';
import type { MissingCase } from './missing-case.js';

/** An episode with what was recorded of it, and not yet what stands with others. */
type Recorded = Pick<MissingCase, 'episode' | 'requirement' | 'offers'>;

/**
 * Cases from what is recorded: each with every interview that covers it, whichever episode that was recorded with, and
 * with the terms of its provider's contract on the day of the return, or else of the start.
 */
export function assembleCases(
  records: readonly Recorded[],
  interviews: readonly ReturnHomeInterview[],
  contracts: readonly Contract[],
): readonly MissingCase[] {
  const covering = new Map<EpisodeId, ReturnHomeInterview[]>();
  for (const interview of interviews)
    for (const id of interview.covers) covering.set(id, [...(covering.get(id) ?? []), interview]);
  return records.map(({ episode, requirement, offers }) => {
    const { id, providerId } = episode;
    const day = dayOf(episode.returnedAt ?? episode.missingAt);
    const contract = providerId === null ? null : contractInForce(contracts, providerId, day);
    return { episode, requirement, offers, interviews: covering.get(id) ?? [], terms: contract ?? defaultTerms };
  });
}
