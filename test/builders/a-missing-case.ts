import { defaultTerms } from '#domain/cases';
import type { CountingTerms, MissingCase } from '#domain/cases';
import type { EpisodeFacts, EpisodeStart } from '#domain/episodes';
import { noRequirementFacts } from '#domain/interviews';
import type { InterviewOffer, InterviewRequirement, ReturnHomeInterview } from '#domain/interviews';
import { written } from './moments.js';
import type { Written } from './moments.js';

const livesAtHome: EpisodeStart = {
  age: 15,
  gender: 'female',
  ethnicity: 'WBRI',
  careStatus: 'home',
  group: 'home',
  placingAuthority: null,
  hostAuthority: null,
  placementType: null,
  placementOutwardCode: null,
};

export interface MissingCaseWords extends Partial<
  Pick<EpisodeFacts, 'id' | 'childId' | 'providerId' | 'code' | 'end' | 'foundAt'>
> {
  readonly missingAt?: Written;
  readonly returnedAt?: Written | null;
  readonly atStart?: Partial<EpisodeStart>;
  readonly requirement?: Partial<InterviewRequirement>;
  readonly offers?: readonly InterviewOffer[];
  readonly interviews?: readonly ReturnHomeInterview[];
  readonly terms?: CountingTerms;
}

/** A child of 15 missing from home overnight, back in the morning of 11 October 2025, with nothing done since. */
export function aMissingCase(words: MissingCaseWords = {}): MissingCase {
  const { missingAt = '2025-10-10T20:00:00Z', returnedAt = '2025-10-11T08:00:00Z', atStart, requirement } = words;
  return {
    episode: {
      id: words.id ?? 'episode-1',
      childId: words.childId ?? 'child-1',
      providerId: words.providerId === undefined ? 'provider-1' : words.providerId,
      code: words.code ?? 'M',
      policeClassification: null,
      policeRisk: null,
      councilClassification: null,
      missingFrom: null,
      missingAt: written(missingAt),
      reportedAt: null,
      foundAt: words.foundAt ?? null,
      returnedAt: returnedAt === null ? null : written(returnedAt),
      end: words.end ?? null,
      atStart: { ...livesAtHome, ...atStart },
    },
    requirement: { ...noRequirementFacts, ...requirement },
    offers: words.offers ?? [],
    interviews: words.interviews ?? [],
    terms: words.terms ?? defaultTerms,
  };
}
