import { appendAudit } from '#access';
import { caseAsAt } from '#domain/cases';
import type { MissingCase } from '#domain/cases';
import { INTERVIEW_HOURS, buildWorklist, earliestDueAt } from '#domain/deadlines';
import type { RunningClock, WorklistItem } from '#domain/deadlines';
import type { ChildId, EpisodeId } from '#domain/kernel';
import { periodOfMonths, reportingMonthOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService, inTransaction, listCasesOfChildren, listCasesToWatch, listRunningClocks } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { countUnrecorded, findUnrecorded } from './notifications/index.js';
import type { UnrecordedAbsence } from './notifications/index.js';

/** A line of the worklist with the names by which people know the case. */
export interface NamedWorklistItem extends WorklistItem {
  /** The provider's reference, or null where the case came another way. */
  readonly ref: string | null;
  readonly providerCode: string | null;
  /** The council's child ID, or the opaque id of a child that has none. */
  readonly child: string;
  /** The opaque id, by which the child's page is known. */
  readonly childId: ChildId;
}

export interface NamedWorklist {
  readonly at: Instant;
  readonly items: readonly NamedWorklistItem[];
  /** Whether the items name every clock that runs, and so whose move it is; false: the interview's own alone. */
  readonly hasSteps: boolean;
  /** Absences that the council was told of and nobody recorded, of children who are back: they stand above all items. */
  readonly unrecorded: readonly UnrecordedAbsence[];
  /**
   * How many open cases, and absences that nobody recorded, stand in restricted records that the person is not admitted
   * to; null for those whose view does not reach the whole authority anyway.
   */
  readonly restrictedCount: number | null;
}

type Database = Parameters<typeof inTransaction>[0];

/**
 * The worklist of an authority at an instant, looked at on record. What is settled stays listed, last, until the month
 * after its return is over, so that the month's figures can be checked against it.
 */
export async function readWorklist(
  database: Database,
  context: TransactionContext,
  at: Instant | null,
): Promise<NamedWorklist> {
  return inTransaction(database, context, async (tx) => {
    const moment = at ?? tx.now;
    const previous = reportingMonthOf(moment).subtract({ months: 1 });
    const cases = await listCasesToWatch(tx, new Date(periodOfMonths(previous, previous).from.epochMilliseconds));
    const known = cases.flatMap((each) => caseAsAt(each, moment) ?? []);
    const hasSteps = seesSteps(tx.context);
    const clocksOf = hasSteps ? await readClocks(tx, known, moment) : undefined;
    const items = await withNames(tx, buildWorklist(known, moment, clocksOf));
    const unrecorded = await findUnrecorded(tx, moment);
    const childIds = [
      ...known.map(({ episode }) => episode.childId),
      ...unrecorded.flatMap(({ childId }) => childId ?? []),
    ];
    await appendAudit(tx, { action: 'WorklistRead', itemCount: items.length + unrecorded.length, childIds }, newId);
    return { at: moment, items, hasSteps, unrecorded, restrictedCount: await countRestricted(tx, moment) };
  });
}

/**
 * The clocks of an absence with several reports go by all of them, so that they would tell a provider's people of another
 * provider's report: these see the interview's own clock alone.
 */
function seesSteps({ actor }: TransactionContext): boolean {
  return actor !== 'provider';
}

async function readClocks(
  tx: Transaction,
  cases: readonly MissingCase[],
  at: Instant,
): Promise<(id: EpisodeId) => readonly RunningClock[]> {
  const ids = cases.map(({ episode }) => episode.id);
  const running = await listRunningClocks(tx, ids, at);
  return (id) => running.get(id) ?? [];
}

/** Counts what the person may not see, and gives the number alone. */
async function countRestricted(tx: Transaction, at: Instant): Promise<number | null> {
  const { authority, actor, reach } = tx.context;
  if (actor !== 'authority' || reach !== 'authority') return null;
  // Of a child with merged records one may be restricted, and then none of them is seen.
  const seen = await tx.query<{ id: string }>('SELECT id FROM child WHERE authority = $1 AND is_guarded', [authority]);
  return asService(tx, async () => {
    const hidden = await tx.query<{ id: string }>(
      `SELECT id FROM child WHERE authority = $1 AND is_guarded AND deleted_at IS NULL AND id <> ALL($2::uuid[])`,
      [authority, seen.map(({ id }) => id)],
    );
    if (hidden.length === 0) return 0;
    const ids = hidden.map(({ id }) => id);
    const cases = await listCasesOfChildren(tx, ids);
    const known = cases.flatMap((each) => caseAsAt(each, at) ?? []);
    const open = buildWorklist(known, at).filter(({ isOpen }) => isOpen);
    return open.length + (await countUnrecorded(tx, at, new Set(ids)));
  });
}

interface NameRow {
  readonly episode_id: string;
  readonly child_id: string;
  readonly ref: string | null;
  readonly provider: string | null;
  readonly child: string;
}

async function withNames(tx: Transaction, items: readonly WorklistItem[]): Promise<readonly NamedWorklistItem[]> {
  const rows = await tx.query<NameRow>(
    `SELECT DISTINCT ON (e.id) e.id AS episode_id, e.child_id, r.ref, p.code AS provider, coalesce(c.council_child_id, e.child_id::text) AS child
     FROM missing_episode e
     LEFT JOIN source_reference r ON r.authority = e.authority AND r.episode_id = e.id
     LEFT JOIN provider p ON p.id = e.provider_id
     LEFT JOIN child_identity c ON c.authority = e.authority AND c.child_id = e.child_id
     WHERE e.authority = $1 AND e.id = ANY($2::uuid[]) ORDER BY e.id, r.ref`,
    [tx.context.authority, items.map(({ episodeId }) => episodeId)],
  );
  const names = new Map(rows.map((row) => [row.episode_id, row]));
  return items.map((item) => {
    const name = names.get(item.episodeId);
    if (!name) throw new Error(`Episode ${item.episodeId} has no name.`);
    return { ...item, ref: name.ref, providerCode: name.provider, child: name.child, childId: name.child_id };
  });
}

/** An absence that nobody recorded, as the command line and the API give it: above all lines. */
export function unrecordedDocument({ child, missingAt, returnedAt, notifications }: UnrecordedAbsence) {
  return {
    child,
    missingAt: missingAt.at.toString(),
    returnedAt: returnedAt.at.toString(),
    dueAt: earliestDueAt(returnedAt, INTERVIEW_HOURS).toString(),
    notifications: notifications.map(({ source, reference }) => ({ source, reference })),
  };
}

/** A line of the worklist as the command line and the API give it (interfaces, section 2, with additions). */
export function worklistDocument(item: NamedWorklistItem) {
  return {
    ref: item.ref,
    child: item.child,
    kind: item.kind,
    dueAt: item.dueAt?.toString() ?? null,
    state: item.state,
    minutesLeft: item.minutesLeft,
    isOpen: item.isOpen,
    provider: item.providerCode,
  };
}
