import { appendAudit } from '#access';
import { areDistinguished, joinAbsence } from '#domain/cases';
import type { MissingCase } from '#domain/cases';
import { whyDouble } from '#domain/episodes';
import type { WhyDouble } from '#domain/episodes';
import type { EpisodeId } from '#domain/kernel';
import type { NotificationSource } from '#domain/notifications';
import { inTransaction, readLeading } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { loadReports } from '../children/child-episodes.js';
import type { AbsenceReport } from '../children/child-episode.js';
import { readHeading } from '../children/child-heading.js';
import type { ChildHeading } from '../children/child-heading.js';
import type { EpisodeOfChild } from '../children/find-episode.js';
import { openChild } from '../children/open-child.js';
import type { Opened } from '../children/open-child.js';
import { listStandingDistinctions } from './distinctions.js';
import type { StandingDistinction } from './distinctions.js';
import { listStandingReportMerges } from './report-merges.js';
import type { StandingReportMerge } from './report-merges.js';
import { loadSources } from './report-sources.js';
import type { ReportSources } from './report-sources.js';

type Database = Parameters<typeof inTransaction>[0];

/** A report as it is held beside another one: who told of it under which reference, and what. */
export interface ComparedReport extends AbsenceReport {
  readonly told: ReportSources;
  readonly notifications: readonly { readonly source: NotificationSource; readonly reference: string }[];
}

/** Another report that a person has said to be another absence. */
export interface SaidToBeTwo extends StandingDistinction {
  /** The report on whose page it can be taken back. */
  readonly of: EpisodeId;
  readonly report: ComparedReport;
}

/** A report of a child, and those that are or may be of the same absence. */
export interface OneAbsence extends ChildHeading {
  readonly report: ComparedReport;
  /** The report with which it is compared; null where none was asked for, or it is none of this child. */
  readonly other: ComparedReport | null;
  /** The reports that are one absence with it by a merge that stands, itself among them, the one that leads first. */
  readonly merged: readonly ComparedReport[];
  readonly merges: readonly StandingReportMerge[];
  /** What lies side by side: it and the other one, else those that are merged, else it alone. */
  readonly compared: readonly ComparedReport[];
  /** What holds of the absence as it is merged, or as it would be with the other one if the first leads. */
  readonly joined: MissingCase | null;
  /** The reports of which it stands that they are another absence than this report, and than those merged with it. */
  readonly apart: readonly SaidToBeTwo[];
  /** Other reports of the child that may be of the same absence and of which nobody has said otherwise, and why. */
  readonly near: readonly { readonly report: ComparedReport; readonly why: WhyDouble }[];
}

/** Opens a report to see whether it is one absence with another one, to merge them or to undo that; on record. */
export function readOneAbsence(
  database: Database,
  context: TransactionContext,
  { childId, episodeId, otherId }: EpisodeOfChild & { readonly otherId: string },
): Promise<Opened<OneAbsence>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<OneAbsence | null> => {
      const reports = await withSources(tx, await loadReports(tx, child.recordIds));
      const of = (id: string) => reports.find(({ facts }) => facts.id === id.toLowerCase());
      const report = of(episodeId);
      if (!report) return null;
      const merges = await listStandingReportMerges(tx, report.facts.id);
      const mergedIds = [...new Set(merges.flatMap(({ intoId, awayId }) => [intoId, awayId]))];
      const merged = mergedIds.flatMap((id) => of(id) ?? []);
      const other = of(otherId) ?? null;
      const compared = other ? [report, other] : merged.length > 0 ? merged : [report];
      await appendAudit(
        tx,
        { action: 'ChildRead', itemId: report.facts.id, itemCount: compared.length, childIds: child.recordIds },
        newId,
      );
      const own = [report.facts.id, ...mergedIds];
      const distinctions = await listStandingDistinctions(tx, own);
      const pairs = distinctions.map(({ episodeIds }) => episodeIds);
      const leading = await readLeading(tx);
      const isSettled = (id: EpisodeId) => own.includes(id) || areDistinguished(report.facts.id, id, pairs, leading);
      const near = nearTo(
        report,
        reports.filter(({ facts }) => !isSettled(facts.id)),
      );
      const apart = distinctions.flatMap((each) => saidOf(each, own, of) ?? []);
      const heading = await readHeading(tx, child);
      return { ...heading, report, other, merged, merges, compared, joined: joinedOf(compared), apart, near };
    }),
  );
}

/** The reports that may be of the same absence as one, and why. */
function nearTo(report: ComparedReport, others: readonly ComparedReport[]): OneAbsence['near'] {
  return others.flatMap((each) => {
    const why = whyDouble(asTold(report), asTold(each));
    return why === null ? [] : [{ report: each, why }];
  });
}

/** What holds of reports as one absence, of which the first leads; null of a single one. */
function joinedOf(reports: readonly ComparedReport[]): MissingCase | null {
  const [leads, ...others] = reports.map(({ own }) => own);
  return leads && others.length > 0 ? joinAbsence(leads.episode.id, [leads, ...others]) : null;
}

/** A distinction as one of the two reports, or one that is merged with it, has it. */
function saidOf(
  distinction: StandingDistinction,
  own: readonly EpisodeId[],
  find: (id: EpisodeId) => ComparedReport | undefined,
): SaidToBeTwo | null {
  const [one, other] = distinction.episodeIds;
  const isFirst = own.includes(one);
  const report = find(isFirst ? other : one);
  return report ? { ...distinction, of: isFirst ? one : other, report } : null;
}

/** All reports here are of one child, on whichever of its records they stand. */
function asTold({ facts, told }: ComparedReport) {
  const { id, missingAt, returnedAt, end } = facts;
  return { id, missingAt, returnedAt, end, childId: '', sources: told.sources };
}

async function withSources(tx: Transaction, reports: readonly AbsenceReport[]): Promise<readonly ComparedReport[]> {
  const ids = reports.map(({ facts }) => facts.id);
  const told = await loadSources(tx, ids);
  const rows = await tx.query<{ episode_id: EpisodeId; source: NotificationSource; reference: string }>(
    `SELECT n.episode_id, i.source, i.reference
     FROM missing_notification n
     JOIN notification_identity i ON i.authority = n.authority AND i.notification_id = n.id
     WHERE n.authority = $1 AND n.episode_id = ANY($2::uuid[]) ORDER BY i.source, i.reference`,
    [tx.context.authority, ids],
  );
  return reports.map((report) => ({
    ...report,
    told: told(report.facts.id),
    notifications: rows.filter((row) => row.episode_id === report.facts.id),
  }));
}
