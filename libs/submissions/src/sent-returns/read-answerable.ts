import type { ChildId } from '#domain/kernel';
import { isForCouncil } from '#domain/submissions';
import type { ReturnLists } from '#domain/submissions';
import type { Transaction } from '#persistence';
import { withConfirmations } from '../confirmations/finding-confirmations.js';
import type { ToldFinding } from '../confirmations/finding-confirmations.js';
import { readDifferences } from '../confirmations/row-change-store.js';
import type { ShownDifference } from '../confirmations/row-change-store.js';
import { readPlacedFindings } from '../told-findings.js';
import { childrenOfRows } from './children-of-cells.js';
import type { SentRow } from './children-of-cells.js';
import type { SentReturn } from './sent-return.js';

/** More than anybody reads on one page; what is beyond is counted. */
const MOST_SHOWN = 100;

/** A list as far as it is shown. */
interface Cut<Item> {
  readonly shown: readonly Item[];
  readonly count: number;
}

/** What a row changes, column by column. */
export interface RowChange {
  readonly row: number;
  readonly cells: readonly ShownDifference[];
  /** Whether the row is held, be it by something else than this change. */
  readonly isHeld: boolean;
}

/** What waits for the sender of a return, and what was changed and confirmed of it. */
export interface Answerable {
  readonly waiting: Cut<RowChange>;
  readonly changed: Cut<RowChange>;
  readonly warnings: Cut<ToldFinding>;
  readonly confirmed: Cut<ToldFinding>;
  /** The children whom these speak of. */
  readonly childIds: readonly ChildId[];
}

/** What the sender of a submission is told of changes and warnings, with the children whom it is shown. */
export async function readAnswerable(
  tx: Transaction,
  { id, providerId }: SentReturn,
  lists: ReturnLists,
): Promise<Answerable> {
  const key = [tx.context.authority, id] as const;
  const differences = await readDifferences(tx, key);
  const changes = rowsOf(differences, await findHeld(tx, key, differences));
  const placed = await readPlacedFindings(tx, key, `f.severity = 'warning' AND f.column_name IS NOT NULL`);
  const told = placed.filter(({ finding: { code } }) => !isForCouncil(code));
  const findings = await withConfirmations(tx, key, told, lists);
  const isWaiting = ({ cells }: RowChange) => cells.some(({ state }) => state === 'waiting');
  const parts = {
    waiting: cut(changes.filter(isWaiting)),
    changed: cut(changes.filter((change) => !isWaiting(change))),
    warnings: cut(findings.filter(({ canConfirm }) => canConfirm)),
    confirmed: cut(findings.filter(({ confirmation }) => confirmation !== undefined)),
  };
  const shown = Object.values(parts).flatMap((list) => list.shown.flatMap(({ row }) => row ?? []));
  const rows = await tx.query<SentRow>(
    `SELECT row_number AS row, ref, record AS cells FROM submission_row
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[])`,
    [...key, [...new Set(shown)]],
  );
  const children = await childrenOfRows(tx, { id, providerId }, rows);
  return { ...parts, childIds: [...children.values()].flat() };
}

function cut<Item>(list: readonly Item[]): Cut<Item> {
  return { shown: list.slice(0, MOST_SHOWN), count: list.length };
}

function rowsOf(differences: readonly ShownDifference[], held: ReadonlySet<number>): readonly RowChange[] {
  const rows = new Map<number, ShownDifference[]>();
  for (const each of differences) {
    const ofRow = rows.get(each.row) ?? [];
    ofRow.push(each);
    rows.set(each.row, ofRow);
  }
  return [...rows].map(([row, cells]) => ({ row, cells, isHeld: held.has(row) }));
}

async function findHeld(
  tx: Transaction,
  key: readonly [authority: string, submissionId: string],
  differences: readonly ShownDifference[],
): Promise<ReadonlySet<number>> {
  const held = await tx.query<{ row: number }>(
    `SELECT row_number AS row FROM submission_row
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[]) AND outcome = 'held'`,
    [...key, [...new Set(differences.map(({ row }) => row))]],
  );
  return new Set(held.map(({ row }) => row));
}
