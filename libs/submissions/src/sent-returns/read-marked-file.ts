import { appendAudit } from '#access';
import { isForCouncil } from '#domain/submissions';
import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { markReturn } from '../mark-return.js';
import type { MarkedReturn } from '../mark-return.js';
import { parseReturn } from '../parse-return.js';
import type { ReturnFormat } from '../return-refused.js';
import { readToldFindings } from '../told-findings.js';
import { childrenOfRows } from './children-of-cells.js';
import type { SentRow } from './children-of-cells.js';

type Database = Parameters<typeof inTransaction>[0];

/** A file that was sent, marked for its sender. */
export interface MarkedFile extends MarkedReturn {
  readonly period: string | null;
}

interface KeptFile {
  readonly provider_id: string;
  readonly period: string | null;
  readonly format: ReturnFormat;
  readonly content: Buffer;
}

/**
 * The provider's own file back with what its sender is told beside each row, on record with every child in it; null where
 * the asker sees no such submission, or it is not applied, or has no form that can be marked.
 */
export async function readMarkedFile(
  database: Database,
  context: TransactionContext,
  id: string,
): Promise<MarkedFile | null> {
  const found = await inTransaction(database, context, async (tx) => {
    const key = [context.authority, id] as const;
    const [file] = await tx.query<KeptFile>(
      `SELECT s.provider_id, s.period, s.format, f.content
       FROM submission s JOIN submission_file f ON f.authority = s.authority AND f.submission_id = s.id
       WHERE s.authority = $1 AND s.id = $2 AND s.applied_at IS NOT NULL AND s.format <> 'json'`,
      key,
    );
    if (!file) return null;
    const rows = await tx.query<SentRow>(
      'SELECT row_number AS row, ref, record AS cells FROM submission_row WHERE authority = $1 AND submission_id = $2',
      key,
    );
    const told = await readToldFindings(tx, key);
    const children = await childrenOfRows(tx, { id, providerId: file.provider_id }, rows);
    const childIds = [...children.values()].flat();
    await appendAudit(tx, { action: 'SubmissionFileRead', itemId: id, itemCount: rows.length, childIds }, newId);
    return { file, findings: told.filter(({ code }) => !isForCouncil(code)) };
  });
  if (!found) return null;
  const { content, format, period } = found.file;
  const marked = await markReturn(content, await parseReturn(content, format), found.findings);
  return marked && { ...marked, period };
}
