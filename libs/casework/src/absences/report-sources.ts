import type { EpisodeId } from '#domain/kernel';
import type { Transaction } from '#persistence';

/** Who told of an episode. */
export interface ReportSources {
  /** Opaque names by which sources are compared: providers, or the council itself where none told of it. */
  readonly sources: readonly string[];
  /** In words, with the reference of each. */
  readonly lines: readonly string[];
}

const COUNCIL = 'council';

/** Who told of each of these episodes, as far as it is visible. */
export async function loadSources(
  tx: Transaction,
  ids: readonly EpisodeId[],
): Promise<(id: EpisodeId) => ReportSources> {
  const rows = await tx.query<{ episode_id: EpisodeId; provider_id: string; name: string; ref: string }>(
    `SELECT r.episode_id, r.provider_id, p.name, r.ref
     FROM source_reference r JOIN provider p ON p.id = r.provider_id
     WHERE r.authority = $1 AND r.episode_id = ANY($2::uuid[]) ORDER BY p.name, r.ref`,
    [tx.context.authority, ids],
  );
  const refs = await tx.query<{ episode_id: EpisodeId; council_ref: string }>(
    `SELECT episode_id, council_ref FROM case_text
     WHERE authority = $1 AND episode_id = ANY($2::uuid[]) AND council_ref IS NOT NULL`,
    [tx.context.authority, ids],
  );
  return (id) => {
    const told = rows.filter((row) => row.episode_id === id);
    const council = refs.find((row) => row.episode_id === id)?.council_ref ?? null;
    return {
      sources: told.length === 0 ? [COUNCIL] : [...new Set(told.map((row) => row.provider_id))],
      lines: [
        ...told.map(({ name, ref }) => `${name}, reference ${ref}`),
        ...(council === null && told.length > 0 ? [] : [`The council, reference ${council ?? 'none'}`]),
      ],
    };
  };
}
