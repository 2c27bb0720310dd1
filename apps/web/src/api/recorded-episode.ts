import type { RecordRefusal, RecordWish } from '#casework';
import type { EpisodeWish } from '#domain/notifications';
import { isSound, readRow } from '#domain/submissions';
import type { ColumnName, Finding, ReturnValues } from '#domain/submissions';
import type { ReferenceLists } from '#persistence';
import { cellsOfRow, columnsBesides } from '#submissions';
import type { SentRow } from '#submissions';
import { Problem } from '../http/problem.js';
import { recordFaults } from '../pages/episodes/record-wish.js';

/** What a person says of an episode, in the columns of a provider return. */
export const recordedColumns = [
  ...(['child_id', 'given_name', 'family_name', 'date_of_birth', 'gender'] as const),
  ...(['care_status', 'responsible_authority', 'host_authority', 'placement_type', 'placement_postcode'] as const),
  ...(['episode_type', 'missing_at', 'reported_at', 'returned_at', 'missing_from'] as const),
  ...(['police_classification', 'police_risk', 'police_ref', 'lead_worker', 'team', 'referred_at'] as const),
] satisfies readonly ColumnName[];

/** Besides the columns: the code of the provider that is asked to hold the interview. */
const PROVIDER = 'provider';

/** An episode as it was written down, before it is known who `provider` is. */
export interface WrittenEpisode {
  readonly child: RecordWish['child'];
  readonly episode: Omit<EpisodeWish, 'referral'>;
  readonly referral: { readonly providerCode: string; readonly referredAt: EpisodeWish['missing_at'] } | null;
  /** What is worth knowing of what was written, and holds nothing back. */
  readonly findings: readonly Finding[];
}

/** Reads an episode as a person sends it, cell by cell as in a provider return. Fails with everything that is wrong. */
export function readWrittenEpisode(row: SentRow, lists: ReferenceLists, authority: string): WrittenEpisode {
  const { [PROVIDER]: provider, ...columns } = row;
  if (columnsBesides(columns, recordedColumns).length > 0 || !['undefined', 'string'].includes(typeof provider))
    throw new Problem(
      'invalid-request',
      `An episode is recorded with ${recordedColumns.join(', ')} and ${PROVIDER}; leave out what is none of them.`,
    );
  const { values, findings } = readRow({ row: 1, cells: cellsOfRow(columns) }, lists, ['provider_ref']);
  const providerCode = typeof provider === 'string' && provider.trim() !== '' ? provider.trim() : null;
  const found = [...findings, ...lackingParts(values, providerCode)];
  const { date_of_birth: dateOfBirth, missing_at, episode_type, care_status, referred_at: referredAt } = values;
  if (!isSound(found) || !dateOfBirth || !missing_at || !episode_type || !care_status) throw notRecorded(found);
  return {
    child: childOf(values, dateOfBirth),
    episode: { ...factsOf(values), ...councilsOf(values, authority), missing_at, episode_type, care_status },
    referral: providerCode !== null && referredAt ? { providerCode, referredAt } : null,
    findings: found,
  };
}

function lackingParts(values: ReturnValues, providerCode: string | null): readonly Finding[] {
  const { child_id: id, given_name: given, family_name: family, referred_at: referredAt } = values;
  return [
    ...(id || (given && family) ? [] : [fault('child-not-named', 'child_id', NAME_CHILD)]),
    ...(providerCode !== null && !referredAt ? [fault('referral-without-time', 'referred_at', GIVE_TIME)] : []),
    ...(providerCode === null && referredAt ? [fault('referral-to-nobody', 'referred_at', GIVE_PROVIDER)] : []),
  ];
}

const NAME_CHILD = 'Give child_id, or given_name and family_name.';
const GIVE_TIME = 'Give referred_at: when the provider is asked to hold the interview.';
const GIVE_PROVIDER = 'Give provider, the code of who is asked, or leave referred_at out.';

function childOf(values: ReturnValues, dateOfBirth: RecordWish['child']['dateOfBirth']): RecordWish['child'] {
  return {
    councilChildId: values.child_id ?? null,
    givenName: values.given_name ?? null,
    familyName: values.family_name ?? null,
    dateOfBirth,
    gender: values.gender ?? null,
  };
}

function factsOf(values: ReturnValues) {
  return {
    reported_at: values.reported_at ?? null,
    returned_at: values.returned_at ?? null,
    missing_from: values.missing_from ?? null,
    police_classification: values.police_classification ?? null,
    police_risk: values.police_risk ?? null,
    police_ref: values.police_ref ?? null,
    placement_type: values.placement_type ?? null,
    placement_postcode: values.placement_postcode ?? null,
    lead_worker: values.lead_worker ?? null,
    team: values.team ?? null,
  };
}

/** As on the page: this council where it goes without saying, and none for a child who is not looked after. */
function councilsOf({ care_status: status, responsible_authority, host_authority }: ReturnValues, authority: string) {
  switch (status) {
    case 'looked_after':
      return { responsible_authority: authority, host_authority: host_authority ?? null };
    case 'looked_after_other_authority':
      return {
        responsible_authority: responsible_authority ?? null,
        host_authority: host_authority ?? authority,
      };
    default:
      return { responsible_authority: null, host_authority: null };
  }
}

const columnOf: Readonly<Record<RecordRefusal, ColumnName | typeof PROVIDER>> = {
  'child-in-doubt': 'child_id',
  'missing-in-future': 'missing_at',
  'reported-in-future': 'reported_at',
  'returned-in-future': 'returned_at',
  'returned-before-missing': 'returned_at',
  'born-after-missing': 'date_of_birth',
  'too-old': 'date_of_birth',
  'authority-needed': 'responsible_authority',
  'host-needed': 'host_authority',
  'referred-in-future': 'referred_at',
  'referred-before-missing': 'referred_at',
  'not-covered': PROVIDER,
  'already-on-record': 'missing_at',
};

/** Why an episode was not recorded, in the words of the page. */
export function refusalsOf(because: readonly RecordRefusal[]): readonly FaultFound[] {
  return because.map((code) => fault(code, columnOf[code], `${recordFaults[code].text}.`));
}

/** A fault that only what people record can have, in the shape of a finding. */
interface FaultFound extends Omit<Finding, 'column'> {
  readonly column: ColumnName | typeof PROVIDER | 'reason';
}

export function fault<Column extends FaultFound['column']>(code: string, column: Column, message: string) {
  return { code, severity: 'error', row: null, ref: null, column, message } as const;
}

/** Says everything that stands against a record, and that nothing was changed. */
export function notRecorded(findings: readonly (Finding | FaultFound)[]): Problem {
  return new Problem('not-recorded', 'Nothing was recorded. Put right what the findings say, and send it again.', {
    findings,
  });
}
