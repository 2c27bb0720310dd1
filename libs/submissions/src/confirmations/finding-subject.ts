import { createHash } from 'node:crypto';
import { checks, columnKey, isColumnName, readRow } from '#domain/submissions';
import type { Finding, ReturnLists } from '#domain/submissions';

type Cells = Readonly<Record<string, string>>;
type CheckWords = (typeof checks)[number];

const checkOf: ReadonlyMap<string, CheckWords> = new Map(checks.map((check) => [check.code, check]));

/** Whether the sender may say of a finding, with a reason, that it is right as it stands. */
export function isConfirmable({ code, severity }: Pick<Finding, 'code' | 'severity'>): boolean {
  return severity === 'warning' && checkOf.get(code)?.isConfirmable === true;
}

/**
 * What a finding is about, as 32 bytes: the values of the cells that its check speaks of, as they are read, so that the
 * same row in another format is the same; as they are written where they could not be read. A finding against the record
 * is also about what it met there, of which its message speaks.
 */
export function subjectOf(
  { code, column, message }: Pick<Finding, 'code' | 'column' | 'message'>,
  cells: Cells,
  lists: ReturnLists,
): Uint8Array {
  const check = checkOf.get(code);
  const values = new Map<string, unknown>(Object.entries(readRow({ row: 1, cells }, lists).values));
  const texts = new Map(Object.entries(cells).map(([header, cell]) => [columnKey(header), cell.trim()]));
  const columns = [...new Set([...(check?.columns ?? []), column ?? ''])].filter(isColumnName).sort();
  const said = columns.map((name) => [name, values.has(name) ? { is: values.get(name) } : (texts.get(name) ?? '')]);
  const met = check?.kind === 'record' ? message : '';
  return createHash('sha256')
    .update(JSON.stringify([said, met]))
    .digest();
}
