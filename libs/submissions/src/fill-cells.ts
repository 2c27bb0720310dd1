import type { CaseRecord } from '#domain/cases';
import type { ChildIdentity } from '#domain/children';
import type { ColumnName } from '#domain/submissions';
import { dayOf } from '#domain/time';
import type { Moment } from '#domain/time';

type Cells = Readonly<Record<string, string>>;

/**
 * What the record holds of an episode, as the cells of a row: those without which a row is no episode, and the facts that
 * checks of a row miss where they are blank. Written so that reading them again changes nothing.
 */
export function cellsOnRecord(record: CaseRecord, child: ChildIdentity): Cells {
  const { episode, requirement, interview, text } = record;
  return filled({
    ...whoOnRecord(child),
    ...residenceOnRecord(record),
    council_ref: text.councilRef,
    episode_type: episode.code,
    episode_end: episode.end,
    missing_at: timeOf(episode.missingAt),
    found_at: timeOf(episode.foundAt),
    returned_at: timeOf(episode.returnedAt),
    referred_at: timeOf(requirement.referredAt),
    safeguarding_alert_at: timeOf(requirement.safeguardingAlertAt),
    plan_informed_at: timeOf(requirement.planInformedAt),
    not_completed_reason: requirement.notCompletedReason,
    interview_at: timeOf(interview?.beganAt ?? null),
    interview_mode: interview?.mode ?? null,
    ...offersOnRecord(record),
  });
}

/** By council ID; by name alone only where there is no such ID, because a name that is kept may be another than was sent. */
function whoOnRecord({ councilChildId, givenName, familyName, dateOfBirth }: ChildIdentity) {
  const name = councilChildId === null ? { given_name: givenName, family_name: familyName } : {};
  return { child_id: councilChildId, ...name, date_of_birth: dateOfBirth.toString() };
}

/** Where a child lives at home says which council is responsible by itself. */
function residenceOnRecord({ episode: { atStart } }: CaseRecord) {
  const { careStatus, placingAuthority, hostAuthority, placementOutwardCode } = atStart;
  if (careStatus !== 'looked_after' && careStatus !== 'looked_after_other_authority')
    return { care_status: careStatus };
  return {
    care_status: careStatus,
    responsible_authority: placingAuthority,
    host_authority: hostAuthority,
    placement_postcode: placementOutwardCode,
  };
}

function offersOnRecord({ offers }: CaseRecord) {
  const offer = offers.find(({ origin }) => origin === 'offer');
  const attempts = offers.filter(({ origin }) => origin === 'attempt');
  const isWritable = attempts.every(({ method }) => !/[;=]/.test(method ?? ''));
  const lines = attempts.map(({ offeredAt, method, outcome }) =>
    [timeOf(offeredAt), method ?? '', outcome ?? ''].join('='),
  );
  return {
    offered_at: timeOf(offer?.offeredAt ?? null),
    offered_to: offer?.offeredTo ?? null,
    attempts: isWritable ? lines.join(';') : null,
  };
}

function timeOf(moment: Moment | null): string | null {
  if (moment === null) return null;
  return moment.timeKnown ? moment.at.toString() : dayOf(moment).toString();
}

function filled(cells: Readonly<Partial<Record<ColumnName, string | null>>>): Cells {
  return Object.fromEntries(Object.entries(cells).flatMap(([column, cell]) => (cell ? [[column, cell]] : [])));
}
