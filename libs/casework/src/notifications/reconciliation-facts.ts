import { leadingOf } from '#domain/cases';
import type { Leading } from '#domain/cases';
import { foldReports } from '#domain/notifications';
import type {
  LinkedBy,
  NotificationDoubt,
  NotifiedAbsence,
  RecordedEpisode,
  RecordedReport,
} from '#domain/notifications';
import type { Instant, Moment, Period } from '#domain/time';
import { survivorOf } from '#domain/children';
import type { Survivors } from '#domain/children';
import { moment, momentOrNull, otherReports, readLeading, readSurvivors } from '#persistence';
import type { SqlValue, Transaction } from '#persistence';

export interface ReconciliationFacts {
  readonly episodes: readonly RecordedEpisode[];
  readonly notifications: readonly NotifiedAbsence[];
}

/** Beyond a month's ends notifications may still tell of an absence that began in it. */
const MARGIN_DAYS = 31;

/**
 * The episodes of a month and what was notified around it, as far as they are visible: without identity, references or
 * text, so that whoever only counts reads it as well. Each counts with the record of its child that goes on, and an absence that was told of twice once.
 */
export async function loadReconciliationFacts(tx: Transaction, month: Period): Promise<ReconciliationFacts> {
  const [from, to] = [new Date(month.from.epochMilliseconds), new Date(month.to.epochMilliseconds)];
  const leading = await readLeading(tx);
  const inMonth = await loadReports(tx, 'e.missing_at >= $2 AND e.missing_at < $3', [from, to]);
  // Another report of the same absence may put its start into the month before or after.
  const others = otherReports(
    inMonth.map(({ id }) => id),
    leading,
  );
  const reports =
    others.length === 0 ? inMonth : [...inMonth, ...(await loadReports(tx, 'e.id = ANY($2::uuid[])', [others]))];
  const notifications = await loadNotifications(
    tx,
    `n.episode_id = ANY($4::uuid[]) OR (n.episode_id IS NULL
       AND n.missing_at >= $2::timestamptz - make_interval(days => ${MARGIN_DAYS})
       AND n.missing_at < $3::timestamptz + make_interval(days => ${MARGIN_DAYS}))`,
    [from, to, reports.map(({ id }) => id)],
  );
  const survivors = await readSurvivors(tx);
  return {
    episodes: foldReports(
      reports.map((row) => readReportFacts(row, survivors)),
      leading,
    ),
    notifications: notifications.map((row) => readNotificationFacts(row, survivors, leading)),
  };
}

/** Notifications that are tied to no episode, of children who went missing up to an instant. */
export async function loadUntied(tx: Transaction, upTo: Instant): Promise<readonly NotifiedAbsence[]> {
  const found = await loadNotifications(tx, 'n.episode_id IS NULL AND n.missing_at <= $2', [
    new Date(upTo.epochMilliseconds),
  ]);
  const survivors = found.length === 0 ? new Map() : await readSurvivors(tx);
  return found.map((row) => readNotificationFacts(row, survivors, new Map()));
}

/** Notifications without whom they name. */
function loadNotifications(tx: Transaction, condition: string, parameters: readonly SqlValue[]) {
  return tx.query<NotificationRow>(
    `SELECT n.id, n.child_id, n.described_child_id, n.episode_id, n.doubt, n.linked_by, n.missing_at, n.missing_time_known, n.returned_at,
       n.returned_time_known
     FROM missing_notification n WHERE n.authority = $1 AND (${condition}) ORDER BY n.missing_at, n.id`,
    [tx.context.authority, ...parameters],
  );
}

/** Reports without identity, references and text; those recorded in error are none. */
function loadReports(tx: Transaction, condition: string, parameters: readonly SqlValue[]) {
  return tx.query<EpisodeRow>(
    `SELECT e.id, e.child_id, e.missing_at, e.missing_time_known, e.returned_at, e.returned_time_known,
       (e.provider_id IS NOT NULL AND q.referred_at IS NOT NULL) AS is_referred,
       EXISTS (SELECT FROM source_reference r WHERE r.authority = e.authority AND r.episode_id = e.id) AS is_in_return,
       e.start_group = 'other_authority_here' AS is_of_others,
       q.not_completed_reason IS NOT DISTINCT FROM 'other_authority_duty' AS is_duty_of_others
     FROM missing_episode e JOIN interview_requirement q ON q.authority = e.authority AND q.episode_id = e.id
     WHERE e.authority = $1 AND (${condition}) AND e.episode_end IS DISTINCT FROM 'cancelled'
     ORDER BY e.missing_at, e.id`,
    [tx.context.authority, ...parameters],
  );
}

interface AbsenceRow {
  readonly missing_at: Date;
  readonly missing_time_known: boolean;
  readonly returned_at: Date | null;
  readonly returned_time_known: boolean | null;
}

interface EpisodeRow extends AbsenceRow {
  readonly id: string;
  readonly child_id: string;
  readonly is_referred: boolean;
  readonly is_in_return: boolean;
  readonly is_of_others: boolean;
  readonly is_duty_of_others: boolean;
}

interface NotificationRow extends AbsenceRow {
  readonly id: string;
  readonly child_id: string | null;
  readonly described_child_id: string;
  readonly episode_id: string | null;
  readonly doubt: NotificationDoubt | null;
  readonly linked_by: LinkedBy | null;
}

function readReportFacts(row: EpisodeRow, survivors: Survivors): RecordedReport {
  return {
    ...{ id: row.id, childId: survivorOf(row.child_id, survivors), ...readAbsence(row) },
    ...{ isReferred: row.is_referred, isInReturn: row.is_in_return },
    ...{ isOfOthers: row.is_of_others, isDutyOfOthers: row.is_duty_of_others },
  };
}

function readNotificationFacts(row: NotificationRow, survivors: Survivors, leading: Leading): NotifiedAbsence {
  const childId = survivorOf(row.child_id ?? row.described_child_id, survivors);
  const episodeId = row.episode_id && leadingOf(row.episode_id, leading);
  const isWithoutAction = row.linked_by === 'no_action';
  return { ...{ id: row.id, childId, episodeId, doubt: row.doubt, isWithoutAction }, ...readAbsence(row) };
}

function readAbsence(row: AbsenceRow): { readonly missingAt: Moment; readonly returnedAt: Moment | null } {
  return {
    missingAt: moment(row.missing_at, row.missing_time_known),
    returnedAt: momentOrNull(row.returned_at, row.returned_time_known),
  };
}
