import type { CaseRecord } from '../cases/index.js';
import { ageAtStart, childGroup, outwardCodeOf } from '../children/index.js';
import type { ChildGroup, ChildIdentity, TravelRules } from '../children/index.js';
import { isSameAbsence } from '../episodes/index.js';
import type { Absence } from '../episodes/index.js';
import { amendCase } from '../submissions/index.js';
import type { AmendContext, ReturnValues } from '../submissions/index.js';
import { isAfter, isSurelyAfter } from '../time/index.js';
import type { Day, Instant, Moment } from '../time/index.js';
import { checkReferral, referCase } from './decide-referral.js';
import type { AgreedWithProviders, Referral, ReferralFault } from './decide-referral.js';

/** An episode as somebody at the council writes it down; the words are those of a provider return. */
export type EpisodeWish = Pick<
  ReturnValues,
  | 'police_classification'
  | 'police_risk'
  | 'police_ref'
  | 'missing_from'
  | 'reported_at'
  | 'returned_at'
  | 'responsible_authority'
  | 'host_authority'
  | 'placement_type'
  | 'placement_postcode'
  | 'lead_worker'
  | 'team'
> & {
  readonly episode_type: NonNullable<ReturnValues['episode_type']>;
  readonly care_status: NonNullable<ReturnValues['care_status']>;
  readonly missing_at: Moment;
  /** Who is asked to hold the interview, and since when; null while nobody is. */
  readonly referral: Referral | null;
};

export type RecordingFault =
  | 'missing-in-future'
  | 'reported-in-future'
  | 'returned-in-future'
  | 'returned-before-missing'
  | 'born-after-missing'
  | 'too-old'
  | 'authority-needed'
  | 'host-needed'
  | ReferralFault
  | 'already-on-record';

/** What has to be known to judge a wish. */
export interface RecordingFacts extends AgreedWithProviders {
  readonly now: Instant;
  readonly dateOfBirth: Day;
  /** The child's absences on record. */
  readonly absences: readonly Absence[];
  readonly travelRules: TravelRules;
}

/** Everything that stands against recording an episode, all of it at once; none where it may be recorded. */
export function checkRecording(wish: EpisodeWish, facts: RecordingFacts): readonly RecordingFault[] {
  const { referral, missing_at: missingAt } = wish;
  const asked = { missingAt, group: groupOf(wish, facts.travelRules) };
  return [
    ...checkTimes(wish, facts),
    ...checkChild(wish, facts),
    ...(referral === null ? [] : checkReferral(referral, asked, facts)),
  ];
}

function checkTimes(wish: EpisodeWish, { now, absences }: RecordingFacts): readonly RecordingFault[] {
  const { missing_at: missingAt, reported_at: reportedAt, returned_at: returnedAt } = wish;
  const absence = { missingAt, returnedAt: returnedAt ?? null };
  const faults: readonly (RecordingFault | false)[] = [
    isAfter(missingAt.at, now) && 'missing-in-future',
    Boolean(reportedAt && isAfter(reportedAt.at, now)) && 'reported-in-future',
    Boolean(returnedAt && isAfter(returnedAt.at, now)) && 'returned-in-future',
    Boolean(returnedAt && isSurelyAfter(missingAt, returnedAt)) && 'returned-before-missing',
    absences.some((other) => isSameAbsence(absence, other) === 'yes' || isStillAway(other, absence)) &&
      'already-on-record',
  ];
  return faults.filter((fault) => fault !== false);
}

/** A child who is missing on record cannot go missing again before coming back. */
function isStillAway(known: Absence, absence: Absence): boolean {
  return (
    known.returnedAt === null &&
    isSameAbsence(known, absence) === 'perhaps' &&
    !isSurelyAfter(known.missingAt, absence.missingAt)
  );
}

function checkChild(wish: EpisodeWish, { dateOfBirth }: RecordingFacts): readonly RecordingFault[] {
  const age = ageAtStart(dateOfBirth, wish.missing_at);
  const faults: readonly (RecordingFault | false)[] = [
    age < 0 && 'born-after-missing',
    age > (wish.care_status === 'care_leaver' ? 25 : 17) && 'too-old',
    wish.care_status === 'looked_after_other_authority' && !wish.responsible_authority && 'authority-needed',
    wish.care_status === 'looked_after' && !wish.host_authority && 'host-needed',
  ];
  return faults.filter((fault) => fault !== false);
}

/** The report group of the child at the start of the episode. */
export function groupOf(wish: EpisodeWish, travelRules: TravelRules): ChildGroup {
  const { care_status: careStatus, host_authority: hostAuthority, placement_postcode: postcode } = wish;
  return childGroup(
    {
      careStatus,
      hostAuthority: hostAuthority ?? null,
      placementOutwardCode: postcode ? outwardCodeOf(postcode) : null,
    },
    travelRules,
  );
}

/**
 * The record of an episode that the council writes down: made by the same steps as one that a provider returns, and
 * referred by the same as one that is referred later.
 */
export function recordEpisode(
  wish: EpisodeWish,
  child: ChildIdentity,
  councilRef: string,
  context: Pick<AmendContext, 'travelRules' | 'taxonomyVersion' | 'newId'>,
): CaseRecord {
  const { referral, ...facts } = wish;
  const values = {
    ...facts,
    provider_ref: councilRef,
    council_ref: councilRef,
    date_of_birth: child.dateOfBirth,
  };
  const record = amendCase(null, values, { ...context, child, providerId: null, episodeOf: () => '' });
  return referral === null ? record : referCase(record, referral, councilRef);
}
