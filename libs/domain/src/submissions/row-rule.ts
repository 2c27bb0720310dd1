import type { CaseRecord } from '../cases/index.js';
import type { ChildGroup, ChildIdentity } from '../children/index.js';
import type { AuthorityCode, EpisodeId } from '../kernel/index.js';
import type { Contract } from '../providers/index.js';
import type { Day, Instant } from '../time/index.js';
import type { CheckWords } from './check-words.js';
import type { ColumnName, ReturnValues } from './columns.js';

/** What the checks of one row may know besides the row. */
export interface RowContext {
  readonly authority: AuthorityCode;
  readonly now: Instant;
  readonly contractOn: (day: Day) => Contract | null;
  /** The report group that the row puts the child in; null while the row cannot say. */
  readonly group: ChildGroup | null;
  /** Whether an interview told in another row of the return covers the episode of a reference. */
  readonly isCovered: (ref: string) => boolean;
}

/** Where a check found something; the words are the check's own unless it has more to say. */
export interface RuleFinding {
  readonly column: ColumnName;
  readonly message?: string;
}

/** One check over the cells of a row. Cells that are faulty are absent. */
export interface RowRule extends CheckWords {
  readonly kind: 'row';
  /** Columns whose being blank the check speaks of: while one of them is faulty, and so absent, it stays silent. */
  readonly readsBlank?: readonly ColumnName[];
  readonly holdsOnRecord?: false;
  check(values: ReturnValues, context: RowContext): readonly RuleFinding[];
}

/** A check that also holds for a whole record, because it needs nothing but the facts. */
export interface FactRule extends Omit<RowRule, 'holdsOnRecord'> {
  readonly holdsOnRecord: true;
  check(values: ReturnValues): readonly RuleFinding[];
}

/** The little of each row that has to be known of all of them at once. */
export interface FileRow {
  readonly row: number;
  readonly ref: string | null;
  readonly values: ReturnValues;
  /** The text of a cell as it stands in the file, without surrounding blanks. */
  readonly cell: (column: ColumnName) => string;
}

/** One check over all rows of a return. */
export interface FileRule extends CheckWords {
  readonly kind: 'file';
  check(rows: readonly FileRow[]): readonly (RuleFinding & Pick<FileRow, 'row' | 'ref'>)[];
}

/** Another episode of the child, as far as a check against it needs. Ends that are not known are null. */
export interface OtherEpisode {
  readonly id: EpisodeId;
  /** The sender's own reference, or null for an episode that others told of. */
  readonly ref: string | null;
  readonly span: EpisodeSpan;
}

/** In milliseconds: the earliest and the latest moment at which an episode began and ended; open ones never end. */
export interface EpisodeSpan {
  readonly began: readonly [earliest: number, latest: number];
  readonly ended: readonly [earliest: number, latest: number];
  readonly isTimed: boolean;
}

/** A row that was applied, and what it meets on record. */
export interface MetRecord {
  readonly before: CaseRecord | null;
  readonly after: CaseRecord;
  readonly values: ReturnValues;
  /** The child's other episodes, the cancelled ones left out. */
  readonly others: readonly OtherEpisode[];
  /** The child as it stood on record; null when it is new. */
  readonly known: ChildIdentity | null;
}

/** One check of a row against the record. */
export interface RecordRule extends CheckWords {
  readonly kind: 'record';
  check(met: MetRecord): readonly RuleFinding[];
}

const nothing: readonly RuleFinding[] = [];

/** Where a condition holds, the finding; else nothing. */
export function when(condition: unknown, column: ColumnName, message?: string): readonly RuleFinding[] {
  if (!condition) return nothing;
  return [message === undefined ? { column } : { column, message }];
}
