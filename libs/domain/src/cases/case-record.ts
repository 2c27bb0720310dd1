import type { CareStatus } from '../children/index.js';
import type { EpisodeFacts } from '../episodes/index.js';
import type { InterviewOffer, InterviewRequirement, ReturnHomeInterview } from '../interviews/index.js';
import type { AuthorityCode, ChildId } from '../kernel/index.js';
import type { Day } from '../time/index.js';

/** Free text and references of one case: kept apart from what happened, and purged with the child. */
export interface CaseText {
  readonly councilRef: string | null;
  readonly policeRef: string | null;
  readonly foundWhere: string | null;
  readonly carerInformation: string | null;
  readonly planChange: string | null;
  readonly leadWorker: string | null;
  readonly team: string | null;
  readonly interviewer: string | null;
  readonly interviewerRole: string | null;
  readonly interviewPlace: string | null;
  readonly independenceReason: string | null;
  readonly themes: string | null;
  readonly childVoice: string | null;
}

export const noCaseText: CaseText = {
  councilRef: null,
  policeRef: null,
  foundWhere: null,
  carerInformation: null,
  planChange: null,
  leadWorker: null,
  team: null,
  interviewer: null,
  interviewerRole: null,
  interviewPlace: null,
  independenceReason: null,
  themes: null,
  childVoice: null,
};

/** The care status in which a child was seen on a day. Periods are read off the days, so their order of arrival is free. */
export interface CareSeen {
  readonly childId: ChildId;
  readonly seenOn: Day;
  readonly careStatus: CareStatus;
  readonly placingAuthority: AuthorityCode | null;
  readonly hostAuthority: AuthorityCode | null;
  readonly placementType: string | null;
  readonly placementOutwardCode: string | null;
}

/** What the provider claims for its work: whole pence, and miles. */
export interface ProviderClaim {
  readonly feePence: number | null;
  readonly miles: number | null;
}

/** Nothing claimed. */
export const noProviderClaim: ProviderClaim = { feePence: null, miles: null };

/** Everything that is recorded with one episode. */
export interface CaseRecord {
  readonly episode: EpisodeFacts;
  readonly requirement: InterviewRequirement;
  readonly offers: readonly InterviewOffer[];
  /** The interview recorded with this episode; it may cover others, and another one may cover this. */
  readonly interview: ReturnHomeInterview | null;
  readonly text: CaseText;
  readonly claim: ProviderClaim;
  readonly careSeen: CareSeen;
}
