/** Rows by a key of theirs, each read, in their order. */
export function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  read: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(read(row));
    else groups.set(keyOf(row), [read(row)]);
  }
  return groups;
}
