import { childGroup, outwardCodeOf } from '#domain/children';
import type { FactorAlias } from '#domain/factors';
import { contractInForce } from '#domain/providers';
import type { Contract } from '#domain/providers';
import {
  absentColumn,
  absentColumns,
  checkHeaders,
  checkRequiredColumns,
  checkRow,
  checkRowsTogether,
  columnKey,
  findingsLeftOut,
  isSound,
  neededCellBlank,
  note,
  readRow,
  shorten,
} from '#domain/submissions';
import type { ColumnName, Finding, RawRow, ReturnValues, RowContext, SoundValues } from '#domain/submissions';
import type { AuthorityCode, ProviderId } from '#domain/kernel';
import { dayOf } from '#domain/time';
import type { Day, Instant } from '#domain/time';
import { travelRulesOn } from '#persistence';
import type { AuthoritySetting, ReferenceLists } from '#persistence';
import { coversOthers, readOutlines, readParsed } from './read-parsed.js';
import type { ParsedReturn, ParsedRow } from './return-refused.js';

/** What the checks need to know of the authority, the provider and the shipped lists. */
export interface CheckContext {
  readonly authority: AuthorityCode;
  readonly providerId: ProviderId;
  readonly now: Instant;
  readonly lists: ReferenceLists;
  readonly contracts: readonly Contract[];
  readonly settings: readonly AuthoritySetting[];
  /** What the contract asks for in a return of this period, beyond what the format needs. */
  readonly requiredColumns: readonly string[];
  /** Whether the contract asks the provider to confirm changes of what it sent before. */
  readonly needsConfirmation: boolean;
  /** What words of providers mean; those in force are in the taxonomy of `lists` already. */
  readonly aliases: readonly FactorAlias[];
}

/** A row after every check that needs nothing but the file and the rules. */
export interface CheckedRow {
  readonly row: number;
  readonly ref: string | null;
  readonly cells: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** What its cells say, those apart that are blank or cannot be read. */
  readonly values: ReturnValues;
  readonly faulty: ReadonlySet<ColumnName>;
  /** What is said of its cells and of its file, which no other row can change. */
  readonly told: readonly Finding[];
  /** Whether it can be taken in once the record, or another row of its reference, has what it lacks. */
  readonly isReadable: boolean;
  /** What the row says, when nothing holds it back even by itself. */
  readonly sound: SoundValues | null;
}

/** A return as a whole. Its rows are checked when their turn comes, since all of them at once would fill the memory. */
export interface CheckedReturn {
  readonly fileFindings: readonly Finding[];
  /** Those whose interview covers other episodes come last, so that these are on record by then. */
  readonly rows: readonly ParsedRow[];
  readonly check: (row: ParsedRow) => CheckedRow;
}

/** Runs every check over a parsed return: first the file as a whole, then each row; no fault hides another. */
export function checkReturn(parsed: ParsedReturn, context: CheckContext): CheckedReturn {
  const fileFindings =
    parsed.rows.length === 0
      ? []
      : [
          ...checkHeaders(parsed.headers),
          ...checkRequiredColumns(parsed.headers, context.requiredColumns),
          ...parsed.findings,
        ];
  const absent = absentColumns(parsed.headers);
  const outlines = readOutlines(parsed, context.lists);
  const together = checkRowsTogether(outlines);
  const covered = new Set(outlines.flatMap(({ values }) => values.interview_covers ?? []));
  const covering = new Set(outlines.filter(coversOthers).map(({ row }) => row));
  return {
    fileFindings: capped(fileFindings),
    rows: [
      ...parsed.rows.filter(({ row }) => !covering.has(row)),
      ...parsed.rows.filter(({ row }) => covering.has(row)),
    ],
    check(raw) {
      const read = readParsed(raw, context.lists, absent);
      const { row, ref, cells } = { ...raw, ref: read.ref };
      const { values, faulty } = read;
      const ofFile = withValues(together.get(row) ?? [], raw);
      const findings = [...read.findings, ...checkValues({ ...read, cells }, context, covered), ...ofFile];
      const told = [...read.findings.filter(isToldOfCell), ...ofFile];
      const isHeld = !isSound(fileFindings) || !isSound(findings);
      return {
        ...{ row, ref, cells, findings: capped(findings), values, faulty, told: capped(told) },
        isReadable:
          ref !== null && isSound(told) && isSound(fileFindings.filter(({ code }) => code !== absentColumn.code)),
        sound: !isHeld && hasWhatIsNeeded(values) ? values : null,
      };
    },
  };
}

/** A row as it was stored, read once more; what its file as a whole was told of is not said again. */
export function readStored(raw: RawRow, { lists }: Pick<CheckContext, 'lists'>): CheckedRow {
  const { row, ref, values, faulty, findings } = readRow(raw, lists);
  const told = capped(findings.filter(isToldOfCell));
  const isReadable = ref !== null && isSound(told);
  return { row, ref, cells: raw.cells, findings: told, values, faulty, told, isReadable, sound: null };
}

/** Every check over what a row says, or over what it and others of its reference say together. */
export function checkValues(
  row: Pick<CheckedRow, 'row' | 'ref' | 'cells' | 'values' | 'faulty'>,
  context: CheckContext,
  covered: ReadonlySet<string> = new Set(),
): readonly Finding[] {
  return withValues(checkRow(row, rowContext(row.values, covered, context)), row);
}

/** That a needed cell is blank may be put right by another row. */
function isToldOfCell({ code }: Finding): boolean {
  return code !== neededCellBlank.code;
}

/** Findings with what stands in the cell that they are about. */
function withValues(findings: readonly Finding[], { cells }: RawRow): readonly Finding[] {
  if (findings.length === 0) return findings;
  const texts = new Map(Object.entries(cells).map(([header, cell]) => [columnKey(header), shorten(cell)]));
  return findings.map((finding) => {
    const value = finding.column === null ? '' : (texts.get(finding.column) ?? '');
    return value === '' ? finding : { ...finding, value };
  });
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
  const { row, ref } = first;
  return [
    ...errorsFirst.slice(0, MOST_FINDINGS - 1),
    { ...note(findingsLeftOut, String(leftOut)), row, ref, column: null },
  ];
}

function rowContext(values: ReturnValues, covered: ReadonlySet<string>, context: CheckContext): RowContext {
  return {
    authority: context.authority,
    now: context.now,
    contractOn: (day: Day) => contractInForce(context.contracts, context.providerId, day),
    group: groupOf(values, context),
    isCovered: (ref) => covered.has(ref),
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

/** Whether a row says what every row has to say. */
export function hasWhatIsNeeded(values: ReturnValues): values is SoundValues {
  const { provider_ref, date_of_birth, care_status, episode_type, missing_at } = values;
  return Boolean(provider_ref && date_of_birth && care_status && episode_type && missing_at);
}
