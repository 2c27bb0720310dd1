import type { FactorSection, SectionAnswer, VulnerabilityObservation } from '#domain/factors';
import type { InterviewOffer, ReturnHomeInterview } from '#domain/interviews';
import { written } from './moments.js';
import type { Written } from './moments.js';

type OfferWords = Partial<Omit<InterviewOffer, 'offeredAt'>> & { readonly offeredAt?: Written };

/** An offer that the child accepted, four hours after the return of `aMissingCase`. */
export function anOffer({ offeredAt = '2025-10-11T12:00:00Z', ...words }: OfferWords = {}): InterviewOffer {
  return {
    id: 'offer-1',
    origin: 'offer',
    method: null,
    offeredTo: 'child',
    outcome: 'accepted',
    ...words,
    offeredAt: written(offeredAt),
  };
}

type InterviewWords = Partial<Omit<ReturnHomeInterview, 'beganAt' | 'sections' | 'vulnerabilities'>> & {
  readonly beganAt?: Written;
  /** Codes of a section separated by `;`, or `none_given`, or `not_asked`; a section not named was left blank. */
  readonly sections?: Partial<Readonly<Record<FactorSection, string>>>;
  /** As in a provider return: `VU08=Y;VU10=N`. */
  readonly vulnerabilities?: string;
};

/** An independent interview in person, a day after the return of `aMissingCase`, with every section left blank. */
export function anInterview(words: InterviewWords = {}): ReturnHomeInterview {
  const { beganAt = '2025-10-12T08:00:00Z', sections = {}, vulnerabilities = '', ...rest } = words;
  const episodeId = rest.episodeId ?? 'episode-1';
  return {
    id: 'interview-1',
    covers: [episodeId],
    providerId: 'provider-1',
    endedAt: null,
    mode: 'in_person',
    isIndependent: true,
    riskNow: null,
    taxonomyVersion: 'test-1',
    ...rest,
    episodeId,
    beganAt: written(beganAt),
    sections: {
      push: anAnswer(sections.push),
      pull: anAnswer(sections.pull),
      harm: anAnswer(sections.harm),
      protective: anAnswer(sections.protective),
    },
    vulnerabilities: vulnerabilities.split(';').filter(Boolean).map(aVulnerability),
  };
}

function anAnswer(text: string | undefined): SectionAnswer | null {
  if (text === undefined || text === '') return null;
  if (text === 'none_given' || text === 'not_asked') return { kind: text };
  return { kind: 'answered', factors: text.split(';').map((code) => ({ code, view: null, isPrimary: false })) };
}

function aVulnerability(text: string): VulnerabilityObservation {
  const [code = '', answer] = text.split('=');
  return { code, isPresent: answer === 'Y' };
}
