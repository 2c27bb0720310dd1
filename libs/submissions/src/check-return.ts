import { childGroup, outwardCodeOf } from '#domain/children';
import type { TravelRules } from '#domain/children';
import { contractInForce } from '#domain/providers';
import type { Contract } from '#domain/providers';
import { absentColumns, checkHeaders, checkRow, isSound, readRow } from '#domain/submissions';
import type { Finding, ReadRow, ReturnValues, SoundValues } from '#domain/submissions';
import type { AuthorityCode, ProviderId } from '#domain/kernel';
import { Temporal, dayOf } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import type { AuthoritySetting, ReferenceLists } from '#persistence';
import type { ParsedReturn } from './return-refused.js';

/** What the checks need to know of the authority, the provider and the shipped lists. */
export interface CheckContext {
  readonly authority: AuthorityCode;
  readonly providerId: ProviderId;
  readonly now: Instant;
  readonly lists: ReferenceLists;
  readonly contracts: readonly Contract[];
  readonly settings: readonly AuthoritySetting[];
}

/** A row after every check that needs nothing but the file and the rules. */
export interface CheckedRow {
  readonly row: number;
  readonly ref: string | null;
  readonly cells: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** What the row says, when nothing holds it back. */
  readonly sound: SoundValues | null;
}

export interface CheckedReturn {
  readonly fileFindings: readonly Finding[];
  readonly rows: readonly CheckedRow[];
}

/** Runs every check over a parsed return: first the file as a whole, then each row; no fault hides another. */
export function checkReturn(parsed: ParsedReturn, context: CheckContext): CheckedReturn {
  const fileFindings = parsed.rows.length === 0 ? [] : checkHeaders(parsed.headers);
  const absent = absentColumns(parsed.headers);
  const read = parsed.rows.map((raw) => readRow(raw, context.lists, absent));
  const repeated = repeatedRefs(read);
  const rows = read.map((row, index): CheckedRow => {
    const findings = [
      ...row.findings,
      ...checkRow(row, rowContext(row.values, context)),
      ...(repeated.get(row.row) ?? []),
    ];
    const holds = !isSound(fileFindings) || !isSound(findings);
    return {
      row: row.row,
      ref: row.ref,
      cells: parsed.rows[index]?.cells ?? {},
      findings: capped(findings),
      sound: holds ? null : soundValues(row.values),
    };
  });
  return { fileFindings: capped(fileFindings), rows };
}

/** Nobody reads more than this of one row; errors come first, and what is left out is counted. */
const MOST_FINDINGS = 100;

function capped(findings: readonly Finding[]): readonly Finding[] {
  const [first] = findings;
  if (!first || findings.length <= MOST_FINDINGS) return findings;
  const errorsFirst = findings.toSorted(
    (left, right) => Number(right.severity === 'error') - Number(left.severity === 'error'),
  );
  const leftOut = findings.length - MOST_FINDINGS + 1;
  const message = `${leftOut} more findings are left out here; mend these first.`;
  const { row, ref } = first;
  return [
    ...errorsFirst.slice(0, MOST_FINDINGS - 1),
    { code: 'PR-012', severity: 'info', row, ref, column: null, message },
  ];
}

function rowContext(values: ReturnValues, context: CheckContext) {
  return {
    authority: context.authority,
    now: context.now,
    contractOn: (day: Day) => contractInForce(context.contracts, context.providerId, day),
    group: groupOf(values, context),
  };
}

function groupOf(values: ReturnValues, context: CheckContext) {
  if (!values.care_status || !values.missing_at) return null;
  const residence = {
    careStatus: values.care_status,
    hostAuthority: values.host_authority ?? null,
    placementOutwardCode: values.placement_postcode ? outwardCodeOf(values.placement_postcode) : null,
  };
  return childGroup(residence, travelRulesOn(dayOf(values.missing_at), context));
}

/** The travel rules of the authority on a day; before its first setting the first one serves. */
export function travelRulesOn(day: Day, context: Pick<CheckContext, 'authority' | 'settings' | 'lists'>): TravelRules {
  const setting =
    context.settings.find(({ validFrom }) => Temporal.PlainDate.compare(validFrom, day) <= 0) ??
    context.settings.at(-1);
  const setPoint = setting && context.lists.findOutwardCode(setting.setPointOutwardCode);
  if (!setPoint) throw new Error(`Authority ${context.authority} has no set point on the map.`);
  return {
    authority: context.authority,
    setPoint,
    travelLimitMiles: setting.travelLimitMiles,
    findOutwardCode: context.lists.findOutwardCode,
    findAuthorityCentre: context.lists.findAuthorityCentre,
  };
}

/** The same reference twice in one file is an error on the second row, unless their versions differ. */
function repeatedRefs(rows: readonly ReadRow[]): ReadonlyMap<number, readonly Finding[]> {
  const seen = new Map<string, number>();
  const findings = new Map<number, readonly Finding[]>();
  for (const { row, ref, values } of rows) {
    if (ref === null) continue;
    const key = `${ref}|${values.row_version ?? ''}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else
      findings.set(row, [
        {
          code: 'PR-301',
          severity: 'error',
          row,
          ref,
          column: 'provider_ref',
          message: `provider_ref stands in row ${first} already; remove one of the two rows, or give them different row_version numbers.`,
        },
      ]);
  }
  return findings;
}

function soundValues(values: ReturnValues): SoundValues | null {
  const { provider_ref, date_of_birth, care_status, episode_type, missing_at } = values;
  if (!provider_ref || !date_of_birth || !care_status || !episode_type || !missing_at) return null;
  return { ...values, provider_ref, date_of_birth, care_status, episode_type, missing_at };
}
