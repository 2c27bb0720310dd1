import type { CaseRecord } from '../cases/index.js';
import type { ChildIdentity } from '../children/index.js';
import type { ReturnHomeInterview } from '../interviews/index.js';
import type { ColumnName } from './columns.js';
import {
  writeAttempts,
  writeDay,
  writeList,
  writeMoment,
  writeNumber,
  writePounds,
  writeSection,
  writeText,
  writeVulnerabilities,
  writeYesOrNo,
} from './write-cell.js';

/** What one column of a row said before and says now, as the format writes it; null where nothing is recorded. */
export interface Difference {
  readonly column: ColumnName;
  readonly before: string | null;
  readonly after: string | null;
}

/** A case with its child: all that the columns of a row speak of. Episodes are known by the references of the sender. */
export interface CaseOfChild {
  readonly child: ChildIdentity;
  readonly record: CaseRecord;
  /** Columns that stand in it only because no case is without them: nobody has told them. */
  readonly untold: ReadonlySet<string>;
}

/** What a case says in one column of the format. */
type CellOf = (described: CaseOfChild) => string | null;

const ofInterview =
  (cell: (interview: ReturnHomeInterview) => string | null): CellOf =>
  ({ record }) =>
    record.interview && cell(record.interview);
const ofOffer =
  (cell: (offer: CaseRecord['offers'][number]) => string | null): CellOf =>
  ({ record }) => {
    const offer = record.offers.find(({ origin }) => origin === 'offer');
    return offer === undefined ? null : cell(offer);
  };

/** Each column but those by which a row is known and put in order: a row that differs in these is another row. */
const cellOf: Readonly<Record<Exclude<ColumnName, 'provider_ref' | 'row_version'>, CellOf>> = {
  council_ref: ({ record }) => writeText(record.text.councilRef),
  child_id: ({ child }) => writeText(child.councilChildId),
  given_name: ({ child }) => writeText(child.givenName),
  family_name: ({ child }) => writeText(child.familyName),
  date_of_birth: ({ child }) => writeDay(child.dateOfBirth),
  gender: ({ child }) => writeText(child.gender),
  ethnicity: ({ child }) => writeText(child.ethnicity),
  care_status: ({ record }) => writeText(record.episode.atStart.careStatus),
  responsible_authority: ({ record }) => writeText(record.episode.atStart.placingAuthority),
  host_authority: ({ record }) => writeText(record.episode.atStart.hostAuthority),
  placement_type: ({ record }) => writeText(record.episode.atStart.placementType),
  // No more than its first part is recorded.
  placement_postcode: ({ record }) => writeText(record.episode.atStart.placementOutwardCode),
  home_postcode: ({ child }) => writeText(child.homePostcode),
  episode_type: ({ record }) => writeText(record.episode.code),
  police_classification: ({ record }) => writeText(record.episode.policeClassification),
  police_risk: ({ record }) => writeText(record.episode.policeRisk),
  police_ref: ({ record }) => writeText(record.text.policeRef),
  missing_from: ({ record }) => writeText(record.episode.missingFrom),
  missing_at: ({ record }) => writeMoment(record.episode.missingAt),
  reported_at: ({ record }) => writeMoment(record.episode.reportedAt),
  found_at: ({ record }) => writeMoment(record.episode.foundAt),
  found_where: ({ record }) => writeText(record.text.foundWhere),
  returned_at: ({ record }) => writeMoment(record.episode.returnedAt),
  episode_end: ({ record }) => writeText(record.episode.end),
  referred_at: ({ record }) => writeMoment(record.requirement.referredAt),
  acknowledged_at: ({ record }) => writeMoment(record.requirement.acknowledgedAt),
  attempts: ({ record }) => writeAttempts(record.offers.filter(({ origin }) => origin === 'attempt')),
  offered_at: ofOffer(({ offeredAt }) => writeMoment(offeredAt)),
  offer_method: ofOffer(({ method }) => writeText(method)),
  offered_to: ofOffer(({ offeredTo }) => writeText(offeredTo)),
  offer_outcome: ofOffer(({ outcome }) => writeText(outcome)),
  booked_for: ({ record }) => writeMoment(record.requirement.bookedFor),
  interview_at: ofInterview(({ beganAt }) => writeMoment(beganAt)),
  interview_ended_at: ofInterview(({ endedAt }) => writeMoment(endedAt)),
  interview_mode: ofInterview(({ mode }) => writeText(mode)),
  interview_place: ({ record }) => writeText(record.text.interviewPlace),
  interviewer: ({ record }) => writeText(record.text.interviewer),
  interviewer_role: ({ record }) => writeText(record.text.interviewerRole),
  independent: ofInterview(({ isIndependent }) => writeYesOrNo(isIndependent)),
  independence_reason: ({ record }) => writeText(record.text.independenceReason),
  interview_covers: ofInterview(({ covers, episodeId }) => writeList(covers.filter((id) => id !== episodeId))),
  carer_information: ({ record }) => writeText(record.text.carerInformation),
  not_completed_reason: ({ record }) => writeText(record.requirement.notCompletedReason),
  push_factors: ofInterview(({ sections }) => writeSection(sections.push)),
  pull_factors: ofInterview(({ sections }) => writeSection(sections.pull)),
  harms: ofInterview(({ sections }) => writeSection(sections.harm)),
  protective_factors: ofInterview(({ sections }) => writeSection(sections.protective)),
  primary_factor: ofInterview(primaryFactor),
  vulnerabilities: ofInterview(({ vulnerabilities }) => writeVulnerabilities(vulnerabilities)),
  risk_now: ofInterview(({ riskNow }) => writeText(riskNow)),
  safeguarding_alert_at: ({ record }) => writeMoment(record.requirement.safeguardingAlertAt),
  form_returned_at: ({ record }) => writeMoment(record.requirement.formReturnedAt),
  plan_informed_at: ({ record }) => writeMoment(record.requirement.planInformedAt),
  plan_change: ({ record }) => writeText(record.text.planChange),
  lead_worker: ({ record }) => writeText(record.text.leadWorker),
  team: ({ record }) => writeText(record.text.team),
  themes: ({ record }) => writeText(record.text.themes),
  child_voice: ({ record }) => writeText(record.text.childVoice),
  fee_claimed: ({ record }) => writePounds(record.claim.feePence),
  mileage: ({ record }) => writeNumber(record.claim.miles),
};

function primaryFactor({ sections }: ReturnHomeInterview): string | null {
  const factors = Object.values(sections).flatMap((answer) => (answer?.kind === 'answered' ? answer.factors : []));
  return factors.find(({ isPrimary }) => isPrimary)?.code ?? null;
}

type ComparedColumn = keyof typeof cellOf;

function isCompared(column: string): column is ComparedColumn {
  return Object.hasOwn(cellOf, column);
}

/** Every column in which two states of a case differ, in the order of the format; none where they say the same. */
export function differencesOf(before: CaseOfChild, after: CaseOfChild): readonly Difference[] {
  return Object.keys(cellOf)
    .filter(isCompared)
    .flatMap((column) => {
      const told = (each: CaseOfChild) => (each.untold.has(column) ? null : cellOf[column](each));
      const [was, is] = [told(before), told(after)];
      return was === is ? [] : [{ column, before: was, after: is }];
    });
}
