import { columnGuides, columnKey, isColumnName, shorten } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import { columnNumber } from '#workbooks';
import type { SentRow } from './children-of-cells.js';

/** A cell that is not blank, or of which something is said. */
export interface SentCell {
  readonly column: string;
  /** Where it stands in a file with columns, such as `Q21`. */
  readonly place: string | null;
  /** Shortened to forty characters. */
  readonly value: string;
  readonly findings: readonly Finding[];
}

/** How the file of a return is laid out: where its columns stand, by their letters. */
export interface FileLayout {
  readonly sheet: string | null;
  readonly column_letters: Readonly<Partial<Record<string, string>>>;
}

/** Each finding beside its cell, in the order of the file; what is about no cell apart. */
export function besideCells(
  { row, cells }: SentRow,
  findings: readonly Finding[],
  { column_letters: letters }: FileLayout,
) {
  const named = new Map(Object.entries(cells).map(([header, value]) => [columnKey(header), { header, value }]));
  const columns = new Set([
    ...[...named].flatMap(([key, { value }]) => (value.trim() === '' ? [] : [key])),
    ...findings.flatMap(({ column }) =>
      column !== null && (named.has(column) || isColumnName(column)) ? [column] : [],
    ),
  ]);
  const shown = [...columns].map((key): SentCell => {
    const place = letters[key];
    return {
      column: named.get(key)?.header.trim() ?? key,
      place: place === undefined ? null : `${place}${row}`,
      value: shorten(named.get(key)?.value ?? ''),
      findings: findings.filter(({ column }) => column === key),
    };
  });
  return {
    findings: findings.filter(({ column }) => column === null || !columns.has(column)),
    cells: shown.sort((left, right) => order(left, letters) - order(right, letters)),
  };
}

const places = new Map<string, number>(columnGuides.map(({ column }, index) => [column, index]));
/** More columns than any file has. */
const LAST = 100_000;

function order({ column }: SentCell, letters: FileLayout['column_letters']): number {
  const key = columnKey(column);
  return columnNumber(letters[key] ?? '') ?? LAST + (places.get(key) ?? LAST);
}
