import { columnKey } from '#domain/submissions';
import { asService } from '#persistence';
import type { Transaction, WaitingDoubt } from '#persistence';
import type { SeenCandidate } from './candidates.js';

/** A candidate with what tells it apart from others. */
export interface ComparedCandidate extends SeenCandidate {
  /** How many episodes stand on its records. */
  readonly episodes: number;
  /** Who has told of them, by name, and by which references. */
  readonly sources: readonly string[];
}

/** What a row says of its child besides who it is, as it was typed; null for a blank cell. */
export interface RowBesides {
  readonly gender: string | null;
  readonly homePostcode: string | null;
}

/** Records as they are held beside a row, in the view of whoever looks. */
export async function compareCandidates(
  tx: Transaction,
  seen: readonly SeenCandidate[],
): Promise<readonly ComparedCandidate[]> {
  const compared: ComparedCandidate[] = [];
  for (const candidate of seen) {
    const [row] = await tx.query<{ episodes: number; sources: readonly string[] | null }>(
      `SELECT count(DISTINCT e.id)::integer AS episodes,
         array_agg(DISTINCT coalesce(p.name, 'The council') || coalesce(' ' || r.ref, '')) AS sources
       FROM missing_episode e
       LEFT JOIN source_reference r ON r.authority = e.authority AND r.episode_id = e.id
       LEFT JOIN provider p ON p.id = coalesce(r.provider_id, e.provider_id)
       WHERE e.authority = $1 AND e.child_id = ANY ($2::uuid[])`,
      [tx.context.authority, candidate.child.recordIds],
    );
    const episodes = row?.episodes ?? 0;
    compared.push({ ...candidate, episodes, sources: episodes === 0 ? [] : (row?.sources ?? []) });
  }
  return compared;
}

/** The cells of a row that help to tell of whom it speaks. */
export async function readRowBesides(tx: Transaction, doubt: WaitingDoubt): Promise<RowBesides> {
  const rows = await asService(tx, () =>
    tx.query<{ record: Readonly<Record<string, string>> }>(
      'SELECT record FROM submission_row WHERE authority = $1 AND submission_id = $2 AND row_number = $3',
      [tx.context.authority, doubt.submissionId, doubt.rowNumber],
    ),
  );
  const cells = new Map(
    Object.entries(rows[0]?.record ?? {}).map(([header, cell]) => [columnKey(header), cell.trim()]),
  );
  return { gender: cells.get('gender') || null, homePostcode: cells.get('home_postcode') || null };
}
