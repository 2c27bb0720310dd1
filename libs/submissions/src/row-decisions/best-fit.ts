import { isEqual } from '#domain/kernel';
import { inOrder, neededColumns } from '#domain/submissions';
import type { ReceivedRow } from './row-outcome.js';
import type { Fit, Misfit } from './weigh-rows.js';

/**
 * All open rows of a reference if they fit together, or as many of them as do; or why none does. Without a record the
 * rows that say most of what is needed come first; with one, the earlier rows.
 */
export function bestFit(
  open: Iterable<ReceivedRow>,
  isOnRecord: boolean,
  weigh: (group: readonly ReceivedRow[]) => Fit | Misfit,
): Fit | Misfit {
  const rows = latestOfEach(inOrder([...open]));
  const all = weigh(rows);
  if (all.kind === 'fits' || rows.length === 1) return all;
  let best: Fit | null = null;
  let group: readonly ReceivedRow[] = [];
  for (const row of isOnRecord ? rows : rows.toSorted(mostNeededFirst)) {
    const more = inOrder([...group, row]);
    const weighed = weigh(more);
    if (weighed.kind === 'fits') best = weighed;
    if (weighed.kind === 'fits' || (best === null && weighed.isIncomplete)) group = more;
  }
  return best ?? all;
}

/** Of rows in their order that say the same, the last; or the last that its sender has confirmed. */
function latestOfEach(ordered: readonly ReceivedRow[]): readonly ReceivedRow[] {
  return ordered.filter(
    (row, index) =>
      !ordered.some((other, at) =>
        isConfirmed(other) === isConfirmed(row)
          ? at > index && isEqual(other.values, row.values)
          : isConfirmed(other) && isEqual(other.values, row.values),
      ),
  );
}

function isConfirmed({ earlier }: ReceivedRow): boolean {
  return earlier?.shown?.isConfirmed ?? false;
}

function mostNeededFirst(left: ReceivedRow, right: ReceivedRow): number {
  const needed = ({ values }: ReceivedRow) => neededColumns.filter((column) => Boolean(values[column])).length;
  return needed(right) - needed(left);
}
