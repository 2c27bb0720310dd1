import { missingEpisode } from '../episodes/index.js';
import type { EpisodeFacts } from '../episodes/index.js';
import type { InterviewOffer, InterviewRequirement, ReturnHomeInterview } from '../interviews/index.js';
import type { ContractKind, EpisodeCode, InterviewMode } from '../providers/index.js';

/** What the contract in force says about counting: which modes complete an interview, which episodes call for one. */
export interface CountingTerms {
  readonly countedModes: readonly InterviewMode[];
  readonly countedEpisodes: readonly EpisodeCode[];
  /** How the interview is paid for; not given where no contract says so. */
  readonly kind?: ContractKind;
}

/** Terms where no contract says otherwise: in person and by video, after missing and away alike. */
export const defaultTerms: CountingTerms = { countedModes: ['in_person', 'video'], countedEpisodes: ['M', 'A'] };

/** One missing episode with all that followed from it: the unit that is decided, watched and counted. */
export interface MissingCase {
  readonly episode: EpisodeFacts;
  readonly requirement: InterviewRequirement;
  readonly offers: readonly InterviewOffer[];
  /** Every interview that covers the episode, in whatever mode. */
  readonly interviews: readonly ReturnHomeInterview[];
  readonly terms: CountingTerms;
}

/** The interviews that complete the requirement: held in a mode that the contract counts. A mode not recorded counts. */
export function completedInterviews(missingCase: MissingCase): readonly ReturnHomeInterview[] {
  return missingCase.interviews.filter(({ mode }) => mode === null || missingCase.terms.countedModes.includes(mode));
}

/** Why a returned child is not owed an interview by this authority; null when one is owed. */
export function reasonNotRequired(
  missingCase: MissingCase,
): 'cancelled' | 'other_authority_duty' | 'not_counted' | null {
  const { episode, requirement, terms } = missingCase;
  if (missingEpisode(episode).status === 'cancelled') return 'cancelled';
  if (requirement.notCompletedReason === 'other_authority_duty' || episode.atStart.group === 'other_authority_here')
    return 'other_authority_duty';
  return terms.countedEpisodes.includes(episode.code) ? null : 'not_counted';
}
