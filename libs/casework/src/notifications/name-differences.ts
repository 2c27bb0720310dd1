import type { EpisodeFacts } from '#domain/episodes';
import type { Difference, MissingNotification } from '#domain/notifications';
import type { Moment } from '#domain/time';
import { findNotifications, listCasesOfEpisodes } from '#persistence';
import type { Transaction } from '#persistence';

/** An absence that one side knows and another does not, with the names by which people know it. */
export interface NamedDifference {
  /** The child's record; null where none answers. */
  readonly childId: string | null;
  /** The council's child ID or, where there is none, the name; null where neither is known or given. */
  readonly child: string | null;
  readonly missingAt: Moment;
  readonly returnedAt: Moment | null;
  readonly episode: NamedEpisode | null;
  readonly notifications: readonly MissingNotification[];
}

export interface NamedEpisode {
  readonly id: string;
  readonly refs: readonly string[];
  readonly provider: string | null;
  readonly code: EpisodeFacts['code'];
  readonly policeClassification: EpisodeFacts['policeClassification'];
  readonly policeRisk: EpisodeFacts['policeRisk'];
  readonly councilClassification: string | null;
}

/** Names differences as far as whoever asks may see them; null of what they may not. */
export async function nameAll(
  tx: Transaction,
  differences: readonly Difference[],
): Promise<(difference: Difference) => NamedDifference | null> {
  const episodeIds = differences.flatMap(({ episodeId }) => episodeId ?? []);
  const notificationIds = differences.flatMap(({ notificationIds: ids }) => ids);
  const cases = await listCasesOfEpisodes(tx, episodeIds);
  const facts = new Map(cases.map(({ episode }) => [episode.id, episode]));
  const names = await loadNames(tx, episodeIds);
  const found = await findNotifications(tx, 'n.id = ANY($2::uuid[])', [notificationIds]);
  const notified = new Map(found.map((each) => [each.id, each]));
  const councilIds = await loadCouncilIds(
    tx,
    found.flatMap(({ link }) => link.childId ?? []),
  );
  return ({ episodeId, notificationIds: ids }) => {
    const notifications = ids.flatMap((id) => notified.get(id) ?? []);
    const episode = episodeId === null ? undefined : facts.get(episodeId);
    const name = episodeId === null ? undefined : names.get(episodeId);
    const [first] = notifications;
    if (episode && name) return { ...ofEpisode(episode, name), notifications };
    if (!first) return null;
    const childId = first.link.childId;
    const child = (childId && councilIds.get(childId)) ?? describe(first);
    const returnedAt = notifications.find((each) => each.returnedAt !== null)?.returnedAt ?? null;
    return { childId, child, missingAt: first.missingAt, returnedAt, episode: null, notifications };
  };
}

function ofEpisode(episode: EpisodeFacts, { child, refs, provider }: NameRow): Omit<NamedDifference, 'notifications'> {
  const { id, code, policeClassification, policeRisk, councilClassification } = episode;
  return {
    ...{ childId: episode.childId, child, missingAt: episode.missingAt, returnedAt: episode.returnedAt },
    episode: { ...{ id, refs: refs ?? [], provider, code }, policeClassification, policeRisk, councilClassification },
  };
}

function describe({ person }: MissingNotification): string | null {
  const name = [person.givenName, person.familyName].filter((part) => part !== null).join(' ');
  return person.councilChildId ?? (name === '' ? null : name);
}

interface NameRow {
  readonly episode_id: string;
  readonly child: string | null;
  readonly refs: readonly string[] | null;
  readonly provider: string | null;
}

async function loadNames(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, NameRow>> {
  const rows = await tx.query<NameRow>(
    `SELECT e.id AS episode_id, coalesce(c.council_child_id, nullif(concat_ws(' ', c.given_name, c.family_name), '')) AS child,
       p.code AS provider,
       (SELECT array_agg(r.ref ORDER BY r.ref) FROM source_reference r
        WHERE r.authority = e.authority AND r.episode_id = e.id) AS refs
     FROM missing_episode e
     LEFT JOIN provider p ON p.id = e.provider_id
     LEFT JOIN child_identity c ON c.authority = e.authority AND c.child_id = e.child_id
     WHERE e.authority = $1 AND e.id = ANY($2::uuid[])`,
    [tx.context.authority, ids],
  );
  return new Map(rows.map((row) => [row.episode_id, row]));
}

async function loadCouncilIds(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.query<{ child_id: string; council_child_id: string | null }>(
    'SELECT child_id, council_child_id FROM child_identity WHERE authority = $1 AND child_id = ANY($2::uuid[])',
    [tx.context.authority, ids],
  );
  return new Map(rows.map((row) => [row.child_id, row.council_child_id]));
}

/** A difference as the command line gives it. */
export function differenceDocument({ child, episode, notifications, missingAt, returnedAt }: NamedDifference) {
  return {
    ...{ child, episode: episode?.id ?? null, refs: episode?.refs ?? [], provider: episode?.provider ?? null },
    missingAt: missingAt.at.toString(),
    returnedAt: returnedAt?.at.toString() ?? null,
    notifications: notifications.map(({ source, reference }) => ({ source, reference })),
  };
}
