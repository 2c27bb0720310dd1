import { appendAudit } from '#access';
import { lockEpisode, lockImports } from '#casework';
import type { CaseworkTransaction } from '#casework';
import type { EpisodeId } from '#domain/kernel';
import { columnKey, isForCouncil } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import { describeDatabaseFault, loadCases, readChildIdentity } from '#persistence';
import type { ChildIdentityRow, ReferenceLists, Transaction } from '#persistence';
import { newId } from '#platform';
import { heldForService } from './apply-and-keep-receipts.js';
import { applyChunk } from './apply-chunk.js';
import { checkReturn } from './check-return.js';
import type { CheckContext, CheckedRow } from './check-return.js';
import type { RowOutcome } from './decide-rows.js';
import { cellsOnRecord } from './fill-cells.js';
import { keepReturn } from './keep-return.js';
import type { ReceivedReturn } from './keep-return.js';
import { parseReturn } from './parse-return.js';
import { ReturnRefused } from './return-refused.js';
import type { ParsedReturn } from './return-refused.js';
import { cellsOfRow, returnOfRow, withoutReference } from './sent-row.js';
import type { SentRow } from './sent-row.js';
import { endLease } from './submission-lease.js';
import { readResult } from './submission-result.js';
import { storeFindings, storeOutcomes } from './submission-store.js';

/** What became of a row that came by itself: its receipt, its findings, and the submission as which it is kept. */
export interface RowReceipt {
  readonly submission: string;
  /** The episode that the row is about; null where it is held. */
  readonly episode: EpisodeId | null;
  readonly outcome: RowOutcome['outcome'];
  readonly findings: readonly Finding[];
}

/** An episode on record that a row has to be about. */
export interface KnownEpisode {
  readonly episodeId: EpisodeId;
  /** Runs once the episode is locked, before anything is changed; when it throws, nothing was done. */
  readonly onLocked: (tx: Transaction) => Promise<void>;
}

export interface RowToApply {
  readonly received: Omit<ReceivedReturn, 'bytes' | 'format' | 'period'>;
  readonly row: SentRow;
  /** Null where the row itself says which episode it is about. */
  readonly about: KnownEpisode | null;
  /** Runs in the same transaction once the row is kept; when it throws, it is not. */
  readonly onKept: (tx: Transaction, submissionId: string) => Promise<void>;
}

/**
 * Takes one row in, in one transaction: kept like a file, checked by the same checks, applied by the same step. A row with
 * an error is held like one of a file, and nothing of it is lost. It is the return of no month. What a row about a known
 * episode leaves blank is read off the record, and not kept as if it had been sent.
 */
export async function applyRow(
  casework: CaseworkTransaction,
  { received, row, about, onKept }: RowToApply,
  lists: ReferenceLists,
): Promise<RowReceipt> {
  const { tx } = casework;
  const named = about === null ? row : await nameEpisode(tx, row, about.episodeId, received.providerCode);
  const bytes = returnOfRow(named);
  const sent = await parseReturn(bytes, 'json');
  const submissionId = newId();
  const whole = { ...received, bytes, format: sent.format, period: null };
  const checking = await keepReturn(tx, { submissionId, leaseId: newId() }, whole, sent, lists);
  await onKept(tx, submissionId);
  const onRecord = about === null ? {} : await lockAndRead(tx, about);
  const checked = checkReturn(filledIn(sent, onRecord), checking);
  const outcomes = await applyAlone(casework, checked.rows.map(checked.check), checking);
  const kept = outcomes.map((outcome) => asSent(outcome, sent, onRecord));
  await storeFindings(tx, submissionId, checked.fileFindings);
  await storeOutcomes(tx, submissionId, kept);
  await endLease(tx, submissionId);
  const receipt = await readRowReceipt(tx, submissionId);
  if (about !== null && receipt.episode !== null && receipt.episode !== about.episodeId)
    throw new Error('A row about one episode landed on another.');
  return receipt;
}

/** Puts the sender's own reference of the episode into a row that does not give it. */
async function nameEpisode(
  tx: Transaction,
  row: SentRow,
  episodeId: EpisodeId,
  providerCode: string,
): Promise<SentRow> {
  const rows = await tx.query<{ ref: string }>(
    `SELECT r.ref FROM source_reference r JOIN provider p ON p.id = r.provider_id
     WHERE r.authority = $1 AND r.episode_id = $2 AND p.code = $3 ORDER BY r.created_at, r.ref`,
    [tx.context.authority, episodeId, providerCode],
  );
  const refs = rows.map(({ ref }) => ref);
  const given = cellsOfRow(row)['provider_ref'] ?? '';
  if (given !== '' && refs.length > 0 && !refs.includes(given))
    throw new ReturnRefused('disagreement', 'provider_ref is not your reference of this episode; leave it out.');
  const [first] = refs;
  if (given !== '') return row;
  if (first === undefined)
    throw new ReturnRefused('disagreement', 'You have given this episode no reference yet; give provider_ref.');
  return { provider_ref: first, ...withoutReference(row) };
}

/** The order of locks is that of every import: first the imports of the authority, then the child, then the episode. */
async function lockAndRead(tx: Transaction, { episodeId, onLocked }: KnownEpisode): Promise<Cells> {
  await lockImports(tx);
  await lockEpisode(tx, episodeId);
  await onLocked(tx);
  return readCells(tx, episodeId);
}

/** What became of a row that came by itself, asked for again and so on record. */
export async function findRowReceipt(tx: Transaction, submissionId: string): Promise<RowReceipt> {
  await appendAudit(tx, { action: 'SubmissionRead', itemId: submissionId, itemCount: 1, childIds: [] }, newId);
  return readRowReceipt(tx, submissionId);
}

async function readRowReceipt(tx: Transaction, submissionId: string): Promise<RowReceipt> {
  const { findings } = await readResult(tx, submissionId, 'sender');
  const [row] = await tx.query<{ episode_id: string | null; outcome: RowReceipt['outcome'] }>(
    'SELECT episode_id, outcome FROM submission_row WHERE authority = $1 AND submission_id = $2',
    [tx.context.authority, submissionId],
  );
  if (!row) throw new Error('There is no such row.');
  return { submission: submissionId, episode: row.episode_id, outcome: row.outcome, findings };
}

/** A row that breaks it in a way that no check foresaw is held, as in a file. */
async function applyAlone(
  casework: CaseworkTransaction,
  rows: readonly CheckedRow[],
  checking: CheckContext,
): Promise<readonly RowOutcome[]> {
  const { tx } = casework;
  await tx.query('SAVEPOINT one_row');
  try {
    return await applyChunk(casework, rows, checking);
  } catch (error) {
    if (describeDatabaseFault(error) !== null) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT one_row');
    return rows.map(heldForService);
  }
}

async function readCells(tx: Transaction, episodeId: EpisodeId): Promise<Cells> {
  const record = (await loadCases(tx, [episodeId])).records.get(episodeId);
  const [child] = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity WHERE authority = $1 AND child_id = $2`,
    [tx.context.authority, record?.episode.childId ?? null],
  );
  return record && child ? cellsOnRecord(record, readChildIdentity(child)) : {};
}

type Cells = Readonly<Record<string, string>>;

/** The row as it is judged: blank cells say what the record says. */
function filledIn(sent: ParsedReturn, onRecord: Cells): ParsedReturn {
  const rows = sent.rows.map((row) => {
    const blank = blankOf(row.cells, onRecord);
    const own = Object.entries(row.cells).filter(([header]) => !blank.has(columnKey(header)));
    const left = Object.entries(onRecord).filter(([column]) => blank.has(column));
    return { ...row, cells: Object.fromEntries([...own, ...left]) };
  });
  return { ...sent, rows, headers: rows.flatMap(({ cells }) => Object.keys(cells)) };
}

/** The columns that the record fills because the row says nothing there. */
function blankOf(cells: Readonly<Record<string, string>>, onRecord: Cells): ReadonlySet<string> {
  const said = Object.entries(cells).flatMap(([header, cell]) => (isSaid(cell) ? columnKey(header) : []));
  return new Set(Object.keys(onRecord).filter((column) => !said.includes(column)));
}

/**
 * The outcome as it is kept: with the cells that were sent. A warning of a cell that only the record fills was given when
 * that cell came.
 */
function asSent(outcome: RowOutcome, sent: ParsedReturn, onRecord: Cells): RowOutcome {
  const cells = sent.rows.find(({ row }) => row === outcome.row.row)?.cells ?? {};
  const blank = blankOf(cells, onRecord);
  const isAboutSent = ({ column, severity, code }: Finding) =>
    severity === 'error' || column === null || !blank.has(column) || isForCouncil(code);
  return { ...outcome, row: { ...outcome.row, cells }, findings: outcome.findings.filter(isAboutSent) };
}

function isSaid(cell: string): boolean {
  return !/^[;\s]*$/.test(cell);
}
