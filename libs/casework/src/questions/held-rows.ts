import { appendAudit } from '#access';
import type { ChildId, EpisodeId } from '#domain/kernel';
import { inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { isUuid } from '../children/open-child.js';
import { findRows, heldRow, withoutUnseen } from './find-rows.js';
import type { HeldRow } from './find-rows.js';

type Database = Parameters<typeof inTransaction>[0];

export interface RowPlace {
  readonly submissionId: string;
  readonly row: number;
}

/** What stands at the place of a row. */
export type RowToAsk =
  | { readonly kind: 'held'; readonly row: HeldRow }
  /** It is applied: what is asked of it is asked about its episode. */
  | { readonly kind: 'applied'; readonly childId: ChildId; readonly episodeId: EpisodeId };

export interface HeldRowsPage {
  readonly rows: readonly HeldRow[];
  /** The last row of the page, after which the next one begins; null where there is none. */
  readonly next: RowPlace | null;
}

/** How many rows a page of the list holds. */
const ROWS_SHOWN = 25;

/** Rows that are held, the latest first, for those whose view reaches the whole council. */
export function listHeldRows(
  database: Database,
  context: TransactionContext,
  after: RowPlace | null,
): Promise<HeldRowsPage> {
  return inTransaction(database, context, async (tx) => {
    const found = reachesAll(tx)
      ? await findRows(
          tx,
          `r.outcome = 'held' AND ($2::uuid IS NULL OR (r.decided_at, r.submission_id, r.row_number) < (
             SELECT o.decided_at, o.submission_id, o.row_number FROM submission_row o
             WHERE o.authority = $1 AND o.submission_id = $2::uuid AND o.row_number = $3::integer))`,
          [after?.submissionId ?? null, after?.row ?? null],
          ROWS_SHOWN + 1,
        )
      : [];
    const page = found.slice(0, ROWS_SHOWN);
    const shown = await withoutUnseen(tx, page);
    const childIds = shown.flatMap(({ child_ids: ids }) => ids);
    await appendAudit(tx, { action: 'HeldRowsRead', itemCount: shown.length, childIds }, newId);
    const last = found.length > ROWS_SHOWN ? page.at(-1) : undefined;
    return {
      rows: shown.map(heldRow),
      next: last ? { submissionId: last.submission_id, row: last.row_number } : null,
    };
  });
}

function reachesAll({ context }: Transaction): boolean {
  return context.actor === 'authority' && context.reach === 'authority';
}

/** What stands at a place, with the children it speaks of; null where there is nothing for whoever asks. */
export async function findRow(
  tx: Transaction,
  { submissionId, row }: RowPlace,
): Promise<{ readonly row: RowToAsk; readonly childIds: readonly ChildId[] } | null> {
  if (!isUuid(submissionId)) return null;
  const [found] = await findRows(
    tx,
    'r.submission_id = $2::uuid AND r.row_number = $3::integer',
    [submissionId, row],
    1,
  );
  if (!found || (await withoutUnseen(tx, [found])).length === 0) return null;
  const { child_ids: childIds, episode_id: episodeId, episode_child_id: childId } = found;
  if (found.outcome === 'held')
    return reachesAll(tx) || childId !== null ? { row: { kind: 'held', row: heldRow(found) }, childIds } : null;
  return episodeId === null || childId === null ? null : { row: { kind: 'applied', childId, episodeId }, childIds };
}
