import { appendAudit } from '#access';
import type { ChildDoubtCause, ClaimedChild } from '#domain/children';
import type { Instant } from '#domain/time';
import {
  asService,
  findWaitingDoubt,
  inTransaction,
  listDoubtsOfClaim,
  listLeftOut,
  listWaitingDoubts,
} from '#persistence';
import type { StandingChildMatch, Transaction, TransactionContext, WaitingDoubt } from '#persistence';
import { newId } from '#platform';
import { isUuid } from '../children/open-child.js';
import { loadCandidates, seeCandidates } from './candidates.js';
import type { Sight } from './candidates.js';
import { compareCandidates, readRowBesides } from './compare-candidates.js';
import type { ComparedCandidate, RowBesides } from './compare-candidates.js';

type Database = Parameters<typeof inTransaction>[0];

/** How many rows one page of the queue has. */
export const DOUBTS_A_PAGE = 25;

/** A row that waits, as one line: what it says of the child only where that is for whoever looks. */
export interface DoubtLine {
  readonly id: string;
  readonly askedAt: Instant;
  readonly providerName: string;
  readonly because: ChildDoubtCause;
  readonly claimed: ClaimedChild | null;
  readonly state: 'open' | 'opening-first' | 'kept';
}

export interface DoubtsPage {
  readonly doubts: readonly DoubtLine[];
  /** The last row of this page, where more follow it. */
  readonly next: string | null;
  /** Rows that were left out, the latest first: without what they say. */
  readonly leftOut: readonly StandingChildMatch[];
}

/** A row that waits, beside the records of which it may speak. */
export interface OpenDoubt {
  readonly doubt: WaitingDoubt;
  readonly sight: Sight;
  /** How many other rows say the same and wait for the same decision. */
  readonly others: number;
  readonly row: RowBesides;
  readonly records: readonly ComparedCandidate[];
}

/** Rows of which somebody has to say which child they speak of, the longest waiting first; on record. */
export function readDoubts(database: Database, context: TransactionContext, after: string | null): Promise<DoubtsPage> {
  return inTransaction(database, context, async (tx) => {
    const from = after !== null && isUuid(after) ? after : null;
    const waiting = await asService(tx, () => listWaitingDoubts(tx, from, DOUBTS_A_PAGE + 1));
    const shown = waiting.slice(0, DOUBTS_A_PAGE);
    const candidates = await loadCandidates(tx, shown);
    const childIds = new Set<string>();
    const doubts: DoubtLine[] = [];
    for (const doubt of shown) {
      const sight = await seeCandidates(tx, candidates.get(doubt.id) ?? []);
      const state = sight.isKept ? 'kept' : sight.needsReason ? 'opening-first' : 'open';
      if (state === 'open') for (const id of recordIdsOf(sight)) childIds.add(id);
      const { id, askedAt, providerName, because } = doubt;
      doubts.push({ id, askedAt, providerName, because, state, claimed: state === 'open' ? doubt.claimed : null });
    }
    await appendAudit(tx, { action: 'ChildDoubtsRead', itemCount: shown.length, childIds: [...childIds] }, newId);
    const next = waiting.length > shown.length ? (shown.at(-1)?.id ?? null) : null;
    return { doubts, next, leftOut: await asService(tx, () => listLeftOut(tx, DOUBTS_A_PAGE)) };
  });
}

/** Opens a row that waits, on record with every record that it is held beside; null where nothing waits under the id. */
export function readDoubt(database: Database, context: TransactionContext, id: string): Promise<OpenDoubt | null> {
  return inTransaction(database, context, async (tx) => {
    const found = await findDoubt(tx, id);
    if (!found) return null;
    const { doubt, sight } = found;
    const isShown = !sight.isKept && !sight.needsReason;
    await appendAudit(
      tx,
      {
        ...{ action: 'ChildDoubtRead', itemId: doubt.id, itemCount: isShown ? sight.seen.length : 0 },
        ...{ childIds: [...recordIdsOf(sight), ...sight.hidden], outcome: sight.isKept ? 'refused' : 'done' },
      },
      newId,
    );
    return {
      ...found,
      others: (await asService(tx, () => listDoubtsOfClaim(tx, claimOfDoubt(doubt)))).length - 1,
      row: isShown ? await readRowBesides(tx, doubt) : { gender: null, homePostcode: null },
      records: isShown ? await compareCandidates(tx, sight.seen) : [],
    };
  });
}

/** A row that waits, with what whoever asks may know of it; locked until the transaction ends. */
export async function findDoubt(
  tx: Transaction,
  id: string,
): Promise<{ readonly doubt: WaitingDoubt; readonly sight: Sight } | null> {
  const doubt = isUuid(id) ? await asService(tx, () => findWaitingDoubt(tx, id)) : null;
  if (!doubt) return null;
  const candidates = await loadCandidates(tx, [doubt]);
  return { doubt, sight: await seeCandidates(tx, candidates.get(doubt.id) ?? []) };
}

/** What waits for the same decision: all that says the same; where it is about one reference, that row alone. */
export function claimOfDoubt(doubt: WaitingDoubt) {
  const isOfRow = doubt.because === 'reference_of_another_child';
  return { providerId: doubt.providerId, claimed: doubt.claimed, ref: isOfRow ? doubt.ref : null };
}

export function recordIdsOf({ seen }: Sight): readonly string[] {
  return seen.flatMap(({ child }) => child.recordIds);
}
