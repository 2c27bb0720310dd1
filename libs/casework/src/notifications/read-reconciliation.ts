import { appendAudit } from '#access';
import type { EpisodeFacts } from '#domain/episodes';
import { reconcileMonth } from '#domain/notifications';
import type { Difference, MissingNotification, Reconciliation } from '#domain/notifications';
import { periodOfMonths } from '#domain/time';
import type { Moment, Period, ReportingMonth } from '#domain/time';
import { asReader, asService, findNotifications, inTransaction, listCasesOfEpisodes } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { loadReconciliationFacts } from './reconciliation-facts.js';

type Database = Parameters<typeof inTransaction>[0];

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

/** What has to be done to make the sides agree, the most urgent first. */
export interface ReconciliationLists {
  readonly neverReferred: readonly NamedDifference[];
  readonly notOnRecord: readonly NamedDifference[];
  readonly referredNotReturned: readonly NamedDifference[];
  readonly returnedNotNotified: readonly NamedDifference[];
  readonly doubtful: readonly NamedDifference[];
}

export interface NamedReconciliation {
  readonly counts: Reconciliation;
  /** Null for those who are given counts and see no child. */
  readonly lists: ReconciliationLists | null;
  /** How many absences stand in restricted records that the person is not admitted to; null for those who are not told. */
  readonly restrictedCount: number | null;
}

/** Lays the sides of a month beside one another in the view of whoever asks, on record. */
export function readReconciliation(
  database: Database,
  context: TransactionContext,
  month: ReportingMonth,
): Promise<NamedReconciliation> {
  const period = periodOfMonths(month, month);
  return inTransaction(database, context, async (tx) => {
    const isCounting = !context.fields.includes('identity');
    const counts = isCounting ? await asReader(tx, () => reconcile(tx, period)) : await reconcile(tx, period);
    const lists = isCounting ? null : await nameLists(tx, counts);
    const shown = lists === null ? [] : Object.values<readonly NamedDifference[]>({ ...lists }).flat();
    await appendAudit(
      tx,
      {
        ...{ action: 'ReconciliationRead', itemCount: shown.length },
        childIds: shown.flatMap(({ childId }) => childId ?? []),
      },
      newId,
    );
    return { counts, lists, restrictedCount: isCounting ? null : await countRestricted(tx, period, counts) };
  });
}

async function reconcile(tx: Transaction, period: Period): Promise<Reconciliation> {
  const { episodes, notifications } = await loadReconciliationFacts(tx, period);
  return reconcileMonth(episodes, notifications, period);
}

/** Only to those whose view reaches the whole council it is told how much of it they are not shown. */
async function countRestricted(tx: Transaction, period: Period, seen: Reconciliation): Promise<number | null> {
  const { actor, reach } = tx.context;
  if (actor !== 'authority' || reach !== 'authority') return null;
  const all = await asService(tx, () => reconcile(tx, period));
  return Math.max(0, all.known.episodes - seen.known.episodes);
}

async function nameLists(tx: Transaction, counts: Reconciliation): Promise<ReconciliationLists> {
  const doubtful = counts.doubtful.map((id) => ({ childId: '', episodeId: null, notificationIds: [id] }));
  const groups = [
    counts.neverReferred,
    counts.notOnRecord,
    counts.referredNotReturned,
    counts.returnedNotNotified,
    doubtful,
  ];
  const named = await nameAll(tx, groups.flat());
  const [neverReferred = [], notOnRecord = [], referredNotReturned = [], returnedNotNotified = [], inDoubt = []] =
    groups.map((group) => group.flatMap((each) => named(each) ?? []));
  return { neverReferred, notOnRecord, referredNotReturned, returnedNotNotified, doubtful: inDoubt };
}

async function nameAll(
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
function differenceDocument({ child, episode, notifications, missingAt, returnedAt }: NamedDifference) {
  return {
    ...{ child, episode: episode?.id ?? null, refs: episode?.refs ?? [], provider: episode?.provider ?? null },
    missingAt: missingAt.at.toString(),
    returnedAt: returnedAt?.at.toString() ?? null,
    notifications: notifications.map(({ source, reference }) => ({ source, reference })),
  };
}

/** The reconciliation of a month as one document. */
export function reconciliationDocument(authority: string, month: ReportingMonth, read: NamedReconciliation) {
  const { notified, referred, returned, known } = read.counts;
  const lists = Object.entries<readonly NamedDifference[]>({ ...read.lists });
  return {
    ...{ authority, month: month.toString(), notified, referred, returned, known, restricted: read.restrictedCount },
    ...Object.fromEntries(lists.map(([name, differences]) => [name, differences.map(differenceDocument)])),
  };
}
