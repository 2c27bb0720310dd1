import type { Distinction, Leading } from '#domain/cases';
import { leadingOf } from '#domain/cases';
import type { EpisodeId } from '#domain/kernel';
import type { Transaction } from './transaction.js';

/**
 * Of each episode that is merged away, the one that leads, as far as the merges are seen by whoever asks: a provider sees
 * none, and so its own reports alone. Merges are few, so they are read at once.
 */
export async function readLeading(tx: Transaction): Promise<Leading> {
  const rows = await tx.query<{ episode_id: EpisodeId; into_episode_id: EpisodeId }>(
    'SELECT episode_id, into_episode_id FROM episode_merge WHERE authority = $1 AND undone_at IS NULL',
    [tx.context.authority],
  );
  return new Map(rows.map(({ episode_id, into_episode_id }) => [episode_id, into_episode_id]));
}

/** The other reports of the same absences, which are not among these episodes. */
export function otherReports(ids: Iterable<EpisodeId>, leading: Leading): readonly EpisodeId[] {
  if (leading.size === 0) return [];
  const known = new Set(ids);
  const absences = new Set([...known].map((id) => leadingOf(id, leading)));
  const reports = [...leading].flatMap(([away, leads]) => (absences.has(leads) ? [away, leads] : []));
  return [...new Set(reports)].filter((id) => !known.has(id));
}

/** The episodes of which it stands that they are two absences, as far as that is seen; they are few, as merges are. */
export async function readDistinctions(tx: Transaction): Promise<readonly Distinction[]> {
  const rows = await tx.query<{ episode_id: EpisodeId; other_episode_id: EpisodeId }>(
    'SELECT episode_id, other_episode_id FROM episode_distinction WHERE authority = $1 AND undone_at IS NULL',
    [tx.context.authority],
  );
  return rows.map(({ episode_id, other_episode_id }) => [episode_id, other_episode_id] as const);
}
