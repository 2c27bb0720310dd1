import { lockImports } from '#casework';
import type { CaseworkTransaction } from '#casework';
import type { ProviderId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { asService } from '#persistence';
import type { ReferenceLists } from '#persistence';
import type { CheckContext } from './check-return.js';
import { decideAndStore } from './decide-and-store.js';
import type { Origin, Stored } from './decide-and-store.js';
import { checkContext } from './keep-return.js';
import { findWaiting, listWaiting } from './received-rows.js';
import type { HeldRows, WaitingReference, WhatArrived } from './received-rows.js';

/** How many references are tried at once. */
const BATCH = 500;

/** In what held rows are tried again. */
interface Retry {
  /** What brought the missing part; null for a decision of the council. */
  readonly origin: Origin | null;
  /** The checks by provider, as far as they are at hand. */
  readonly contexts: Map<ProviderId, CheckContext>;
  readonly judgedAt: Instant;
}

/**
 * Takes in held rows that waited for what has arrived, and then those that waited for these, until nothing more fits. What
 * is taken in is not held any more, so this ends. It costs two look-ups in an index of rows that wait where there are none.
 */
export async function retryWaiting(
  transaction: CaseworkTransaction,
  lists: ReferenceLists,
  retry: Retry,
  arrived: WhatArrived,
): Promise<number> {
  let taken = 0;
  for (let news = arrived; news.refs.length > 0 || news.childIds.length > 0;) {
    const waiting = await findWaiting(transaction.tx, news);
    if (waiting.length === 0) break;
    const stored = await tryAgain(transaction, lists, retry, waiting);
    taken += stored.taken;
    news = stored;
  }
  return taken;
}

/**
 * Tries held rows again after a decision of the council: a doubt about a child that is settled, two records merged, a
 * contract recorded, an overlap resolved. Returns how many were taken in. It takes the lock of imports, which comes before
 * every other one: call it first in a transaction, or in one of its own after the decision is committed.
 */
export async function retryHeld(
  transaction: CaseworkTransaction,
  lists: ReferenceLists,
  which: HeldRows,
): Promise<number> {
  const { tx } = transaction;
  return asService(tx, async () => {
    await lockImports(tx);
    const retry: Retry = { origin: null, contexts: new Map(), judgedAt: tx.now };
    const arrived = await tryAgain(transaction, lists, retry, await listWaiting(tx, which));
    return arrived.taken + (await retryWaiting(transaction, lists, retry, arrived));
  });
}

async function tryAgain(
  transaction: CaseworkTransaction,
  lists: ReferenceLists,
  { origin, contexts, judgedAt }: Retry,
  waiting: readonly WaitingReference[],
): Promise<Stored> {
  const refs: WaitingReference[] = [];
  const childIds: string[] = [];
  let taken = 0;
  for (const providerId of new Set(waiting.map((each) => each.providerId))) {
    const all = waiting.filter((each) => each.providerId === providerId);
    const known = contexts.get(providerId);
    const context = known ?? (await checkContext(transaction.tx, { providerId, period: null, judgedAt }, lists));
    contexts.set(providerId, context);
    for (let start = 0; start < all.length; start += BATCH) {
      const batch = all.slice(start, start + BATCH).map(({ ref }) => ref);
      const stored = await decideAndStore(transaction, { origin, rows: [], refs: batch }, context);
      refs.push(...stored.refs);
      childIds.push(...stored.childIds);
      taken += stored.taken;
    }
  }
  return { refs, childIds, taken };
}
