import { absentColumn } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import { insertRows } from '#persistence';
import type { TableShape, Transaction } from '#persistence';

/** The findings, of which none is ever taken away. */
export const findingTable: TableShape<
  | 'submission_id'
  | 'finding_number'
  | 'row_number'
  | 'ref'
  | 'column_name'
  | 'code'
  | 'severity'
  | 'message'
  | 'decision_number'
> = {
  name: 'finding',
  key: ['submission_id', 'finding_number'],
  isStamped: false,
  columns: {
    submission_id: 'uuid',
    finding_number: 'integer',
    row_number: 'integer',
    ref: 'text',
    column_name: 'text',
    code: 'text',
    severity: 'text',
    message: 'text',
    decision_number: 'smallint',
  },
};

/** Findings are numbered by row, so that a run that is taken up again numbers them alike. */
const FINDINGS_PER_ROW = 1000;

/** The number of the first finding of a row, in SQL. */
export function findingNumber(rowNumber: string): string {
  return `${rowNumber} * ${FINDINGS_PER_ROW}`;
}

/** Writes the findings of rows that were decided for the first time, or of the file as a whole. */
export async function storeFindings(
  tx: Transaction,
  submissionId: string,
  findings: readonly Finding[],
): Promise<void> {
  const perRow = new Map<number, number>();
  await insertRows(
    tx,
    findingTable,
    findings.map((finding) => {
      const row = finding.row ?? 1;
      const place = perRow.get(row) ?? 0;
      perRow.set(row, place + 1);
      return findingRow(submissionId, finding, { place, decisionNumber: 0 });
    }),
  );
}

/** Writes what was found of a file as a whole. That a column is absent is no fault where the record had it for every row. */
export async function storeFileFindings(
  tx: Transaction,
  submissionId: string,
  findings: readonly Finding[],
): Promise<void> {
  const held = await tx.query(
    `SELECT FROM submission_row WHERE authority = $1 AND submission_id = $2 AND outcome = 'held' LIMIT 1`,
    [tx.context.authority, submissionId],
  );
  const isMissed = held.length > 0;
  await storeFindings(
    tx,
    submissionId,
    findings.filter(({ code }) => isMissed || code !== absentColumn.code),
  );
}

/** A finding as it is stored: by its place among those of its row, and by the decision on the row that it was made by. */
export function findingRow(
  submissionId: string,
  finding: Finding,
  { place, decisionNumber }: { readonly place: number; readonly decisionNumber: number },
) {
  return {
    submission_id: submissionId,
    finding_number: (finding.row ?? 1) * FINDINGS_PER_ROW + place,
    row_number: finding.row,
    ref: finding.ref,
    column_name: finding.column,
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    decision_number: decisionNumber,
  };
}
