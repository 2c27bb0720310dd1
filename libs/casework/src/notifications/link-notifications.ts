import { leadingOf } from '#domain/cases';
import { survivorOf, withMergedRecords } from '#domain/children';
import type { ChildIdentity, KnownChild, Survivors } from '#domain/children';
import type { EpisodeEnd } from '#domain/episodes';
import { isEqual } from '#domain/kernel';
import type { ChildId } from '#domain/kernel';
import { matchNotification } from '#domain/notifications';
import type { EpisodeCandidate, MissingNotification } from '#domain/notifications';
import {
  asService,
  findNotifications,
  moment,
  momentOrNull,
  readChildIdentity,
  readLeading,
  readSurvivors,
  saveLink,
  withNameAliases,
} from '#persistence';
import type { ChildIdentityRow, Transaction } from '#persistence';

/**
 * Looks again at the notifications that are tied to no episode and may be about these children, on any of their records,
 * now that something of theirs has changed. What a person has decided by hand is left as it is.
 */
export async function linkNotificationsOf(tx: Transaction, childIds: readonly ChildId[]): Promise<void> {
  if (childIds.length === 0) return;
  await asService(tx, async () => {
    const records = withMergedRecords(childIds, await readSurvivors(tx));
    const waiting = await findNotifications(
      tx,
      `n.episode_id IS NULL AND coalesce(n.linked_by NOT IN ('hand', 'no_action'), true) AND (
         n.child_id = ANY($2::uuid[])
         OR (n.child_id IS NULL AND EXISTS (
           SELECT FROM child_identity c WHERE c.authority = n.authority AND c.child_id = ANY($2::uuid[])
             AND (c.council_child_id = i.council_child_id OR c.date_of_birth = i.date_of_birth))))`,
      [[...records]],
    );
    for (const { id, link } of changedOf(waiting, await matchAll(tx, waiting))) await saveLink(tx, id, link);
  });
}

/** Notifications with the links that the record gives them now, as the service sees it. Nothing is written. */
export async function matchAll(
  tx: Transaction,
  notifications: readonly MissingNotification[],
): Promise<readonly MissingNotification[]> {
  if (notifications.length === 0) return [];
  const children = await loadChildren(tx, notifications);
  const survivors = await readSurvivors(tx);
  const episodes = await loadEpisodes(tx, notifications, children, survivors);
  const childrenBy = grouped(children, ({ councilChildId, dateOfBirth }) => [
    ...(councilChildId === null ? [] : [`id|${councilChildId}`]),
    `born|${dateOfBirth.toString()}`,
  ]);
  const episodesBy = grouped(episodes, ({ childId, policeRef, councilRef }) => [
    `child|${survivorOf(childId, survivors)}`,
    ...[policeRef, councilRef].flatMap((ref) => (ref === null ? [] : [`ref|${ref}`])),
  ]);
  return notifications.map((notification) => {
    const { councilChildId, dateOfBirth } = notification.person;
    const alike = pick(childrenBy, [`id|${councilChildId ?? ''}`, `born|${dateOfBirth.toString()}`]);
    const own = alike.map(({ childId }) => `child|${survivorOf(childId, survivors)}`);
    const near = pick(episodesBy, [`ref|${notification.reference}`, ...own]);
    return { ...notification, link: matchNotification(notification, alike, near, survivors) };
  });
}

/**
 * Looks again at the notifications of records that were merged or are so no longer. A link stays unless it rests on the
 * merge: then it is made as the records now say.
 */
export async function relinkMergedRecords(tx: Transaction, recordIds: readonly ChildId[]): Promise<void> {
  await linkNotificationsOf(tx, recordIds);
  await asService(tx, async () => {
    const linked = await findNotifications(
      tx,
      `n.child_id = ANY($2::uuid[]) AND n.episode_id IS NOT NULL AND n.linked_by IN ('reference', 'child_and_times')`,
      [recordIds],
    );
    const again = await matchAll(tx, linked);
    const survivors = await readSurvivors(tx);
    const childOf = await loadChildOf(tx, linked);
    const isOneChild = ({ link: { childId, episodeId } }: MissingNotification) =>
      survivorOf(childId ?? '', survivors) === survivorOf(childOf.get(episodeId ?? '') ?? '', survivors);
    const resting = again.filter(({ link }, index) => {
      const before = linked[index];
      return before && !(isOneChild(before) && link.childId === before.link.childId);
    });
    for (const { id, link } of resting) await saveLink(tx, id, link);
  });
}

/** On which record each episode stands to which a notification is tied. */
async function loadChildOf(
  tx: Transaction,
  linked: readonly MissingNotification[],
): Promise<ReadonlyMap<string, ChildId>> {
  const rows = await tx.query<{ id: string; child_id: ChildId }>(
    'SELECT id, child_id FROM missing_episode WHERE authority = $1 AND id = ANY($2::uuid[])',
    [tx.context.authority, linked.flatMap(({ link }) => link.episodeId ?? [])],
  );
  return new Map(rows.map(({ id, child_id: childId }) => [id, childId]));
}

function changedOf(
  before: readonly MissingNotification[],
  after: readonly MissingNotification[],
): readonly MissingNotification[] {
  return after.filter(({ link }, index) => !isEqual(link, before[index]?.link));
}

function grouped<Value>(values: readonly Value[], keysOf: (value: Value) => readonly string[]) {
  const groups = new Map<string, Value[]>();
  for (const value of values)
    for (const key of keysOf(value)) {
      const group = groups.get(key);
      if (group) group.push(value);
      else groups.set(key, [value]);
    }
  return groups;
}

function pick<Value>(groups: ReadonlyMap<string, readonly Value[]>, keys: readonly string[]): readonly Value[] {
  return [...new Set(keys.flatMap((key) => groups.get(key) ?? []))];
}

async function loadChildren(
  tx: Transaction,
  notifications: readonly MissingNotification[],
): Promise<readonly (ChildIdentity & KnownChild)[]> {
  const rows = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity WHERE authority = $1 AND (council_child_id = ANY($2::text[]) OR date_of_birth = ANY($3::date[]))`,
    [
      tx.context.authority,
      notifications.flatMap(({ person }) => person.councilChildId ?? []),
      [...new Set(notifications.map(({ person }) => person.dateOfBirth.toString()))],
    ],
  );
  return withNameAliases(tx, rows.map(readChildIdentity));
}

interface EpisodeRow {
  readonly id: string;
  readonly child_id: string;
  readonly episode_end: EpisodeEnd | null;
  readonly missing_at: Date;
  readonly missing_time_known: boolean;
  readonly returned_at: Date | null;
  readonly returned_time_known: boolean | null;
  readonly police_ref: string | null;
  readonly council_ref: string | null;
}

async function loadEpisodes(
  tx: Transaction,
  notifications: readonly MissingNotification[],
  children: readonly ChildIdentity[],
  survivors: Survivors,
): Promise<readonly EpisodeCandidate[]> {
  const records = withMergedRecords(
    children.map(({ childId }) => childId),
    survivors,
  );
  const references = notifications
    .filter(({ source }) => source === 'police' || source === 'council')
    .map(({ reference }) => reference);
  const rows = await tx.query<EpisodeRow>(
    `SELECT e.id, e.child_id, e.episode_end, e.missing_at, e.missing_time_known, e.returned_at, e.returned_time_known,
       t.police_ref, t.council_ref
     FROM missing_episode e LEFT JOIN case_text t ON t.authority = e.authority AND t.episode_id = e.id
     WHERE e.authority = $1 AND (e.child_id = ANY($2::uuid[])
       OR e.id IN (SELECT r.episode_id FROM case_text r
                   WHERE r.authority = $1 AND (r.police_ref = ANY($3::text[]) OR r.council_ref = ANY($3::text[]))))
     ORDER BY e.missing_at, e.id`,
    [tx.context.authority, [...records], references],
  );
  const leading = await readLeading(tx);
  return rows.map((row) => ({
    id: row.id,
    childId: row.child_id,
    absenceId: leadingOf(row.id, leading),
    end: row.episode_end,
    missingAt: moment(row.missing_at, row.missing_time_known),
    returnedAt: momentOrNull(row.returned_at, row.returned_time_known),
    policeRef: row.police_ref,
    councilRef: row.council_ref,
  }));
}
