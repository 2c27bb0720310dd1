import type { EpisodeId, NewId, ProviderId } from '#domain/kernel';
import { asService } from '#persistence';
import type { Transaction } from '#persistence';
import { appendAudit } from './audit-trail.js';

/** So long a key is known: a program that repeats a write later makes a second one. */
const KEPT_DAYS = 7;
const isKept = `used_at > transaction_timestamp() - make_interval(days => ${KEPT_DAYS})`;

/** An Idempotency-Key as it was sent, and with which request. */
export interface SentKey {
  readonly key: string;
  /** SHA-256 over everything by which a request is told from another. */
  readonly requestHash: Uint8Array;
}

/** One use of an Idempotency-Key by a provider. */
export interface KeyUse extends SentKey {
  readonly providerId: ProviderId;
}

/** An answer as it was given, to be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

/** The answer to a write of a person, about an episode. */
export interface OwnAnswer extends KeptAnswer {
  /** Null for a refusal, which is not kept. */
  readonly episodeId: EpisodeId | null;
}

/** What a key was used for before. */
export interface EarlierUse {
  readonly isSameRequest: boolean;
  /** What the write was about: a submission, or a question that was answered. */
  readonly itemId: string;
  /** Null when the write was acknowledged and its answer is not kept: not yet, or no longer. */
  readonly answer: KeptAnswer | null;
}

/** Another request with the same key was faster. */
export class KeyInUse extends Error {
  override readonly name = 'KeyInUse';
}

/**
 * What a key of the acting provider was used for; null when it is new. Whether it is theirs, and whether they may still
 * ask for the authority, their own context decides; the answer is the service's to give, and giving it is on record.
 */
export async function findEarlierUse(tx: Transaction, use: KeyUse, newId: NewId): Promise<EarlierUse | null> {
  const key = [tx.context.authority, use.providerId, use.key];
  const [row] = await tx.query<{ item_id: string; is_return: boolean; is_same: boolean }>(
    `SELECT coalesce(submission_id, question_id) AS item_id, submission_id IS NOT NULL AS is_return,
       request_sha256 = $4 AS is_same FROM idempotency_key
     WHERE authority = $1 AND provider_id = $2 AND client_key = $3 AND ${isKept}`,
    [...key, use.requestHash],
  );
  if (!row) return null;
  const { item_id: itemId } = row;
  if (!row.is_same) return { isSameRequest: false, itemId, answer: null };
  const [answer = null] = await asService(tx, () =>
    tx.query<KeptAnswer>(
      'SELECT http_status AS status, location, body FROM replayed_answer WHERE authority = $1 AND provider_id = $2 AND client_key = $3',
      key,
    ),
  );
  const action = row.is_return ? 'SubmissionRead' : 'QuestionRead';
  if (answer) await appendAudit(tx, { action, itemId, itemCount: 1, childIds: [] }, newId);
  return { isSameRequest: true, itemId, answer };
}

/**
 * Takes a key for a write, in the transaction of that write. Fails with `KeyInUse` where another request has taken it, or
 * is just about to.
 */
export async function takeKey(
  tx: Transaction,
  use: KeyUse,
  itemId: string,
  of: 'submission' | 'question',
): Promise<void> {
  const key = [tx.context.authority, use.providerId, use.key];
  await holdKey(tx, key);
  await tx.query(
    `DELETE FROM idempotency_key WHERE authority = $1 AND provider_id = $2 AND client_key = $3 AND NOT ${isKept}`,
    key,
  );
  const taken = await tx.query(
    `INSERT INTO idempotency_key (authority, provider_id, client_key, request_sha256, used_at, ${of}_id)
     VALUES ($1, $2, $3, $4, transaction_timestamp(), $5) ON CONFLICT DO NOTHING RETURNING client_key`,
    [...key, use.requestHash, itemId],
  );
  if (taken.length === 0) throw new KeyInUse('The key was taken by another request.');
}

/** Holds a key until the transaction ends, so that nobody waits for a request with the same one: `KeyInUse` says it at once. */
async function holdKey(tx: Transaction, key: readonly string[]): Promise<void> {
  const [held] = await tx.query<{ is_held: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('homeward idempotency-key ' || $1, 0)) AS is_held`,
    [JSON.stringify(key)],
  );
  if (held?.is_held !== true) throw new KeyInUse('The key is being used by another request.');
}

/**
 * Takes a key of the acting person for the write that this transaction will make. Gives what it was used for before, with
 * the answer; null when it is new. Fails with `KeyInUse` where another request is using it.
 */
export async function takeOwnKey(
  tx: Transaction,
  { key, requestHash }: SentKey,
): Promise<{ readonly isSameRequest: boolean; readonly answer: KeptAnswer } | null> {
  const own = [tx.context.authority, tx.context.personId ?? '', key];
  await holdKey(tx, own);
  return asService(tx, async () => {
    const [earlier] = await tx.query<KeptAnswer & { is_same: boolean; is_kept: boolean }>(
      `SELECT request_sha256 = $4 AS is_same, ${isKept} AS is_kept, http_status AS status, location, body
       FROM person_idempotency_key WHERE authority = $1 AND person_id = $2 AND client_key = $3`,
      [...own, requestHash],
    );
    if (!earlier) return null;
    const { is_same: isSameRequest, is_kept: isStillKept, status, location, body } = earlier;
    if (isStillKept) return { isSameRequest, answer: { status, location, body } };
    await tx.query(
      'DELETE FROM person_idempotency_key WHERE authority = $1 AND person_id = $2 AND client_key = $3',
      own,
    );
    return null;
  });
}

/** Keeps a key of the acting person with the answer to its write, in the transaction of that write; no refusal is kept. */
export async function keepOwnKey(
  tx: Transaction,
  { key, requestHash }: SentKey,
  { status, location, body, episodeId }: OwnAnswer,
): Promise<void> {
  if (episodeId === null) return;
  await asService(tx, () =>
    tx.query(
      `INSERT INTO person_idempotency_key
         (authority, person_id, client_key, request_sha256, used_at, http_status, location, body, episode_id)
       VALUES ($1, $2, $3, $4, transaction_timestamp(), $5, $6, $7, $8)`,
      [tx.context.authority, tx.context.personId, key, requestHash, status, location, body, episodeId],
    ),
  );
}

/** Keeps the answer to a write as long as its key and the file, or the question, that it speaks of. */
export async function keepAnswer(tx: Transaction, use: KeyUse, answer: KeptAnswer): Promise<void> {
  await tx.query(
    `INSERT INTO replayed_answer
       (authority, provider_id, client_key, submission_id, question_id, http_status, location, body)
     SELECT k.authority, k.provider_id, k.client_key, k.submission_id, k.question_id, $4, $5, $6
     FROM idempotency_key k
     LEFT JOIN submission_file f ON f.authority = k.authority AND f.submission_id = k.submission_id
     WHERE k.authority = $1 AND k.provider_id = $2 AND k.client_key = $3
       AND (k.question_id IS NOT NULL OR f.submission_id IS NOT NULL)
     ON CONFLICT DO NOTHING`,
    [tx.context.authority, use.providerId, use.key, answer.status, answer.location, answer.body],
  );
}

/** Deletes the keys of an authority whose time is over, and their answers with them. */
export async function clearIdempotencyKeys(tx: Transaction): Promise<void> {
  for (const table of ['idempotency_key', 'person_idempotency_key'])
    await tx.query(`DELETE FROM ${table} WHERE authority = $1 AND NOT ${isKept}`, [tx.context.authority]);
}
