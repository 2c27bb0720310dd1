import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ColumnName } from '#domain/submissions';
import { ApiIdempotencyKey, headerOf, replayed } from './documented-headers.js';
import { EpisodeWriteAnswer } from './episode-answers.js';
import { FindingsProblemAnswer } from './problem-answers.js';
import { ApiProblems } from './problem-responses.js';

/** The columns of a row that say how the interview was offered. */
export const offerColumns = [
  'offered_at',
  'offer_method',
  'offered_to',
  'offer_outcome',
  'attempts',
] as const satisfies readonly ColumnName[];

/** The columns of a row that say what came of the interview. */
export const interviewColumns = [
  ...(['booked_for', 'interview_at', 'interview_ended_at', 'interview_mode', 'interview_place'] as const),
  ...(['interviewer', 'interviewer_role', 'independent', 'independence_reason', 'interview_covers'] as const),
  ...(['carer_information', 'not_completed_reason', 'push_factors', 'pull_factors', 'harms'] as const),
  ...(['protective_factors', 'primary_factor', 'vulnerabilities', 'risk_now', 'safeguarding_alert_at'] as const),
  ...(['form_returned_at', 'plan_informed_at', 'plan_change', 'themes', 'child_voice'] as const),
  ...(['fee_claimed', 'mileage'] as const),
] satisfies readonly ColumnName[];

/** Invented children. */
export const examples = {
  row: {
    machine: {
      summary: 'A row of a provider return',
      value: {
        ...{ provider_ref: 'H101', child_id: 'S1001', date_of_birth: '2011-05-04', care_status: 'home' },
        ...{ episode_type: 'M', missing_at: '06/10/2025 18:00', returned_at: '07/10/2025 06:00' },
      },
    },
    person: {
      summary: 'An episode that the council records and refers',
      value: {
        ...{ child_id: 'S1001', date_of_birth: '2011-05-04', care_status: 'home', episode_type: 'M' },
        ...{ missing_at: '06/10/2025 18:00', returned_at: '07/10/2025 06:00' },
        ...{ provider: 'HARBOUR', referred_at: '07/10/2025 09:30' },
      },
    },
  },
  change: {
    machine: { summary: 'Two columns of a row', value: { returned_at: '07/10/2025 07:30', found_where: null } },
    person: {
      summary: 'The return put right',
      value: { returned_at: '07/10/2025 07:30', reason: 'The home wrote down the wrong hour' },
    },
    referral: {
      summary: 'An episode that is referred after it was recorded',
      value: { provider: 'HARBOUR', referred_at: '07/10/2025 09:30' },
    },
  },
  offer: {
    machine: {
      summary: 'An offer that was accepted',
      value: { offered_at: '07/10/2025 10:00', offered_to: 'child', offer_outcome: 'accepted' },
    },
  },
  interview: {
    machine: {
      summary: 'An interview that was held',
      value: {
        ...{ interview_at: '08/10/2025 16:00', interview_mode: 'in_person', independent: 'Y' },
        ...{ push_factors: 'PU01:child', pull_factors: 'none_given' },
      },
    },
  },
};

/** What every write of an episode takes and answers. */
export function ApiRowWrite({ isChange }: { readonly isChange: boolean }): ReturnType<typeof applyDecorators> {
  const headers = { Location: headerOf('The episode'), ...replayed };
  const schema = { $ref: getSchemaPath(FindingsProblemAnswer) };
  return applyDecorators(
    ApiExtraModels(FindingsProblemAnswer),
    ApiIdempotencyKey(),
    ApiHeader({
      name: 'If-Match',
      required: isChange,
      description: 'The ETag of the episode as it was read.',
      schema: { type: 'string' },
    }),
    ApiResponse({ status: 200, type: EpisodeWriteAnswer, headers, description: 'Taken; or it says nothing new' }),
    ...(isChange
      ? []
      : [ApiResponse({ status: 201, type: EpisodeWriteAnswer, headers, description: 'Taken, and new' })]),
    ApiProblems({
      400: 'A parameter, the body or the Idempotency-Key is missing or wrong',
      401: 'No valid key, and no session of our own pages',
      403: 'Not for this person or key; no contract with that authority',
      404: 'No episode of yours',
      409: 'The same request is being worked on',
      412: 'The episode has changed since it was read',
      413: 'More than 256 KB',
      415: 'Not JSON',
      ...(isChange && { 428: 'If-Match is missing' }),
    }),
    ApiResponse({
      status: 422,
      description:
        'The row is held, or nothing is recorded, as the findings say; or the key was used for another request',
      content: { 'application/problem+json': { schema } },
    }),
  );
}
