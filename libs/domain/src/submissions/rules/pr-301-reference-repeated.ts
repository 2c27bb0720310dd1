import type { FileRow, FileRule } from '../row-rule.js';

/** A row is known by its reference; which of two rows is later can only be told by their versions. */
export const referenceRepeated: FileRule = {
  kind: 'file',
  code: 'PR-301',
  severity: 'error',
  columns: ['provider_ref', 'row_version'],
  title: 'The same provider_ref stands in an earlier row, with the same row_version or without one.',
  explain: 'Remove one of the two rows, or give them different row_version numbers.',
  example: { cells: { gender: 'male' }, after: [{ by: 'same', cells: {} }] },
  isConfirmable: false,
  check(rows) {
    const seen = new Map<string, FileRow>();
    return rows.flatMap((row) => {
      const key = `${row.ref ?? ''}|${row.values.row_version ?? ''}`;
      const first = seen.get(key);
      if (row.ref === null || !first) {
        seen.set(key, row);
        return [];
      }
      const message = `provider_ref stands in row ${first.row} already; remove one of the two rows, or give them different row_version numbers.`;
      return [{ row: row.row, ref: row.ref, column: 'provider_ref', message }];
    });
  },
};
