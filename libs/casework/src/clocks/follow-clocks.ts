import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import { correctionsBetween } from '#domain/deadlines';
import type { CorrectionCause, Deadline, SetAside } from '#domain/deadlines';
import type { EpisodeId, NewId } from '#domain/kernel';
import { isAfter } from '#domain/time';
import type { Instant } from '#domain/time';
import {
  forgetPlans,
  listContracts,
  listCouncilSteps,
  loadClockTerms,
  loadWatchedCases,
  markArrivedOverdue,
  saveCorrections,
  saveDeadlines,
} from '#persistence';
import type { RaisedAlert, Transaction, WatchedCases } from '#persistence';
import { followDeadlines, openAlerts } from '../alerts/ledger.js';
import { wakeUpsFor } from '../wake-ups.js';
import type { WakeUp } from '../wake-ups.js';
import { findMissingBefore } from './missing-before.js';
import { reconcileCases } from './reconcile-cases.js';
import type { CaseOutcome } from './reconcile-cases.js';

/** Which cases are looked at, when, and in whose name it stands in the log. */
export interface Look {
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

/** Cases as they stood and as they are now, and which of their facts has changed. */
interface Following {
  readonly before: WatchedCases;
  readonly after: WatchedCases;
  readonly causeOf: (episodeId: EpisodeId) => CorrectionCause;
}

/** Looks at cases of which nothing is changed: a step of theirs has come. So only what their clocks depend on is loaded. */
export async function watchCases(tx: Transaction, look: Look, newId: NewId): Promise<Applied> {
  const loaded = await loadWatchedCases(tx, look.episodeIds, look.skipBusy);
  if (loaded.records.size > 1) await forgetPlans(tx);
  return followClocks(tx, { before: loaded, after: loaded, causeOf: () => 'terms' }, look, newId);
}

/**
 * Reconciles the deadlines of cases as they are now, and of later ones of the same children where an earlier one may have
 * made them one of several; raises the alerts, tells who stands on their rung, and appends the audit.
 */
export async function followClocks(
  tx: Transaction,
  { before, after, causeOf }: Following,
  look: Look,
  newId: NewId,
): Promise<Applied> {
  const terms = await loadClockTerms(tx, await listContracts(tx));
  const { othersOf, later } = await findMissingBefore(tx, before, after.records, look.now);
  const cases = later.length === 0 ? after : joinCases(after, await loadWatchedCases(tx, later));
  const steps = await listCouncilSteps(tx, [...cases.records.keys()]);
  const ran = allDeadlines(cases);
  const because = look.because ?? null;
  const outcomes = reconcileCases(cases, { terms, othersOf, steps }, { now: look.now, because }, newId);
  const run = outcomes.flatMap(({ deadlines }) => deadlines);
  const raised = await saveOutcomes(tx, ran, outcomes, look.now, newId);
  await saveCorrections(tx, correctionsOf(outcomes, cases, causeOf));
  const climbing = [
    ...(await followDeadlines(tx, ran, run, look.now, newId)),
    ...(await openAlerts(tx, raised, look.now, newId)),
  ];
  const childIds = [...cases.records.values()].map(({ episode }) => episode.childId);
  await appendAudit(tx, { action: look.action, itemCount: cases.records.size, childIds, ...look.logged }, newId);
  return {
    checked: cases.records.size,
    due: ran.filter(({ nextStep }) => nextStep !== null && !isAfter(nextStep.at, look.now)).length,
    raised: raised.length,
    wakeUps: [...wakeUpsFor(tx.context.authority, ran, run, look.now), ...climbing],
  };
}

/** Which clocks were replaced, and by which change of their case. */
function correctionsOf(
  outcomes: readonly CaseOutcome[],
  { deadlines: ran }: WatchedCases,
  causeOf: Following['causeOf'],
) {
  return outcomes.flatMap(({ episodeId, deadlines }) =>
    correctionsBetween(ran.get(episodeId) ?? [], deadlines, causeOf(episodeId)).map((each) => ({ ...each, episodeId })),
  );
}

/** Cases that were loaded one after the other, as if it had been at once. */
function joinCases(first: WatchedCases, more: WatchedCases): WatchedCases {
  const interviews = [...more.interviews, ...first.interviews];
  return {
    records: new Map([...more.records, ...first.records]),
    interviews: [...new Map(interviews.map((each) => [each.id, each])).values()],
    deadlines: new Map([...more.deadlines, ...first.deadlines]),
    leading: more.leading,
  };
}

async function saveOutcomes(
  tx: Transaction,
  ran: readonly Deadline[],
  outcomes: readonly CaseOutcome[],
  now: Instant,
  newId: NewId,
): Promise<readonly RaisedAlert[]> {
  const raisedAt = new Date(now.epochMilliseconds);
  const steps = outcomes.flatMap(({ episodeId, steps: due }) => due.map((step) => ({ ...step, episodeId, raisedAt })));
  const run = outcomes.flatMap(({ deadlines }) => deadlines);
  const raised = await saveDeadlines(tx, ran, run, steps, newId);
  await markArrivedOverdue(
    tx,
    outcomes.filter(({ arrivedOverdue }) => arrivedOverdue).map(({ episodeId }) => episodeId),
    raisedAt,
  );
  return raised;
}

function allDeadlines({ deadlines }: WatchedCases): readonly Deadline[] {
  return [...deadlines.values()].flat();
}
