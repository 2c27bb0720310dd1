import { appendAudit } from '#access';
import { decideReason, granted, refused } from '#domain/access';
import type { Decision, ReasonRefusal } from '#domain/access';
import type { MissingNotification, NotificationLink } from '#domain/notifications';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService, findNotifications, inTransaction, saveLink } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { isUuid } from '../children/open-child.js';
import { loadChoices } from './episode-choices.js';
import type { EpisodeChoice } from './episode-choices.js';

type Database = Parameters<typeof inTransaction>[0];

/** A notification with what a person needs to settle to which episode it belongs. */
export interface NotificationToSettle {
  readonly notification: MissingNotification;
  readonly choices: readonly EpisodeChoice[];
  /** The last change by hand can be undone. */
  readonly canUndo: boolean;
  /** Why nothing is to be done about it, where somebody has said so and it stands. */
  readonly noAction: NoAction | null;
}

export interface NoAction {
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

export type SettleWish =
  | { readonly kind: 'link'; readonly episodeId: string }
  | { readonly kind: 'unlink' }
  | { readonly kind: 'no_action'; readonly reason: string }
  | { readonly kind: 'undo' };
export type SettleRefusal = 'no-such-episode' | 'nothing-to-change' | 'tied-already' | ReasonRefusal;

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
    const standing = await standingChanges(tx, id);
    return { notification, choices, canUndo: standing.length > 0, noAction: standing.at(-1)?.noAction ?? null };
  });
}

/**
 * Ties a notification to an episode, frees it, says why nothing is to be done about it, or takes the last such change
 * back, exactly. Null where it is not there.
 */
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
        `INSERT INTO notification_link (authority, id, notification_id, change, before, changed_at, changed_by, reason)
         VALUES ($1, $2, $3, $4, $5::jsonb, clock_timestamp(), $6, $7)`,
        [
          ...[context.authority, newId(), id, wish.kind, JSON.stringify(notification.link), context.actorName],
          wish.kind === 'no_action' ? wish.reason.trim() : null,
        ],
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
    case 'no_action': {
      if (link.episodeId !== null) return refused('tied-already');
      if (link.linkedBy === 'no_action') return refused('nothing-to-change');
      const reason = decideReason(wish.reason);
      return reason.kind === 'refused' ? reason : granted({ ...link, linkedBy: 'no_action', doubt: null });
    }
    case 'undo': {
      const last = (await standingChanges(tx, notification.id)).at(-1);
      return last ? granted(last.before) : refused('nothing-to-change');
    }
  }
}

interface StandingChange {
  /** What stood before it. */
  readonly before: NotificationLink;
  readonly noAction: NoAction | null;
}

/** Each change by hand that has not been undone, the latest last. */
async function standingChanges(tx: Transaction, id: string): Promise<readonly StandingChange[]> {
  const rows = await tx.query<{
    readonly change: string;
    readonly before: NotificationLink;
    readonly reason: string | null;
    readonly by: string;
    readonly changed_at: Date;
  }>(
    `SELECT l.change, l.before, l.reason, coalesce(p.display_name, l.changed_by) AS by, l.changed_at
     FROM notification_link l LEFT JOIN person p ON p.id::text = l.changed_by
     WHERE l.authority = $1 AND l.notification_id = $2 ORDER BY l.changed_at, l.id`,
    [tx.context.authority, id],
  );
  const standing: StandingChange[] = [];
  for (const { change, before, reason, by, changed_at: at } of rows)
    if (change === 'undo') standing.pop();
    else standing.push({ before, noAction: reason === null ? null : { reason, by, at: instantOf(at) } });
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
