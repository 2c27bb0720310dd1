import { isEqual } from '#domain/kernel';
import type { EpisodeId } from '#domain/kernel';
import { columnKey, columnsOf, heldUntilComplete, note } from '#domain/submissions';
import type { ColumnName } from '#domain/submissions';
import { nothingAwaited, outOfDate, placed } from './row-outcome.js';
import type { ReceivedRow, RowOutcome } from './row-outcome.js';

/** As what a row is taken in: which row has the last word on each cell, and what is said of this one. */
export interface TakenAs extends Pick<RowOutcome, 'outcome' | 'findings' | 'differences'> {
  readonly said: ReadonlyMap<ColumnName, ReceivedRow>;
  readonly episodeId: EpisodeId;
}

/** What became of a row that is taken, with what of it is out of date; null where it was held and put right meanwhile. */
export function takenRow(
  row: ReceivedRow,
  { said, episodeId, outcome, findings, differences }: TakenAs,
): RowOutcome | null {
  const columns = columnsOf(row);
  const effective = new Set<string>(columns.filter((column) => said.get(column) === row));
  const isMoot = effective.size === 0 && columns.length > 0;
  if (isMoot && row.earlier !== null) return null;
  const left = columns.filter(
    (column) => !effective.has(column) && !isEqual(said.get(column)?.values[column], row.values[column]),
  );
  const { checked, place, earlier } = row;
  const wasWaiting = earlier !== null && !earlier.shown?.isConfirmed;
  const more = [
    ...(isMoot || left.length > 0 ? [outOfDate(checked, left)] : []),
    ...(wasWaiting ? [placed(checked, note(heldUntilComplete), null)] : []),
  ];
  const cells = Object.fromEntries(
    Object.entries(checked.cells).filter(([header]) => effective.has(columnKey(header))),
  );
  return {
    ...{ sent: row, outcome: isMoot ? 'same' : outcome, episodeId, findings: [...findings, ...more], differences },
    applied: isMoot ? null : { ref: checked.ref ?? '', rowVersion: place.version, cells },
    ...{ awaited: nothingAwaited, isPutRight: false, doubt: null },
  };
}
