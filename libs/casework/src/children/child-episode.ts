import type { CaseText, MissingCase, ProviderClaim } from '#domain/cases';
import type { WorklistItem } from '#domain/deadlines';
import type { EpisodeFacts } from '#domain/episodes';
import type { InterviewOffer, InterviewRequirement, ReturnHomeInterview } from '#domain/interviews';
import type { Instant } from '#domain/time';
import type { MovedDeadline, RecordedStep } from '#persistence';
import type { StandingDistinction } from '../absences/distinctions.js';
import type { ReturnCorrection } from '../correct-return.js';
import type { QuestionThread } from '../questions/load-threads.js';

/** What somebody else said of an episode, and who wrote it down. */
export interface ThirdPartyNote {
  readonly information: string;
  readonly recordedAt: Instant;
  /** A provider; null where it was the council itself. */
  readonly providerName: string | null;
}

/** The interview form of an episode with everything that led up to it. */
export interface EpisodeForm {
  readonly requirement: InterviewRequirement;
  readonly offers: readonly InterviewOffer[];
  readonly interviews: readonly (ReturnHomeInterview & { readonly providerName: string | null })[];
  readonly text: CaseText;
}

/** That an episode is another absence than this one: who said so, when and why. */
export interface SaidToBeAnother extends Pick<StandingDistinction, 'at' | 'byName' | 'reason'> {
  readonly other: EpisodeFacts;
}

/** An absence on a child's record. What the person is not given is null, and was not read. */
export interface ChildEpisode {
  readonly facts: EpisodeFacts;
  readonly refs: readonly string[];
  readonly providerName: string | null;
  /** What the clock says; null where none runs. */
  readonly clock: WorklistItem | null;
  readonly form: EpisodeForm | null;
  readonly thirdParty: readonly ThirdPartyNote[] | null;
  readonly claim: ProviderClaim | null;
  /** How the council has put its return right, the earliest first. */
  readonly corrections: readonly ReturnCorrection[];
  /** What the council did about it itself, the earliest first. */
  readonly steps: readonly RecordedStep[];
  /** Its clocks that were replaced, the earliest first. */
  readonly moved: readonly MovedDeadline[];
  /** What was asked of its providers, the earliest first; none for those to whom questions are not given. */
  readonly questions: readonly QuestionThread[];
  /** Other episodes of the child of which it stands that they are another absence, though they look like this one. */
  readonly apart: readonly SaidToBeAnother[];
  /** Each report of its own, the one that leads first, where the absence was told of more than once. */
  readonly reports: readonly AbsenceReport[];
}

/** An episode as one report tells it, with the case as its own facts alone would have it. */
export interface AbsenceReport extends Omit<ChildEpisode, 'reports'> {
  readonly own: MissingCase;
}
