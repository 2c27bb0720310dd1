import { appendAudit } from '#access';
import { changeWithdrawn, checks, isForCouncil } from '#domain/submissions';
import type { Finding, ReturnLists } from '#domain/submissions';
import { inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { isOfWithdrawn } from '../confirmations/withdrawn-changes.js';
import { isOfLastDecision, readToldFindings } from '../told-findings.js';
import { childrenOfRows, seenAmong } from './children-of-cells.js';
import type { SentRow } from './children-of-cells.js';
import { readAnswerable } from './read-answerable.js';
import type { Answerable } from './read-answerable.js';
import { besideCells } from './sent-cells.js';
import type { FileLayout, SentCell } from './sent-cells.js';
import { readSentReturns } from './sent-return.js';
import type { SentReturn } from './sent-return.js';

type Database = Parameters<typeof inTransaction>[0];

const PAGE = 20;

/** A row of which something is said, with its cells beside it. */
export interface FoundRow {
  readonly row: number;
  readonly ref: string | null;
  readonly outcome: string;
  /** Its sender took the change back: nobody has anything to do about it. */
  readonly isWithdrawn: boolean;
  /** It may speak of a record that is restricted to others: then nothing of it is given. */
  readonly isWithheld: boolean;
  /** What is said of no one cell. */
  readonly findings: readonly Finding[];
  readonly cells: readonly SentCell[];
}

/** Where in the list of rows a page begins: after this one. Rows that are held come first, then warnings, then notes. */
export interface RowCursor {
  readonly rank: number;
  readonly row: number;
}

/** One submission for people: what is wrong with the file, what became of the rows, and the rows of which something is said. */
export interface SentReturnPage {
  readonly sent: SentReturn;
  /** How many rows have their receipt. */
  readonly done: number;
  readonly sheet: string | null;
  /** Whether its file is still kept, so that it can be given back. */
  readonly hasFile: boolean;
  readonly fileFindings: readonly Finding[];
  readonly rows: readonly FoundRow[];
  readonly foundRows: number;
  readonly next: RowCursor | null;
  /** What its sender may answer, on the first page; null for everybody else. */
  readonly answerable: Answerable | null;
}

/** A submission that the asker may see, on record with the children whose cells it shows; null where there is none. */
export function readSentReturn(
  database: Database,
  context: TransactionContext,
  id: string,
  { after, lists }: { readonly after: RowCursor | null; readonly lists: ReturnLists },
): Promise<SentReturnPage | null> {
  return inTransaction(database, context, async (tx) => {
    const [sent] = await readSentReturns(tx, 's.id = $2', [id]);
    if (!sent) return null;
    const [layout] = await tx.query<FileLayout>(
      'SELECT sheet, column_letters FROM submission_file WHERE authority = $1 AND submission_id = $2',
      [context.authority, id],
    );
    const ranked = sent.state === 'applied' ? await rankedRows(tx, id, after) : [];
    const page = ranked.slice(0, PAGE);
    const last = page.at(-1);
    const isAnswered = context.actor === 'provider' && sent.state === 'applied' && after === null;
    const answerable = isAnswered ? await readAnswerable(tx, sent, lists) : null;
    const { rows, childIds } = await readRows(
      tx,
      sent,
      page.map(({ row }) => row),
      layout ?? { sheet: null, column_letters: {} },
    );
    await appendAudit(
      tx,
      {
        ...{ action: 'SubmissionRead', itemId: id, itemCount: Math.max(1, rows.length) },
        childIds: [...childIds, ...(answerable?.childIds ?? [])],
      },
      newId,
    );
    return {
      ...{ sent, sheet: layout?.sheet ?? null, hasFile: layout !== undefined, rows },
      done: Object.values(sent.counts).reduce((sum, count) => sum + count, 0),
      fileFindings: sent.state === 'applied' ? await findingsOf(tx, id, 'f.row_number IS NULL') : [],
      foundRows: ranked[0]?.total ?? 0,
      answerable,
      next: ranked.length > PAGE && last ? { rank: last.rank, row: last.row } : null,
    };
  });
}

/** The codes that a sender is not told of. */
const councilCodes = checks.map(({ code }) => code).filter(isForCouncil);

function hiddenCodes({ context }: Transaction): readonly string[] {
  return context.actor === 'provider' ? councilCodes : [];
}

async function rankedRows(tx: Transaction, id: string, after: RowCursor | null) {
  return tx.query<{ rank: number; row: number; total: number }>(
    `SELECT * FROM (
       SELECT f.row, f.rank, count(*) OVER ()::integer AS total FROM (
         SELECT f.row_number AS row,
           min(CASE WHEN ${isOfWithdrawn} THEN 2 WHEN f.severity = 'error' THEN 0 WHEN f.severity = 'warning' THEN 1
             ELSE 2 END)::integer AS rank
         FROM finding f
         WHERE f.authority = $1 AND f.submission_id = $2 AND f.row_number IS NOT NULL AND f.code <> ALL($3::text[])
           AND ${isOfLastDecision}
         GROUP BY f.row_number) f) g
     WHERE (g.rank, g.row) > ($4, $5) ORDER BY g.rank, g.row LIMIT ${PAGE + 1}`,
    [tx.context.authority, id, hiddenCodes(tx), after?.rank ?? -1, after?.row ?? 0],
  );
}

/** Findings that the asker is told, the gravest first; `condition` may use the parameters from $4 on. */
async function findingsOf(
  tx: Transaction,
  id: string,
  condition: string,
  parameters: readonly (readonly number[])[] = [],
): Promise<readonly Finding[]> {
  const where = `f.code <> ALL($3::text[]) AND ${condition}`;
  const key = [tx.context.authority, id] as const;
  const found = await readToldFindings(tx, key, { where, parameters: [hiddenCodes(tx), ...parameters] });
  return found.toSorted((left, right) => severities.indexOf(left.severity) - severities.indexOf(right.severity));
}

const severities: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** The rows in the order asked for, and the children whom they show. */
async function readRows(
  tx: Transaction,
  { id, providerId }: SentReturn,
  numbers: readonly number[],
  layout: FileLayout,
) {
  const rows = await tx.query<SentRow & { readonly outcome: string }>(
    `SELECT row_number AS row, ref, record AS cells, outcome FROM submission_row
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[])`,
    [tx.context.authority, id, numbers],
  );
  const findings = await findingsOf(tx, id, 'f.row_number = ANY($4::integer[])', [numbers]);
  const children = await childrenOfRows(tx, { id, providerId }, rows);
  const seen = await seenAmong(tx, [...children.values()].flat());
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  // What a provider sent it knows; of the council not everybody is admitted to every record.
  const isWithheld = (row: number) =>
    tx.context.actor !== 'provider' && (children.get(row) ?? []).some((child) => !seen.has(child));
  const found = numbers.flatMap((number): FoundRow[] => {
    const row = byNumber.get(number);
    if (!row) return [];
    const { ref, outcome } = row;
    const said = findings.filter((finding) => finding.row === number);
    const isWithdrawn = said.some(({ code }) => code === changeWithdrawn.code);
    const withheld = { isWithheld: true, findings: [], cells: [] };
    if (isWithheld(number)) return [{ row: number, ref: null, outcome, isWithdrawn, ...withheld }];
    return [{ row: number, ref, outcome, isWithdrawn, isWithheld: false, ...besideCells(row, said, layout) }];
  });
  const childIds = found.filter((row) => !row.isWithheld).flatMap(({ row }) => children.get(row) ?? []);
  return { rows: found, childIds };
}
