import { describe, expect, it } from '@jest/globals';
import { amendCase, amendChild, checkHeaders, episodeSpan, readRow } from '#domain/submissions';
import type {
  CheckWords,
  ColumnName,
  EarlierRow,
  FactRule,
  FileRow,
  FileRule,
  OtherEpisode,
  RecordRule,
  RowContext,
  RowRule,
} from '#domain/submissions';
import type { CaseRecord } from '#domain/cases';
import { aChild, aReadRow, aRowContext, anAmendContext, neededCells, soundValues, theLists } from './a-row.js';
import type { Cells } from './a-row.js';

/** Shows that a check of cells speaks of what is faulty in a column, whatever else is said of the cell. */
export function provesCellCheck(
  check: CheckWords,
  column: ColumnName,
  cases: Cases<string, readonly [string, boolean]>,
): void {
  prove<string>(check.code, column, cases, (cell) =>
    aReadRow({ interview_at: '12/10/2025', [column]: cell })
      .findings.filter(({ code }) => code === check.code)
      .flatMap((found) => found.column ?? []),
  );
}

/** Shows that a check of headers speaks of a header that is faulty. */
export function provesHeaderCheck(
  check: CheckWords,
  cases: Cases<readonly string[], readonly [readonly string[], boolean]>,
): void {
  prove<readonly string[]>(check.code, check.code, cases, (headers) =>
    checkHeaders(headers)
      .filter(({ code }) => code === check.code)
      .map(({ code }) => code),
  );
}

interface Cases<Case, Boundary> {
  readonly faulty: readonly Case[];
  readonly sound: readonly Case[];
  /** What lies just on one side of the rule or the other, and whether it is found. */
  readonly boundary: readonly Boundary[];
}

/** Shows that a check of rows finds what is faulty, in the column given, and nothing else. */
export function provesRowRule(
  rule: RowRule | FactRule,
  column: ColumnName,
  cases: Cases<Cells, readonly [Cells, boolean]>,
  words: Partial<RowContext> = {},
): void {
  prove<Cells>(rule.code, column, cases, (cells) => {
    const { values, faulty } = aReadRow(cells);
    if (rule.readsBlank?.some((blank) => faulty.has(blank))) return [];
    return rule.check(values, aRowContext(words)).map((found) => found.column);
  });
}

/** Shows the same of a check over the rows of a file; the finding stands in one of them. */
export function provesFileRule(
  rule: FileRule,
  column: ColumnName,
  cases: Cases<readonly Cells[], readonly [readonly Cells[], boolean]>,
): void {
  prove<readonly Cells[]>(rule.code, column, cases, (rows) => [
    ...new Set(rule.check(rows.map(aFileRow)).map((found) => found.column)),
  ]);
}

type Meeting = readonly [EarlierRow, Cells];

/** Shows the same of a check of a row against the record that an earlier row left. */
export function provesRecordRule(
  rule: RecordRule,
  column: ColumnName,
  cases: Cases<Meeting, readonly [EarlierRow, Cells, boolean]>,
): void {
  const boundary = cases.boundary.map(([earlier, cells, isFound]) => [[earlier, cells], isFound] as const);
  prove<Meeting>(rule.code, column, { ...cases, boundary }, ([earlier, cells]) =>
    rule.check(meet(earlier, cells)).map((found) => found.column),
  );
}

function prove<Case>(
  code: string,
  column: string,
  { faulty, sound, boundary }: Cases<Case, readonly [Case, boolean]>,
  columnsOf: (one: Case) => readonly string[],
): void {
  const table = (cases: readonly Case[]) => cases.map((one) => [JSON.stringify(one), one] as const);
  const onTheLine = boundary.map(([one, isFound]) => [isFound ? 'finds' : 'passes', JSON.stringify(one), one] as const);
  describe(code, () => {
    it.each(table(faulty))('finds %s', (_words, one) => expect(columnsOf(one)).toContain(column));
    it.each(table(sound))('has nothing to say of %s', (_words, one) => expect(columnsOf(one)).toEqual([]));
    it.each(onTheLine)('%s what lies on the line: %s', (said, _words, one) =>
      expect(columnsOf(one).length > 0).toBe(said === 'finds'),
    );
  });
}

function aFileRow(cells: Cells, index: number): FileRow {
  const written = { ...neededCells, ...cells };
  const { ref, values } = readRow({ row: index + 2, cells: written }, theLists());
  const texts = new Map(Object.entries(written));
  return { row: index + 2, ref, values, cell: (column) => (texts.get(column) ?? '').trim() };
}

/** What a row meets once an earlier one was applied, of the same provider or of another. */
function meet(earlier: EarlierRow, cells: Cells): Parameters<RecordRule['check']>[0] {
  const [first, values] = [soundValues(earlier.cells), soundValues(cells)];
  const isSameChild = first.child_id === values.child_id;
  const known = isSameChild ? amendChild(aChild({ gender: null }), first) : null;
  const before = amendCase(null, first, anAmendContext());
  const isSameRow = earlier.by === 'same' && first.provider_ref === values.provider_ref;
  const others = isSameChild && !isSameRow ? [asOther(before, earlier.by === 'same' ? first.provider_ref : null)] : [];
  const after = amendCase(isSameRow ? before : null, values, anAmendContext());
  return { before: isSameRow ? before : null, after, values, others, known };
}

function asOther({ episode }: CaseRecord, ref: string | null): OtherEpisode {
  return { id: episode.id, ref, span: episodeSpan(episode) };
}
