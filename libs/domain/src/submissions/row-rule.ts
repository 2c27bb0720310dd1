import type { ChildGroup } from '../children/index.js';
import type { AuthorityCode } from '../kernel/index.js';
import type { Contract } from '../providers/index.js';
import type { Day, Instant } from '../time/index.js';
import type { ColumnName, ReturnValues } from './columns.js';
import type { Note } from './finding.js';

/** What the checks of one row may know besides the row. */
export interface RowContext {
  readonly authority: AuthorityCode;
  readonly now: Instant;
  readonly contractOn: (day: Day) => Contract | null;
  /** The report group that the row puts the child in; null while the row cannot say. */
  readonly group: ChildGroup | null;
}

/** One check over the cells of a row: a code, never reused, and what it finds. Cells that are faulty are absent. */
export interface RowRule {
  readonly code: string;
  /** Columns whose being blank the check speaks of: while one of them is faulty, and so absent, it stays silent. */
  readonly readsBlank?: readonly ColumnName[];
  check(values: ReturnValues, context: RowContext): readonly RuleFinding[];
}

export type RuleFinding = Omit<Note, 'code'> & { readonly column: ColumnName };

/** A check that also holds for a whole record, because it needs nothing but the facts. */
export interface RecordRule extends RowRule {
  check(values: ReturnValues): readonly RuleFinding[];
}
