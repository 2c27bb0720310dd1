import { appendAudit } from '#access';
import { columnKey, isColumnName, isForCouncil } from '#domain/submissions';
import type { ColumnName, Finding } from '#domain/submissions';
import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { readToldFindings } from '../told-findings.js';
import { childrenOfRows } from './children-of-cells.js';
import type { SentRow } from './children-of-cells.js';

type Database = Parameters<typeof inTransaction>[0];

/** One row that was sent, to be mended and sent again. */
export interface SentRowToMend {
  readonly period: string | null;
  readonly cells: Readonly<Partial<Record<ColumnName, string>>>;
  readonly findings: readonly Finding[];
}

/** A held row of the asker's own, on record with the child that it speaks of; null where there is none. */
export function readHeldRow(
  database: Database,
  context: TransactionContext,
  id: string,
  number: number,
): Promise<SentRowToMend | null> {
  return inTransaction(database, context, async (tx) => {
    const key = [context.authority, id] as const;
    const [row] = await tx.query<SentRow & { readonly provider_id: string; readonly period: string | null }>(
      `SELECT r.row_number AS row, r.ref, r.record AS cells, s.provider_id, s.period
       FROM submission_row r JOIN submission s ON s.authority = r.authority AND s.id = r.submission_id
       WHERE r.authority = $1 AND r.submission_id = $2 AND r.row_number = $3 AND r.outcome = 'held'`,
      [...key, number],
    );
    if (!row) return null;
    const told = await readToldFindings(tx, key, { where: 'f.row_number = $3', parameters: [number] });
    const children = await childrenOfRows(tx, { id, providerId: row.provider_id }, [row]);
    const childIds = [...children.values()].flat();
    await appendAudit(tx, { action: 'SubmissionRead', itemId: id, itemCount: 1, childIds }, newId);
    const cells = Object.entries(row.cells).flatMap(([header, value]) => {
      const column = columnKey(header);
      return isColumnName(column) ? [[column, value] as const] : [];
    });
    return {
      period: row.period,
      cells: Object.fromEntries(cells),
      findings: told.filter(({ code }) => !isForCouncil(code)),
    };
  });
}
