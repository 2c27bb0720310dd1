import { matchChild, withMergedRecords } from '#domain/children';
import type { ChildIdentity } from '#domain/children';
import type { EpisodeFacts } from '#domain/episodes';
import type { MissingNotification } from '#domain/notifications';
import { compareMoments } from '#domain/time';
import { listCasesOfChildren, readChildIdentity, readSurvivors, withNameAliases } from '#persistence';
import type { ChildIdentityRow, SqlValue, Transaction } from '#persistence';

/** An episode to which a person may tie a notification. */
export interface EpisodeChoice {
  readonly child: ChildIdentity;
  readonly episode: EpisodeFacts;
}

/** How far from the notification an episode may lie to be offered as a choice. */
const NEAR_DAYS = 31;

/** Episodes near in time of the children who may be meant, as far as the person may see them. */
export async function loadChoices(
  tx: Transaction,
  notification: MissingNotification,
): Promise<readonly EpisodeChoice[]> {
  const { link, missingAt } = notification;
  const children = await loadMeant(tx, notification);
  const cases = await listCasesOfChildren(
    tx,
    children.map(({ childId }) => childId),
  );
  const isNear = ({ missingAt: began }: EpisodeFacts) =>
    Math.abs(began.at.epochMilliseconds - missingAt.at.epochMilliseconds) <= NEAR_DAYS * 86_400_000;
  return cases
    .map(({ episode }) => episode)
    .filter((episode) => (isNear(episode) && episode.end !== 'cancelled') || episode.id === link.episodeId)
    .sort((left, right) => compareMoments(left.missingAt, right.missingAt))
    .flatMap((episode) => {
      const child = children.find(({ childId }) => childId === episode.childId);
      return child ? [{ child, episode }] : [];
    });
}

/** The children who may be meant, with all records of each. */
async function loadMeant(tx: Transaction, { person, link }: MissingNotification): Promise<readonly ChildIdentity[]> {
  const alike = await findIdentities(tx, 'child_id = $2 OR council_child_id = $3 OR date_of_birth = $4::date', [
    ...[link.childId, person.councilChildId, person.dateOfBirth.toString()],
  ]);
  const named = await withNameAliases(tx, alike);
  const meant = named.filter((child) => child.childId === link.childId || matchChild(person, [child]).kind !== 'new');
  const records = withMergedRecords(
    meant.map(({ childId }) => childId),
    await readSurvivors(tx),
  );
  return findIdentities(tx, 'child_id = ANY($2::uuid[])', [[...records]]);
}

async function findIdentities(
  tx: Transaction,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly ChildIdentity[]> {
  const rows = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity WHERE authority = $1 AND (${condition}) ORDER BY child_id`,
    [tx.context.authority, ...parameters],
  );
  return rows.map(readChildIdentity);
}
