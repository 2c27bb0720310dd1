import type { MissingFrom, PoliceClassification, PoliceRisk } from '#domain/episodes';
import type {
  LinkedBy,
  MissingNotification,
  NotificationDoubt,
  NotificationLink,
  NotificationSource,
} from '#domain/notifications';
import { instantOf, parseDay } from '#domain/time';
import { insertRows } from './batch-sql.js';
import { dateOf } from './moment-columns.js';
import { moment, momentOrNull } from './read-moment-columns.js';
import type { At, Known } from './read-moment-columns.js';
import { table } from './table-shape.js';
import type { SqlValue } from './prepared.js';
import type { Transaction } from './transaction.js';

const notificationTable = table({
  name: 'missing_notification',
  key: ['id'],
  isStamped: true,
  columns: {
    id: 'uuid',
    list_id: 'uuid',
    source: 'text',
    child_id: 'uuid',
    described_child_id: 'uuid',
    episode_id: 'uuid',
    linked_by: 'text',
    doubt: 'text',
    missing_at: 'timestamptz',
    missing_time_known: 'boolean',
    returned_at: 'timestamptz',
    returned_time_known: 'boolean',
    police_classification: 'text',
    police_risk: 'text',
    missing_from: 'text',
    received_at: 'timestamptz',
  },
});

const identityTable = table({
  name: 'notification_identity',
  key: ['notification_id'],
  isStamped: true,
  columns: {
    notification_id: 'uuid',
    source: 'text',
    reference: 'text',
    council_child_id: 'text',
    given_name: 'text',
    family_name: 'text',
    date_of_birth: 'date',
  },
});

interface NotificationRow {
  readonly id: string;
  readonly list_id: string | null;
  readonly source: NotificationSource;
  readonly child_id: string | null;
  readonly described_child_id: string;
  readonly episode_id: string | null;
  readonly linked_by: LinkedBy | null;
  readonly doubt: NotificationDoubt | null;
  readonly missing_at: Date;
  readonly missing_time_known: boolean;
  readonly returned_at: At;
  readonly returned_time_known: Known;
  readonly police_classification: PoliceClassification | null;
  readonly police_risk: PoliceRisk | null;
  readonly missing_from: MissingFrom | null;
  readonly received_at: Date;
  readonly reference: string;
  readonly council_child_id: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly date_of_birth: string;
}

/** Notifications with whom they name, as far as both are visible; `n` is the notification and `i` whom it names. */
export async function findNotifications(
  tx: Transaction,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly MissingNotification[]> {
  const rows = await tx.query<NotificationRow>(
    `SELECT n.id, n.list_id, n.source, n.child_id, n.described_child_id, n.episode_id, n.linked_by, n.doubt, n.missing_at,
       n.missing_time_known, n.returned_at, n.returned_time_known, n.police_classification, n.police_risk, n.missing_from,
       n.received_at, i.reference, i.council_child_id, i.given_name, i.family_name, i.date_of_birth::text
     FROM missing_notification n
     JOIN notification_identity i ON i.authority = n.authority AND i.notification_id = n.id
     WHERE n.authority = $1 AND (${condition}) ORDER BY n.missing_at, n.id`,
    [tx.context.authority, ...parameters],
  );
  return rows.map(readNotificationRow);
}

/** Writes notifications that are new or changed. */
export async function saveNotifications(tx: Transaction, changed: readonly MissingNotification[]): Promise<void> {
  await insertRows(tx, notificationTable, changed.map(notificationRow), 'replace');
  await insertRows(tx, identityTable, changed.map(identityRow), 'replace');
}

/** Writes to what a notification is tied, and nothing else of it. */
export async function saveLink(tx: Transaction, id: string, link: NotificationLink): Promise<void> {
  await tx.query(
    `UPDATE missing_notification
     SET child_id = $3, episode_id = $4, linked_by = $5, doubt = $6, modified_at = transaction_timestamp(), modified_by = $7
     WHERE authority = $1 AND id = $2`,
    [tx.context.authority, id, link.childId, link.episodeId, link.linkedBy, link.doubt, tx.context.actorName],
  );
}

function readNotificationRow(row: NotificationRow): MissingNotification {
  return {
    id: row.id,
    source: row.source,
    reference: row.reference,
    person: {
      councilChildId: row.council_child_id,
      givenName: row.given_name,
      familyName: row.family_name,
      dateOfBirth: parseDay(row.date_of_birth),
    },
    describedChildId: row.described_child_id,
    missingAt: moment(row.missing_at, row.missing_time_known),
    returnedAt: momentOrNull(row.returned_at, row.returned_time_known),
    policeClassification: row.police_classification,
    policeRisk: row.police_risk,
    missingFrom: row.missing_from,
    receivedAt: instantOf(row.received_at),
    listId: row.list_id,
    link: { childId: row.child_id, episodeId: row.episode_id, linkedBy: row.linked_by, doubt: row.doubt },
  };
}

function notificationRow(notification: MissingNotification) {
  const { missingAt, returnedAt, link } = notification;
  return {
    id: notification.id,
    list_id: notification.listId,
    source: notification.source,
    child_id: link.childId,
    described_child_id: notification.describedChildId,
    episode_id: link.episodeId,
    linked_by: link.linkedBy,
    doubt: link.doubt,
    missing_at: dateOf(missingAt.at),
    missing_time_known: missingAt.timeKnown,
    returned_at: returnedAt && dateOf(returnedAt.at),
    returned_time_known: returnedAt && returnedAt.timeKnown,
    police_classification: notification.policeClassification,
    police_risk: notification.policeRisk,
    missing_from: notification.missingFrom,
    received_at: dateOf(notification.receivedAt),
  };
}

function identityRow({ id, source, reference, person }: MissingNotification) {
  return {
    notification_id: id,
    source,
    reference,
    council_child_id: person.councilChildId,
    given_name: person.givenName,
    family_name: person.familyName,
    date_of_birth: person.dateOfBirth.toString(),
  };
}
