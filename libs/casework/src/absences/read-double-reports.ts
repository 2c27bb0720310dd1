import { appendAudit } from '#access';
import { areDistinguished, joinAbsences, leadingOf } from '#domain/cases';
import type { Leading } from '#domain/cases';
import { survivorOf } from '#domain/children';
import { compareDoubleReports, findDoubleReports } from '#domain/episodes';
import type { DoubleReport, EpisodeFacts, WhyDouble } from '#domain/episodes';
import type { ChildId, EpisodeId } from '#domain/kernel';
import {
  asService,
  inTransaction,
  listCasesOfEpisodes,
  otherReports,
  readDistinctions,
  readLeading,
  readSurvivors,
} from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { isUuid } from '../children/open-child.js';
import { loadSources } from './report-sources.js';

type Database = Parameters<typeof inTransaction>[0];

/** A report as the list names it. */
export interface NamedReport {
  readonly facts: EpisodeFacts;
  readonly lines: readonly string[];
}

/** Two reports that may be of one absence, with the names by which people know them. */
export interface NamedDoubleReport {
  readonly childId: ChildId;
  /** The council's child ID, else the name, else the opaque id. */
  readonly child: string;
  readonly why: WhyDouble;
  readonly first: NamedReport;
  readonly second: NamedReport;
}

export interface DoubleReports {
  readonly pairs: readonly NamedDoubleReport[];
  /** Where the list goes on: the two reports that stand last; null on the last page. */
  readonly next: string | null;
  /** How many stand in records that the person is not admitted to; null for those who are not told. */
  readonly restrictedCount: number | null;
}

/** How many pairs a page shows. */
const PAGE = 25;

/**
 * The episodes that may be one absence and of which nobody has said so, the oldest first, in the view of whoever asks, on
 * record. `after` is the `next` of the page before.
 */
export function readDoubleReports(
  database: Database,
  context: TransactionContext,
  after: string | null,
): Promise<DoubleReports> {
  return inTransaction(database, context, async (tx) => {
    const all = await asService(tx, () => findAll(tx));
    const ids = all.flatMap(({ first, second }) => [first.id, second.id]);
    const seen = new Map(
      (await listCasesOfEpisodes(tx, [...new Set(ids)])).map(({ episode }) => [episode.id, episode]),
    );
    const visible = all.filter(({ first, second }) => seen.has(first.id) && seen.has(second.id));
    const left = await asService(tx, () => leftAfter(tx, visible, after));
    const shown = left.slice(0, PAGE);
    const pairs = await named(tx, shown, seen);
    await appendAudit(
      tx,
      { action: 'DoubleReportsRead', itemCount: pairs.length, childIds: pairs.map(({ childId }) => childId) },
      newId,
    );
    const last = shown.at(-1);
    return {
      pairs,
      next: last && left.length > PAGE ? `${last.first.id}.${last.second.id}` : null,
      restrictedCount: context.reach === 'authority' ? all.length - visible.length : null,
    };
  });
}

/** The pairs after the one that a page ended with, which may have been merged since: its place in the order is what counts. */
async function leftAfter(
  tx: Transaction,
  pairs: readonly DoubleReport[],
  after: string | null,
): Promise<readonly DoubleReport[]> {
  const [one, other] = (after ?? '').split('.').filter(isUuid);
  if (one === undefined || other === undefined) return pairs;
  const standing = await readLeading(tx);
  // A pair stands where its absences began by all their reports; one that is one absence by now, where its two reports did.
  const leading: Leading = leadingOf(one, standing) === leadingOf(other, standing) ? new Map() : standing;
  const ids = [one, other];
  const cases = await listCasesOfEpisodes(tx, [...ids, ...otherReports(ids, leading)]);
  const absences = joinAbsences(cases, leading).map(({ episode }) => episode);
  const [first, second] = ids.map((id) => absences.find((absence) => absence.id === leadingOf(id, leading)));
  if (!first || !second) return pairs;
  return pairs.filter((pair) => compareDoubleReports(pair, { first, second }) > 0);
}

/**
 * Every two absences of the council that may be one, as the service sees it: records that are merged are one child, and
 * reports that are merged are one absence. What a person has said to be two is left out.
 */
async function findAll(tx: Transaction): Promise<readonly DoubleReport[]> {
  const leading = await readLeading(tx);
  const near = await findNear(tx);
  const ids = [...near, ...otherReports(near, leading)];
  const told = await loadSources(tx, ids);
  const survivors = await readSurvivors(tx);
  const absences = joinAbsences(await listCasesOfEpisodes(tx, ids), leading);
  const distinctions = await readDistinctions(tx);
  const pairs = findDoubleReports(
    absences.map(({ episode: { id, childId, missingAt, returnedAt, end } }) => ({
      ...{ id, missingAt, returnedAt, end, childId: survivorOf(childId, survivors) },
      sources: ids.filter((each) => leadingOf(each, leading) === id).flatMap((each) => told(each).sources),
    })),
  );
  return pairs.filter(({ first, second }) => !areDistinguished(first.id, second.id, distinctions, leading));
}

/** Episodes that have another one of the same child near them, by far enough: whether it is near enough is for the rule. */
async function findNear(tx: Transaction): Promise<readonly EpisodeId[]> {
  const rows = await tx.query<{ id: EpisodeId }>(
    `WITH told AS MATERIALIZED (
       SELECT e.id, coalesce(m.into_child_id, e.child_id) AS child_id, e.missing_at,
         coalesce(e.returned_at, CASE WHEN e.episode_end IS NULL THEN 'infinity' ELSE e.missing_at END)
           + interval '28 hours' AS until
       FROM missing_episode e
       LEFT JOIN child_merge m ON m.authority = e.authority AND m.child_id = e.child_id AND m.undone_at IS NULL
       JOIN child c ON c.authority = e.authority AND c.id = e.child_id AND c.deleted_at IS NULL
       WHERE e.authority = $1 AND e.episode_end IS DISTINCT FROM 'cancelled')
     SELECT DISTINCT u.id
     FROM told a JOIN told b ON b.child_id = a.child_id AND b.id <> a.id
       AND b.missing_at >= a.missing_at AND b.missing_at <= a.until
     CROSS JOIN LATERAL (VALUES (a.id), (b.id)) AS u (id)`,
    [tx.context.authority],
  );
  return rows.map(({ id }) => id);
}

async function named(
  tx: Transaction,
  pairs: readonly DoubleReport[],
  facts: ReadonlyMap<EpisodeId, EpisodeFacts>,
): Promise<readonly NamedDoubleReport[]> {
  const told = await loadSources(
    tx,
    pairs.flatMap(({ first, second }) => [first.id, second.id]),
  );
  const rows = await tx.query<{ child_id: ChildId; child: string }>(
    `SELECT child_id, coalesce(council_child_id, nullif(concat_ws(' ', given_name, family_name), ''), child_id::text) AS child
     FROM child_identity WHERE authority = $1 AND child_id = ANY($2::uuid[])`,
    [tx.context.authority, pairs.map(({ first }) => first.childId)],
  );
  const names = new Map(rows.map(({ child_id: id, child }) => [id, child]));
  return pairs.flatMap(({ first, second, why }) => {
    const [one, other] = [facts.get(first.id), facts.get(second.id)];
    if (!one || !other) return [];
    const { childId } = first;
    return [
      {
        ...{ childId, child: names.get(childId) ?? childId, why },
        first: { facts: one, lines: told(first.id).lines },
        second: { facts: other, lines: told(second.id).lines },
      },
    ];
  });
}
