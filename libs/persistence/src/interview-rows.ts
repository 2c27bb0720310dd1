import { factorSections } from '#domain/factors';
import type { ReturnHomeInterview } from '#domain/interviews';
import { at, dateOf, known } from './moment-columns.js';

/** How an interview lies in its tables. */

export function interviewRow(interview: ReturnHomeInterview) {
  return {
    id: interview.id,
    episode_id: interview.episodeId,
    provider_id: interview.providerId,
    began_at: dateOf(interview.beganAt.at),
    began_time_known: interview.beganAt.timeKnown,
    ended_at: at(interview.endedAt),
    ended_time_known: known(interview.endedAt),
    mode: interview.mode,
    is_independent: interview.isIndependent,
    risk_now: interview.riskNow,
    taxonomy_version: interview.taxonomyVersion,
    push_answer: interview.sections.push?.kind ?? null,
    pull_answer: interview.sections.pull?.kind ?? null,
    harm_answer: interview.sections.harm?.kind ?? null,
    protective_answer: interview.sections.protective?.kind ?? null,
  };
}

export function coverRows(interview: ReturnHomeInterview) {
  return interview.covers.map((episodeId) => ({ interview_id: interview.id, episode_id: episodeId }));
}

export function factorRows(interview: ReturnHomeInterview) {
  return factorSections.flatMap((section) => {
    const answer = interview.sections[section];
    if (answer?.kind !== 'answered') return [];
    return answer.factors.map((factor) => ({
      interview_id: interview.id,
      section,
      code: factor.code,
      view: factor.view,
      is_primary: factor.isPrimary,
    }));
  });
}

export function vulnerabilityRows(interview: ReturnHomeInterview) {
  return interview.vulnerabilities.map(({ code, isPresent }) => ({
    interview_id: interview.id,
    code,
    is_present: isPresent,
  }));
}
