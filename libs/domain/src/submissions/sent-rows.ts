import { isColumnName, neededColumns } from './columns.js';
import type { ColumnName, ReturnValues } from './columns.js';

/** Where a row stands among all that its provider has sent with one reference. */
export interface Place {
  /** `row_version`, which says which of two rows is later; null where the order of receipt does. */
  readonly version: number | null;
  /** When its return was received, in milliseconds. */
  readonly receivedAt: number;
  readonly submissionId: string;
  readonly row: number;
}

/** A row that a provider has sent, as far as the order of rows matters. */
export interface SentRow {
  readonly place: Place;
  /** What its cells say; blank ones, and those that cannot be read, say nothing. */
  readonly values: ReturnValues;
  /** Columns with something that cannot be read. */
  readonly faulty: ReadonlySet<ColumnName>;
}

/**
 * The rows of one reference from the earliest to the latest. A version decides; a row without one is later than all that
 * were received before it, and later than none of a higher version that comes after.
 */
export function inOrder<Row extends SentRow>(rows: readonly Row[]): readonly Row[] {
  let highest = -1;
  const ranked = rows.toSorted(byReceipt).map((row) => {
    highest = Math.max(highest, row.place.version ?? -1);
    return { row, version: row.place.version ?? highest };
  });
  return ranked.sort((left, right) => left.version - right.version).map(({ row }) => row);
}

function byReceipt({ place: left }: SentRow, { place: right }: SentRow): number {
  if (left.receivedAt !== right.receivedAt) return left.receivedAt - right.receivedAt;
  if (left.submissionId !== right.submissionId) return left.submissionId < right.submissionId ? -1 : 1;
  return left.row - right.row;
}

/** Columns of which a row says something, those apart that only say which row it is. */
export function columnsOf({ values }: Pick<SentRow, 'values'>): readonly ColumnName[] {
  return Object.keys(values).filter(
    (column): column is ColumnName => isColumnName(column) && column !== 'provider_ref' && column !== 'row_version',
  );
}

/** The row that said last what each column holds, of rows in their order. To clear a cell is to say something. */
export function lastSaid<Row extends SentRow>(ordered: readonly Row[]): ReadonlyMap<ColumnName, Row> {
  return new Map(ordered.flatMap((row) => columnsOf(row).map((column) => [column, row] as const)));
}

/** Cells that are recorded only together with the one that they hang on. */
const hangsOn = {
  interview_at: [
    ...(['interview_ended_at', 'interview_mode', 'independent', 'interview_covers', 'risk_now'] as const),
    ...(['push_factors', 'pull_factors', 'harms', 'protective_factors', 'primary_factor', 'vulnerabilities'] as const),
  ],
  offered_at: ['offer_method', 'offered_to', 'offer_outcome'],
  push_factors: ['primary_factor'],
  pull_factors: ['primary_factor'],
  harms: ['primary_factor'],
  protective_factors: ['primary_factor'],
} as const satisfies Partial<Record<ColumnName, readonly ColumnName[]>>;

/**
 * The columns that have to be said again with those that are said now: what earlier rows told of an interview or an offer
 * before its time was told is recorded when that comes, and which factor is primary whenever the factors change.
 */
export function withWhatHangsOn(
  columns: readonly ColumnName[],
  isNew: (column: 'interview_at' | 'offered_at') => boolean,
): ReadonlySet<ColumnName> {
  const all = new Set(columns);
  for (const [anchor, hanging] of Object.entries(hangsOn)) {
    if (!isColumnName(anchor) || !all.has(anchor)) continue;
    if ((anchor === 'interview_at' || anchor === 'offered_at') && !isNew(anchor)) continue;
    for (const column of hanging) all.add(column);
  }
  return all;
}

/**
 * Whether a held row is history, because later rows that were taken have said all of it again. A cell that could not be
 * read may be left out of a later row that is whole in itself.
 */
export function isPutRight(row: SentRow, taken: readonly SentRow[], ordered: readonly SentRow[]): boolean {
  const later = ordered.slice(ordered.indexOf(row) + 1).filter((each) => taken.includes(each));
  if (later.length === 0) return false;
  const said = new Set(later.flatMap(columnsOf));
  const isWhole = ({ values }: SentRow) => neededColumns.every((column) => Boolean(values[column]));
  return (
    columnsOf(row).every((column) => said.has(column)) &&
    ([...row.faulty].every((each) => said.has(each)) || later.some(isWhole))
  );
}
