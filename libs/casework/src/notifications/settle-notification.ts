import { appendAudit } from '#access';
import { granted, refused } from '#domain/access';
import type { Decision } from '#domain/access';
import { matchChild, withMergedRecords } from '#domain/children';
import type { MissingNotification, NotificationLink } from '#domain/notifications';
import { compareMoments } from '#domain/time';
import {
  asService,
  findNotifications,
  inTransaction,
  listCasesOfChildren,
  readChildIdentity,
  readSurvivors,
  saveLink,
  withNameAliases,
} from '#persistence';
import type { ChildIdentityRow, SqlValue, Transaction, TransactionContext } from '#persistence';
import type { ChildIdentity } from '#domain/children';
import type { EpisodeFacts } from '#domain/episodes';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { isUuid } from '../children/open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** An episode to which a person may tie a notification. */
export interface EpisodeChoice {
  readonly child: ChildIdentity;
  readonly episode: EpisodeFacts;
}

/** A notification with what a person needs to settle to which episode it belongs. */
export interface NotificationToSettle {
  readonly notification: MissingNotification;
  readonly choices: readonly EpisodeChoice[];
  /** The last change by hand can be undone. */
  readonly canUndo: boolean;
}

export type SettleWish =
  { readonly kind: 'link'; readonly episodeId: string } | { readonly kind: 'unlink' } | { readonly kind: 'undo' };
export type SettleRefusal = 'no-such-episode' | 'nothing-to-change';

/** Opens a notification, on record; null where it is not there, or not for whoever asks. */
export function readNotificationToSettle(
  database: Database,
  context: TransactionContext,
  id: string,
): Promise<NotificationToSettle | null> {
  return inTransaction(database, context, async (tx) => {
    const notification = await findOne(tx, id);
    if (!notification) return refuseRead(tx, id);
    const choices = await loadChoices(tx, notification);
    const childIds = [
      ...choices.map(({ child }) => child.childId),
      ...(notification.link.childId ? [notification.link.childId] : []),
    ];
    await appendAudit(tx, { action: 'NotificationRead', itemId: id, itemCount: choices.length, childIds }, newId);
    return { notification, choices, canUndo: (await standingChanges(tx, id)).length > 0 };
  });
}

/** Ties a notification to an episode, frees it, or takes the last such change back, exactly. Null where it is not there. */
export function settleNotification(
  casework: Casework,
  context: TransactionContext,
  id: string,
  wish: SettleWish,
): Promise<Decision<null, SettleRefusal> | null> {
  return casework.write(context, async ({ tx }) => {
    if (isUuid(id))
      await asService(tx, () =>
        tx.query('SELECT FROM missing_notification WHERE authority = $1 AND id = $2 FOR UPDATE', [
          context.authority,
          id,
        ]),
      );
    const notification = await findOne(tx, id);
    if (!notification) return refuseRead(tx, id);
    const decision = await decide(tx, notification, wish);
    const childIds = [notification.link.childId, decision.kind === 'granted' ? decision.value.childId : null];
    const audit = { action: 'NotificationLink', itemId: id, childIds: childIds.flatMap((each) => each ?? []) } as const;
    if (decision.kind === 'refused') {
      await appendAudit(tx, { ...audit, itemCount: 0, outcome: 'refused', reason: decision.because }, newId);
      return decision;
    }
    await asService(tx, async () => {
      await tx.query(
        `INSERT INTO notification_link (authority, id, notification_id, change, before, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5::jsonb, clock_timestamp(), $6)`,
        [context.authority, newId(), id, wish.kind, JSON.stringify(notification.link), context.actorName],
      );
      await saveLink(tx, id, decision.value);
    });
    await appendAudit(tx, { ...audit, itemCount: 1, reason: wish.kind }, newId);
    return granted(null);
  });
}

async function decide(
  tx: Transaction,
  notification: MissingNotification,
  wish: SettleWish,
): Promise<Decision<NotificationLink, SettleRefusal>> {
  const { link } = notification;
  switch (wish.kind) {
    case 'link': {
      const chosen = (await loadChoices(tx, notification)).find(({ episode }) => episode.id === wish.episodeId);
      if (!chosen) return refused('no-such-episode');
      if (link.episodeId === wish.episodeId) return refused('nothing-to-change');
      return granted({ childId: chosen.child.childId, episodeId: wish.episodeId, linkedBy: 'hand', doubt: null });
    }
    case 'unlink':
      return link.linkedBy === 'hand' && link.episodeId === null
        ? refused('nothing-to-change')
        : granted({ ...link, episodeId: null, linkedBy: 'hand', doubt: null });
    case 'undo': {
      const before = (await standingChanges(tx, notification.id)).at(-1);
      return before ? granted(before) : refused('nothing-to-change');
    }
  }
}

/** What stood before each change by hand that has not been undone, the latest last. */
async function standingChanges(tx: Transaction, id: string): Promise<readonly NotificationLink[]> {
  const rows = await tx.query<{ change: string; before: NotificationLink }>(
    `SELECT change, before FROM notification_link WHERE authority = $1 AND notification_id = $2 ORDER BY changed_at, id`,
    [tx.context.authority, id],
  );
  const standing: NotificationLink[] = [];
  for (const { change, before } of rows)
    if (change === 'undo') standing.pop();
    else standing.push(before);
  return standing;
}

async function findOne(tx: Transaction, id: string): Promise<MissingNotification | null> {
  if (!isUuid(id)) return null;
  const [found] = await findNotifications(tx, 'n.id = $2::uuid', [id]);
  return found ?? null;
}

/** What was asked for in vain is on record with the child it would have shown. */
async function refuseRead(tx: Transaction, id: string): Promise<null> {
  const itemId = isUuid(id) ? id.toLowerCase() : null;
  await asService(tx, async () => {
    const hidden = itemId === null ? null : await findOne(tx, itemId);
    await appendAudit(
      tx,
      {
        ...{ action: 'NotificationRead', itemCount: 0, outcome: 'refused' },
        childIds: hidden?.link.childId ? [hidden.link.childId] : [],
        ...(itemId !== null && { itemId }),
      },
      newId,
    );
  });
  return null;
}

/** How far from the notification an episode may lie to be offered as a choice. */
const NEAR_DAYS = 31;

/** Episodes near in time of the children who may be meant, as far as the person may see them. */
async function loadChoices(tx: Transaction, notification: MissingNotification): Promise<readonly EpisodeChoice[]> {
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
