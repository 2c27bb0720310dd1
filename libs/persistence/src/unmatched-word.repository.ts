import type { FactorAlias, FactorCategory, FactorView } from '#domain/factors';
import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import { dateOf } from './moment-columns.js';
import type { Transaction } from './transaction.js';

/** Words of one row that are put into the queue: to wait, or left aside by an alias. */
export interface QueuedWords {
  readonly id: string;
  readonly ref: string;
  readonly section: FactorCategory;
  readonly words: string;
  readonly wordsKey: string;
  readonly view: FactorView | null;
  readonly isPresent: boolean | null;
  /** The alias that leaves them aside; null where they wait. */
  readonly ignoredBy: string | null;
}

/** Puts words of a provider into the queue, each once for its row; what was decided of them before is open again. */
export async function putIntoQueue(
  tx: Transaction,
  providerId: ProviderId,
  words: readonly QueuedWords[],
): Promise<void> {
  if (words.length === 0) return;
  const column = <Key extends keyof QueuedWords>(key: Key) => words.map((each) => each[key]);
  await tx.query(
    `INSERT INTO unmatched_word AS w
       (authority, id, provider_id, ref, section, words, words_key, view, is_present, queued_at, outcome, decided_at,
        factor_alias_id)
     SELECT $1, u.id, $2, u.ref, u.section, u.words, u.words_key, u.view, u.is_present, $3,
       CASE WHEN u.alias IS NULL THEN 'waiting' ELSE 'ignored' END, CASE WHEN u.alias IS NOT NULL THEN $3::timestamptz END,
       u.alias
     FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::boolean[], $11::uuid[])
       AS u (id, ref, section, words, words_key, view, is_present, alias)
     ON CONFLICT (authority, provider_id, ref, section, words_key) DO UPDATE SET
       words = excluded.words, view = excluded.view, is_present = excluded.is_present, outcome = excluded.outcome,
       queued_at = CASE WHEN w.outcome = 'waiting' THEN w.queued_at ELSE excluded.queued_at END,
       decided_at = excluded.decided_at, factor_alias_id = excluded.factor_alias_id`,
    [
      ...[tx.context.authority, providerId, dateOf(tx.now), column('id'), column('ref'), column('section')],
      ...[column('words'), column('wordsKey'), column('view'), column('isPresent'), column('ignoredBy')],
    ],
  );
}

/** Takes out of the queue what the rows do not say any more: their sections were told again, with other words. */
export async function withdrawWords(
  tx: Transaction,
  providerId: ProviderId,
  told: readonly { readonly ref: string; readonly section: FactorCategory }[],
  kept: readonly QueuedWords[],
): Promise<void> {
  if (told.length === 0) return;
  await tx.query(
    `UPDATE unmatched_word w SET outcome = 'withdrawn', decided_at = $7
     FROM unnest($3::text[], $4::text[]) AS t (ref, section)
     WHERE w.authority = $1 AND w.provider_id = $2 AND w.ref = t.ref AND w.section = t.section
       AND w.outcome = 'waiting' AND NOT EXISTS (
         SELECT FROM unnest($5::text[], $6::text[]) AS k (place, words_key)
         WHERE k.place = w.ref || ' ' || w.section AND k.words_key = w.words_key)`,
    [
      ...[tx.context.authority, providerId, told.map(({ ref }) => ref), told.map(({ section }) => section)],
      ...[kept.map(({ ref, section }) => `${ref} ${section}`), kept.map(({ wordsKey }) => wordsKey), dateOf(tx.now)],
    ],
  );
}

/** Words that wait, with the episode and the child of their row. */
export interface WaitingWords {
  readonly id: string;
  readonly providerId: ProviderId;
  readonly section: FactorCategory;
  readonly words: string;
  readonly wordsKey: string;
  readonly view: FactorView | null;
  readonly isPresent: boolean | null;
  readonly episodeId: EpisodeId;
  readonly childId: ChildId;
}

/** Everything that waits, or what waits of one alias. */
export async function listWaitingWords(
  tx: Transaction,
  alias: Pick<FactorAlias, 'providerId' | 'section' | 'wordsKey'> | null = null,
): Promise<readonly WaitingWords[]> {
  return tx.query<WaitingWords>(
    `SELECT w.id, w.provider_id AS "providerId", w.section, w.words, w.words_key AS "wordsKey", w.view,
       w.is_present AS "isPresent", e.id AS "episodeId", e.child_id AS "childId"
     FROM unmatched_word w
     JOIN source_reference r ON r.authority = w.authority AND r.provider_id = w.provider_id AND r.ref = w.ref
     JOIN missing_episode e ON e.authority = r.authority AND e.id = r.episode_id
     WHERE w.authority = $1 AND w.outcome = 'waiting' ${
       alias === null ? '' : 'AND w.section = $2 AND w.words_key = $3 AND ($4::uuid IS NULL OR w.provider_id = $4)'
     } ORDER BY w.queued_at, w.id`,
    alias === null ? [tx.context.authority] : [tx.context.authority, alias.section, alias.wordsKey, alias.providerId],
  );
}

/** Says of words that waited what became of them. */
export async function settleWords(
  tx: Transaction,
  ids: readonly string[],
  outcome: 'coded' | 'ignored',
  aliasId: string,
): Promise<void> {
  await tx.query(
    `UPDATE unmatched_word SET outcome = $3, decided_at = $4, factor_alias_id = $5
     WHERE authority = $1 AND id = ANY ($2::uuid[])`,
    [tx.context.authority, ids, outcome, dateOf(tx.now), aliasId],
  );
}
