import { childGroup, outwardCodeOf } from '#domain/children';
import { contractInForce } from '#domain/providers';
import type { Contract } from '#domain/providers';
import { absentColumns, checkHeaders, checkRow, columnKey, isSound, readRow } from '#domain/submissions';
import type { Finding, RawRow, ReadRow, ReturnValues, SoundValues } from '#domain/submissions';
import type { AuthorityCode, ProviderId } from '#domain/kernel';
import { dayOf } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import { travelRulesOn } from '#persistence';
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

/** A return as a whole. Its rows are checked when their turn comes, since all of them at once would fill the memory. */
export interface CheckedReturn {
  readonly fileFindings: readonly Finding[];
  /** Those whose interview covers other episodes come last, so that these are on record by then. */
  readonly rows: readonly RawRow[];
  readonly check: (row: RawRow) => CheckedRow;
}

/** Runs every check over a parsed return: first the file as a whole, then each row; no fault hides another. */
export function checkReturn(parsed: ParsedReturn, context: CheckContext): CheckedReturn {
  const fileFindings = parsed.rows.length === 0 ? [] : checkHeaders(parsed.headers);
  const absent = absentColumns(parsed.headers);
  const outlines = readOutlines(parsed, context);
  const repeated = repeatedRefs(outlines);
  const covering = new Set(outlines.filter(coversOthers).map(({ row }) => row));
  return {
    fileFindings: capped(fileFindings),
    rows: [
      ...parsed.rows.filter(({ row }) => !covering.has(row)),
      ...parsed.rows.filter(({ row }) => covering.has(row)),
    ],
    check(raw) {
      const { row, ref, values, ...read } = readRow(raw, context.lists, absent);
      const found = checkRow({ row, ref, values, ...read }, rowContext(values, context));
      const findings = [...read.findings, ...found, ...(repeated.get(row) ?? [])];
      const isHeld = !isSound(fileFindings) || !isSound(findings);
      const sound = !isHeld && hasWhatIsNeeded(values) ? values : null;
      return { row, ref, cells: raw.cells, findings: capped(findings), sound };
    },
  };
}

/** Of each row only what has to be known before any row is applied. */
function readOutlines(parsed: ParsedReturn, { lists }: CheckContext): readonly ReadRow[] {
  const outline = ['provider_ref', 'row_version', 'interview_covers'];
  const headers = parsed.headers.filter((header) => outline.includes(columnKey(header)));
  return parsed.rows.map(({ row, cells }) =>
    readRow({ row, cells: Object.fromEntries(headers.map((header) => [header, cells[header] ?? ''])) }, lists),
  );
}

function coversOthers({ values }: ReadRow): boolean {
  return (values.interview_covers ?? []).length > 0;
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

function hasWhatIsNeeded(values: ReturnValues): values is SoundValues {
  const { provider_ref, date_of_birth, care_status, episode_type, missing_at } = values;
  return Boolean(provider_ref && date_of_birth && care_status && episode_type && missing_at);
}
