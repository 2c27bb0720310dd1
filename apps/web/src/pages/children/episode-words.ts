import type { EpisodeForm } from '#casework';
import type { EpisodeFacts } from '#domain/episodes';
import type { FactorTaxonomy, SectionAnswer } from '#domain/factors';
import type { InterviewOffer, OfferOutcome, OfferRecipient } from '#domain/interviews';
import { showMoment } from '#domain/time';
import type { Moment } from '#domain/time';

type Interview = EpisodeForm['interviews'][number];

const recipientWords: Readonly<Record<OfferRecipient, string>> = {
  child: 'to the child',
  carer: 'to the carer only',
  both: 'to the child and the carer',
};

const outcomeWords: Readonly<Record<OfferOutcome, string>> = {
  accepted: 'accepted',
  declined: 'declined',
  no_response: 'no response',
};

const modeWords: Readonly<Record<NonNullable<Interview['mode']>, string>> = {
  in_person: 'in person',
  video: 'by video',
  telephone: 'by telephone',
};

export const codeWords: Readonly<Record<EpisodeFacts['code'], string>> = {
  M: 'Missing',
  A: 'Away from placement without authorisation',
};

const endWords: Readonly<Record<NonNullable<EpisodeFacts['end']>, string>> = {
  cancelled: 'Recorded in error',
  turned_18: 'Ended on turning 18',
  ended_other: 'Ended otherwise',
};

export const NOT_RECORDED = 'not recorded';

export function showMomentOr(moment: Moment | null, otherwise: string): string {
  return moment === null ? otherwise : showMoment(moment);
}

/** When a child came back, or how the episode ended without. */
export function showReturn({ returnedAt, end }: EpisodeFacts): string {
  if (end === 'cancelled') return endWords.cancelled;
  if (returnedAt !== null) return showMoment(returnedAt);
  return end === null ? 'Not yet returned' : endWords[end];
}

/** One offer or attempt in a line: when, how, to whom, and what was answered. */
export function showOffer({ origin, offeredAt, method, offeredTo, outcome }: InterviewOffer): string {
  const kind = origin === 'offer' ? 'Offered' : 'Attempted';
  const parts = [method, offeredTo && recipientWords[offeredTo], outcome && outcomeWords[outcome]];
  return [`${kind} ${showMoment(offeredAt)}`, ...parts.filter((part) => part !== null)].join(', ');
}

/** Who held an interview, as far as it was recorded. */
export function showInterviewer(interview: Interview, { text }: EpisodeForm): string {
  const { interviewer, interviewerRole } = text;
  const who = [interviewer, interviewerRole].filter((part) => part !== null).join(', ');
  return [who, interview.providerName].filter((part) => part !== null && part !== '').join(', ') || NOT_RECORDED;
}

export function showMode({ mode }: Interview): string {
  return mode === null ? '' : modeWords[mode];
}

/** Whether the interviewer was independent; a reason stands where they were not. */
export function showIndependence({ isIndependent }: Interview, { text }: EpisodeForm): string {
  if (isIndependent === null) return NOT_RECORDED;
  if (isIndependent) return 'yes';
  return `no: ${text.independenceReason ?? 'no reason recorded'}`;
}

/** A section of the interview form: the factors by name, or that nothing was given or asked. */
export function showSection(answer: SectionAnswer | null, taxonomy: FactorTaxonomy): string {
  if (answer === null) return NOT_RECORDED;
  if (answer.kind !== 'answered') return answer.kind === 'none_given' ? 'none given' : 'not asked';
  return answer.factors
    .map(({ code, isPrimary }) => `${taxonomy.findByCode(code)?.label ?? code}${isPrimary ? ' (the main one)' : ''}`)
    .join('; ');
}

/** The vulnerabilities that were found, and those that were asked about and are not there. */
export function showVulnerabilities({ vulnerabilities }: Interview, taxonomy: FactorTaxonomy): string {
  if (vulnerabilities.length === 0) return NOT_RECORDED;
  return vulnerabilities
    .map(({ code, isPresent }) => `${taxonomy.findByCode(code)?.label ?? code}: ${isPresent ? 'yes' : 'no'}`)
    .join('; ');
}
