import type { CaseRecord } from '#domain/cases';
import type { ChildIdentity } from '#domain/children';
import { causeOfChange } from '#domain/deadlines';
import type { EpisodeId, NewId } from '#domain/kernel';
import { forgetPlans, loadCases, saveCases, saveChildren } from '#persistence';
import type { Transaction } from '#persistence';
import { followClocks } from './clocks/follow-clocks.js';
import type { Applied, Look } from './clocks/follow-clocks.js';
import { linkNotificationsOf } from './notifications/link-notifications.js';

/** What is to be done to a number of cases at once; one write is a batch of one. */
export interface CaseBatch extends Look {
  /** What becomes of the cases, given those that are known. Pure: it is all decided in memory. */
  decide(known: ReadonlyMap<EpisodeId, CaseRecord>): Decided;
}

/** What a decision leaves: the records, and the children, that are new or changed. */
export interface Decided {
  readonly changed: readonly CaseRecord[];
  readonly children?: { readonly before: readonly ChildIdentity[]; readonly after: readonly ChildIdentity[] };
}

/**
 * The only way a fact enters: load the cases, decide, save the facts, tie to them what was notified, reconcile the
 * deadlines, raise the alerts and tell who stands on their rung, append the audit. The caller's transaction commits it all
 * or nothing; waking the queue comes after that.
 */
export async function applyToCases(tx: Transaction, batch: CaseBatch, newId: NewId): Promise<Applied> {
  const known = await loadCases(tx, batch.episodeIds, batch.skipBusy);
  const { changed, children } = batch.decide(known.records);
  const records = new Map([...known.records, ...changed.map((record) => [record.episode.id, record] as const)]);
  if (records.size > 1) await forgetPlans(tx);
  if (children) await saveChildren(tx, children.before, children.after);
  await saveCases(tx, [...known.records.values()], changed);
  await linkNotificationsOf(
    tx,
    changed.map(({ episode }) => episode.childId),
  );

  const own = [...records.values()].flatMap(({ interview }) => (interview ? [interview] : []));
  const others = known.interviews.filter(({ episodeId }) => !known.records.has(episodeId));
  const causeOf = (episodeId: EpisodeId) => {
    const is = records.get(episodeId);
    return is ? causeOfChange(known.records.get(episodeId), is) : 'terms';
  };
  const after = { ...known, records, interviews: [...own, ...others] };
  return followClocks(tx, { before: known, after, causeOf }, batch, newId);
}
