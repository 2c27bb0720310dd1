import { appendAudit } from '#access';
import { lockEpisode, lockImports } from '#casework';
import type { CaseworkTransaction } from '#casework';
import type { EpisodeId } from '#domain/kernel';
import type { Finding } from '#domain/submissions';
import { describeDatabaseFault } from '#persistence';
import type { ReferenceLists, Transaction } from '#persistence';
import { newId } from '#platform';
import { heldForService } from './apply-and-keep-receipts.js';
import { applyChunk } from './apply-chunk.js';
import type { Applying } from './apply-chunk.js';
import type { CheckedRow } from './check-return.js';
import type { ShownDifference } from './confirmations/row-change-store.js';
import { keepAndApply } from './keep-and-apply.js';
import type { ReceivedReturn } from './keep-return.js';
import { parseReturn } from './parse-return.js';
import { ReturnRefused } from './return-refused.js';
import type { RowOutcome } from './row-decisions/row-outcome.js';
import { returnOfRow } from './row-return.js';
import { cellsOfRow, without } from './sent-row.js';
import type { SentRow } from './sent-row.js';
import { readResult } from './submission-result.js';
import { storeOutcomes } from './submission-store.js';

/** What became of a row that came by itself: its receipt, its findings, and the submission as which it is kept. */
export interface RowReceipt {
  readonly submission: string;
  /** The episode that the row is about; null where it is held. */
  readonly episode: EpisodeId | null;
  readonly outcome: RowOutcome['outcome'];
  readonly findings: readonly Finding[];
  /** What the row changes of what its sender told before; where it is held for that, until the sender confirms it. */
  readonly differences: readonly ShownDifference[];
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
 * an error is held like one of a file, and nothing of it is lost. It is the return of no month.
 */
export async function applyRow(
  casework: CaseworkTransaction,
  { received, row, about, onKept }: RowToApply,
  lists: ReferenceLists,
): Promise<RowReceipt> {
  const { tx } = casework;
  const named = about === null ? row : await nameEpisode(tx, row, about.episodeId, received.providerCode);
  const bytes = returnOfRow(named, null);
  const parsed = await parseReturn(bytes, 'json');
  const submissionId = await keepAndApply(casework, {
    ...{ received: { ...received, bytes, format: parsed.format, period: null }, parsed, lists, apply: applyAlone },
    async onKept(id) {
      await onKept(tx, id);
      if (about !== null) await lockKnown(tx, about);
    },
  });
  const receipt = await readRowReceipt(tx, submissionId, lists);
  if (about !== null && receipt.episode !== null && receipt.episode !== about.episodeId)
    throw new ReturnRefused('disagreement', 'The references in the row are of another episode; leave them out.');
  return receipt;
}

/**
 * Puts the sender's own reference of the episode into a row that does not give it; and into its first one the council's,
 * by which the episode was referred to it.
 */
async function nameEpisode(
  tx: Transaction,
  row: SentRow,
  episodeId: EpisodeId,
  providerCode: string,
): Promise<SentRow> {
  const [known] = await tx.query<{ refs: readonly string[]; council_ref: string | null }>(
    `SELECT ARRAY(
       SELECT r.ref FROM source_reference r JOIN provider p ON p.id = r.provider_id
       WHERE r.authority = e.authority AND r.episode_id = e.id AND p.code = $3
       ORDER BY r.created_at, r.ref) AS refs, t.council_ref
     FROM missing_episode e LEFT JOIN case_text t ON t.authority = e.authority AND t.episode_id = e.id
     WHERE e.authority = $1 AND e.id = $2`,
    [tx.context.authority, episodeId, providerCode],
  );
  const { refs = [], council_ref: councilRef = null } = known ?? {};
  const { provider_ref: given = '', council_ref: asked = '' } = cellsOfRow(row);
  if (given !== '' && refs.length > 0 && !refs.includes(given))
    throw new ReturnRefused('disagreement', 'provider_ref is not your reference of this episode; leave it out.');
  const [first] = refs;
  if (given === '' && first === undefined)
    throw new ReturnRefused('disagreement', 'You have given this episode no reference yet; give provider_ref.');
  const isAnswer = first === undefined && asked === '' && councilRef !== null;
  return {
    ...(given === '' ? { provider_ref: first, ...without(row, 'provider_ref') } : row),
    ...(isAnswer && { council_ref: councilRef }),
  };
}

/** The order of locks is that of every import: first the imports of the authority, then the child, then the episode. */
async function lockKnown(tx: Transaction, { episodeId, onLocked }: KnownEpisode): Promise<void> {
  await lockImports(tx);
  await lockEpisode(tx, episodeId);
  await onLocked(tx);
}

/** What became of a row that came by itself, asked for again and so on record. */
export async function findRowReceipt(
  tx: Transaction,
  submissionId: string,
  lists: ReferenceLists,
): Promise<RowReceipt> {
  await appendAudit(tx, { action: 'SubmissionRead', itemId: submissionId, itemCount: 1, childIds: [] }, newId);
  return readRowReceipt(tx, submissionId, lists);
}

async function readRowReceipt(tx: Transaction, submissionId: string, lists: ReferenceLists): Promise<RowReceipt> {
  const { findings, differences } = await readResult(tx, submissionId, 'sender', lists);
  const [row] = await tx.query<{ episode_id: string | null; outcome: RowReceipt['outcome'] }>(
    'SELECT episode_id, outcome FROM submission_row WHERE authority = $1 AND submission_id = $2',
    [tx.context.authority, submissionId],
  );
  if (!row) throw new Error('There is no such row.');
  return { submission: submissionId, episode: row.episode_id, outcome: row.outcome, findings, differences };
}

/**
 * A row that breaks it in a way that no check foresaw is held, as in a file; where it is a row that waited and was tried
 * again, that one goes on waiting.
 */
async function applyAlone(
  transaction: CaseworkTransaction,
  applying: Applying,
  rows: readonly CheckedRow[],
): Promise<void> {
  const { tx } = transaction;
  const { origin } = applying;
  for (const isAlone of [false, true]) {
    await tx.query('SAVEPOINT one_row');
    try {
      await applyChunk(transaction, { ...applying, isAlone }, rows);
      return;
    } catch (error) {
      if (describeDatabaseFault(error) !== null) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT one_row');
    }
  }
  const held = rows.map((row) => heldForService(origin, row));
  await storeOutcomes(tx, origin.submissionId, held);
}
