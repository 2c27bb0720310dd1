import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import { defaultTerms, joinAbsence, leadingOf } from '#domain/cases';
import type { CaseRecord, MissingCase } from '#domain/cases';
import type { ChildIdentity } from '#domain/children';
import { causeOfChange, correctionsBetween, reconcileDeadlines, setAsideDeadlines } from '#domain/deadlines';
import type { ClockTerms, Deadline, Reconciled, SetAside } from '#domain/deadlines';
import type { ReturnHomeInterview } from '#domain/interviews';
import type { EpisodeId, NewId } from '#domain/kernel';
import { contractInForce } from '#domain/providers';
import type { Contract } from '#domain/providers';
import { dayOf } from '#domain/time';
import type { Instant } from '#domain/time';
import {
  forgetPlans,
  listContracts,
  listCouncilSteps,
  loadCases,
  loadClockTerms,
  markArrivedOverdue,
  saveCases,
  saveChildren,
  saveCorrections,
  saveDeadlines,
} from '#persistence';
import type { LoadedCases, RaisedAlert, RecordedStep, Transaction } from '#persistence';
import { followDeadlines, openAlerts } from './alerts/ledger.js';
import { findMissingBefore } from './clocks/missing-before.js';
import type { MissingBefore } from './clocks/missing-before.js';
import { linkNotificationsOf } from './notifications/link-notifications.js';
import { wakeUpsFor } from './wake-ups.js';
import type { WakeUp } from './wake-ups.js';

/** What is to be done to a number of cases at once; one write is a batch of one. */
export interface CaseBatch {
  readonly action: AuditAction;
  /** The cases that are known already; each is locked until the transaction ends. */
  readonly episodeIds: readonly EpisodeId[];
  /** Leave out cases that another transaction is working on. */
  readonly skipBusy?: boolean;
  /** The moment by which clocks are judged. */
  readonly now: Instant;
  /** The reports were merged or taken apart: what that sets aside goes on where it is taken back. */
  readonly because?: SetAside;
  /** Which row it is about, and a person's reason or what came of it, as it stands in the log; without them nothing is said of either. */
  readonly logged?: { readonly itemId: string; readonly reason: string };
  /** What becomes of the cases, given those that are known. Pure: it is all decided in memory. */
  decide(known: ReadonlyMap<EpisodeId, CaseRecord>): Decided;
}

/** What a decision leaves: the records, and the children, that are new or changed. */
export interface Decided {
  readonly changed: readonly CaseRecord[];
  readonly children?: { readonly before: readonly ChildIdentity[]; readonly after: readonly ChildIdentity[] };
}

export interface Applied {
  /** How many cases were looked at. */
  readonly checked: number;
  /** How many alerts are new. */
  readonly raised: number;
  /** What the queue is to be told once the transaction is committed. */
  readonly wakeUps: readonly WakeUp[];
}

/**
 * The only way a fact enters: load the cases, decide, save the facts, tie to them what was notified, reconcile the
 * deadlines, raise the alerts and tell who stands on their rung, append the audit. The caller's transaction commits it all or nothing; waking the queue comes after that.
 */
export async function applyToCases(tx: Transaction, batch: CaseBatch, newId: NewId): Promise<Applied> {
  const known = await loadCases(tx, batch.episodeIds, batch.skipBusy);
  const { changed, children } = batch.decide(known.records);
  const decided = new Map([...known.records, ...changed.map((record) => [record.episode.id, record] as const)]);
  if (decided.size > 1) await forgetPlans(tx);
  if (children) await saveChildren(tx, children.before, children.after);
  await saveCases(tx, [...known.records.values()], changed);
  await linkNotificationsOf(
    tx,
    changed.map(({ episode }) => episode.childId),
  );

  const terms = await loadClockTerms(tx, await listContracts(tx));
  const { othersOf, later } = await findMissingBefore(tx, known, decided, batch.now);
  const loaded = later.length === 0 ? known : joinLoaded(known, await loadCases(tx, later));
  const after = new Map([...loaded.records, ...decided]);
  const steps = await listCouncilSteps(tx, [...after.keys()]);
  const outcomes = reconcile(after, loaded, { terms, othersOf, steps }, batch, newId);
  const raised = await saveOutcomes(tx, loaded, outcomes, batch.now, newId);
  await saveCorrections(
    tx,
    outcomes.flatMap(({ episodeId, deadlines }) => correctionsOf(episodeId, deadlines, loaded, after)),
  );
  const climbing = [
    ...(await followDeadlines(tx, allDeadlines(loaded), deadlinesOf(outcomes), batch.now)),
    ...(await openAlerts(tx, raised, batch.now, newId)),
  ];

  const childIds = [...after.values()].map(({ episode }) => episode.childId);
  await appendAudit(tx, { action: batch.action, itemCount: after.size, childIds, ...batch.logged }, newId);
  return {
    checked: after.size,
    raised: raised.length,
    wakeUps: [...wakeUpsFor(tx.context.authority, allDeadlines(loaded), deadlinesOf(outcomes), batch.now), ...climbing],
  };
}

/** Which clocks of an episode were replaced, and by which change of its case. */
function correctionsOf(
  episodeId: EpisodeId,
  deadlines: readonly Deadline[],
  loaded: LoadedCases,
  after: ReadonlyMap<EpisodeId, CaseRecord>,
) {
  const [ran, is] = [loaded.deadlines.get(episodeId), after.get(episodeId)];
  if (!ran || !is) return [];
  const because = causeOfChange(loaded.records.get(episodeId), is);
  return correctionsBetween(ran, deadlines, because).map((each) => ({ ...each, episodeId }));
}

/** Cases that were loaded one after the other, as if it had been at once. */
function joinLoaded(first: LoadedCases, more: LoadedCases): LoadedCases {
  const records = new Map([...first.records, ...more.records]);
  const interviews = [...first.otherInterviews, ...more.otherInterviews].filter(
    ({ episodeId }) => !records.has(episodeId),
  );
  return {
    records,
    otherInterviews: [...new Map(interviews.map((each) => [each.id, each])).values()],
    deadlines: new Map([...first.deadlines, ...more.deadlines]),
    leading: more.leading,
  };
}

/** What the clocks of a batch go by beyond its cases. */
interface ClocksOfBatch {
  readonly terms: ClockTerms;
  readonly othersOf: MissingBefore['othersOf'];
  readonly steps: ReadonlyMap<EpisodeId, readonly RecordedStep[]>;
}

interface CaseOutcome extends Reconciled {
  readonly episodeId: EpisodeId;
}

function reconcile(
  records: ReadonlyMap<EpisodeId, CaseRecord>,
  loaded: LoadedCases,
  { terms, othersOf, steps }: ClocksOfBatch,
  { now, because }: Pick<CaseBatch, 'now' | 'because'>,
  newId: NewId,
): readonly CaseOutcome[] {
  const own = [...records.values()].flatMap(({ interview }) => (interview ? [interview] : []));
  const covering = interviewsByEpisode([...own, ...loaded.otherInterviews]);
  const cases = [...records.values()].map((record) =>
    missingCaseOf(record, covering.get(record.episode.id) ?? [], terms.contracts),
  );
  const absenceOf = ({ episode }: MissingCase) => leadingOf(episode.id, loaded.leading);
  return cases.map((each) => {
    const { id: episodeId } = each.episode;
    const deadlines = loaded.deadlines.get(episodeId) ?? [];
    // An absence owes one interview, however many told of it: the clock runs with the report that leads.
    if (absenceOf(each) !== episodeId)
      return { episodeId, ...setAsideDeadlines(deadlines, { now, because: because ?? null }) };
    const reports = loaded.leading.size === 0 ? [each] : cases.filter((other) => absenceOf(other) === episodeId);
    const joined = joinAbsence(episodeId, reports) ?? each;
    // What was done about one report was done about the absence.
    const done = reports.flatMap(({ episode }) => steps.get(episode.id) ?? []).map(({ step }) => step);
    const context = { terms, councilSteps: new Set(done), otherMissingAt: othersOf(joined.episode) };
    return { episodeId, ...reconcileDeadlines(joined, deadlines, now, newId, because ?? null, context) };
  });
}

function interviewsByEpisode(
  interviews: readonly ReturnHomeInterview[],
): ReadonlyMap<EpisodeId, readonly ReturnHomeInterview[]> {
  const byEpisode = new Map<EpisodeId, ReturnHomeInterview[]>();
  for (const interview of interviews) {
    for (const episodeId of interview.covers)
      byEpisode.set(episodeId, [...(byEpisode.get(episodeId) ?? []), interview]);
  }
  return byEpisode;
}

/** A record as the clocks see it: with every interview that covers it and the terms of the contract in force. */
function missingCaseOf(
  record: CaseRecord,
  interviews: readonly ReturnHomeInterview[],
  contracts: readonly Contract[],
): MissingCase {
  const { episode, requirement, offers } = record;
  const contract =
    episode.providerId === null
      ? null
      : contractInForce(contracts, episode.providerId, dayOf(episode.returnedAt ?? episode.missingAt));
  return { episode, requirement, offers, interviews, terms: contract ?? defaultTerms };
}

async function saveOutcomes(
  tx: Transaction,
  loaded: LoadedCases,
  outcomes: readonly CaseOutcome[],
  now: Instant,
  newId: NewId,
): Promise<readonly RaisedAlert[]> {
  const raisedAt = new Date(now.epochMilliseconds);
  const steps = outcomes.flatMap(({ episodeId, steps: due }) => due.map((step) => ({ ...step, episodeId, raisedAt })));
  const raised = await saveDeadlines(tx, allDeadlines(loaded), deadlinesOf(outcomes), steps, newId);
  await markArrivedOverdue(
    tx,
    outcomes.filter(({ arrivedOverdue }) => arrivedOverdue).map(({ episodeId }) => episodeId),
    raisedAt,
  );
  return raised;
}

function deadlinesOf(outcomes: readonly CaseOutcome[]): readonly Deadline[] {
  return outcomes.flatMap(({ deadlines }) => deadlines);
}

function allDeadlines(loaded: LoadedCases): readonly Deadline[] {
  return [...loaded.deadlines.values()].flat();
}
