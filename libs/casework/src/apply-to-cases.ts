import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import { defaultTerms, joinAbsence, leadingOf } from '#domain/cases';
import type { CaseRecord, MissingCase } from '#domain/cases';
import type { ChildIdentity } from '#domain/children';
import { reconcileDeadlines, setAsideDeadlines } from '#domain/deadlines';
import type { Deadline, Reconciled, SetAside } from '#domain/deadlines';
import type { ReturnHomeInterview } from '#domain/interviews';
import type { EpisodeId, NewId } from '#domain/kernel';
import { contractInForce } from '#domain/providers';
import type { Contract } from '#domain/providers';
import { dayOf, isAfter } from '#domain/time';
import type { Instant } from '#domain/time';
import {
  forgetPlans,
  listContracts,
  loadCases,
  loadWatchedCases,
  markArrivedOverdue,
  saveCases,
  saveChildren,
  saveDeadlines,
} from '#persistence';
import type { Transaction, WatchedCases, WatchedRecord } from '#persistence';
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
  /** How many deadlines had a step that had come. */
  readonly due: number;
  /** How many alerts are new. */
  readonly raised: number;
  /** What the queue is to be told once the transaction is committed. */
  readonly wakeUps: readonly WakeUp[];
}

/**
 * The only way a fact enters: load the cases, decide, save the facts, tie to them what was notified, reconcile the
 * deadlines, raise the alerts, append the audit. The caller's transaction commits it all or nothing; waking the queue comes after that.
 */
export async function applyToCases(tx: Transaction, batch: CaseBatch, newId: NewId): Promise<Applied> {
  const loaded = await loadCases(tx, batch.episodeIds, batch.skipBusy);
  const { changed, children } = batch.decide(loaded.records);
  const after = new Map([...loaded.records, ...changed.map((record) => [record.episode.id, record] as const)]);
  if (after.size > 1) await forgetPlans(tx);
  if (children) await saveChildren(tx, children.before, children.after);
  await saveCases(tx, [...loaded.records.values()], changed);
  await linkNotificationsOf(
    tx,
    changed.map(({ episode }) => episode.childId),
  );

  const own = [...after.values()].flatMap(({ interview }) => (interview ? [interview] : []));
  const others = loaded.interviews.filter(({ episodeId }) => !loaded.records.has(episodeId));
  return followClocks(tx, { ...loaded, records: after, interviews: [...own, ...others] }, batch, newId);
}

/** Looks at cases of which nothing is changed: a step of theirs has come. So only what their clocks depend on is loaded. */
export async function watchCases(tx: Transaction, batch: Omit<CaseBatch, 'decide'>, newId: NewId): Promise<Applied> {
  const loaded = await loadWatchedCases(tx, batch.episodeIds, batch.skipBusy);
  if (loaded.records.size > 1) await forgetPlans(tx);
  return followClocks(tx, loaded, batch, newId);
}

/** Reconciles the deadlines of cases as they are now, raises the alerts and appends the audit. */
async function followClocks(
  tx: Transaction,
  cases: WatchedCases,
  batch: Omit<CaseBatch, 'decide'>,
  newId: NewId,
): Promise<Applied> {
  const outcomes = reconcile(cases, await listContracts(tx), batch, newId);
  const raised = await saveOutcomes(tx, cases, outcomes, batch.now, newId);

  const childIds = [...cases.records.values()].map(({ episode }) => episode.childId);
  await appendAudit(tx, { action: batch.action, itemCount: cases.records.size, childIds, ...batch.logged }, newId);
  return {
    checked: cases.records.size,
    due: allDeadlines(cases).filter(({ nextStep }) => nextStep !== null && !isAfter(nextStep.at, batch.now)).length,
    raised,
    wakeUps: wakeUpsFor(
      tx.context.authority,
      allDeadlines(cases),
      outcomes.flatMap(({ deadlines }) => deadlines),
      batch.now,
    ),
  };
}

interface CaseOutcome extends Reconciled {
  readonly episodeId: EpisodeId;
}

function reconcile(
  { records, interviews, ...loaded }: WatchedCases,
  contracts: readonly Contract[],
  { now, because }: Pick<CaseBatch, 'now' | 'because'>,
  newId: NewId,
): readonly CaseOutcome[] {
  const covering = interviewsByEpisode(interviews);
  const cases = [...records.values()].map((record) =>
    missingCaseOf(record, covering.get(record.episode.id) ?? [], contracts),
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
    return { episodeId, ...reconcileDeadlines(joined, deadlines, now, newId, because ?? null) };
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
  record: WatchedRecord,
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
  loaded: WatchedCases,
  outcomes: readonly CaseOutcome[],
  now: Instant,
  newId: NewId,
): Promise<number> {
  const raisedAt = new Date(now.epochMilliseconds);
  const steps = outcomes.flatMap(({ episodeId, steps: due }) => due.map((step) => ({ ...step, episodeId, raisedAt })));
  const raised = await saveDeadlines(
    tx,
    allDeadlines(loaded),
    outcomes.flatMap(({ deadlines }) => deadlines),
    steps,
    newId,
  );
  await markArrivedOverdue(
    tx,
    outcomes.filter(({ arrivedOverdue }) => arrivedOverdue).map(({ episodeId }) => episodeId),
    raisedAt,
  );
  return raised;
}

function allDeadlines(loaded: WatchedCases): readonly Deadline[] {
  return [...loaded.deadlines.values()].flat();
}
