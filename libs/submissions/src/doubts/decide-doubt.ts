import { appendAudit } from '#access';
import { claimOfDoubt, findDoubt, lockImports, lockRecords, recordIdsOf } from '#casework';
import type { Casework, CaseworkTransaction } from '#casework';
import { decideMatch, granted, refused } from '#domain/access';
import type { Decision, MatchRefusal, MatchWish } from '#domain/access';
import { isFullName } from '#domain/children';
import type { ChildIdentity } from '#domain/children';
import type { ChildId, ProviderId } from '#domain/kernel';
import {
  asService,
  countRowsOfMatch,
  insertChildMatch,
  insertNameAlias,
  leaveRowsOut,
  listDoubtsOfClaim,
  saveChildren,
  settleDoubts,
} from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext, WaitingDoubt } from '#persistence';
import { newId } from '#platform';
import { retryHeld } from '../retry-held.js';

/** Why nothing was decided, besides what the rule says. */
export type DoubtRefusal =
  | MatchRefusal
  /** The row would be held for another reason, so no record is made for it. */
  | 'held-otherwise';

/** What came of a decision: how many rows were applied, and how many are held for another reason. */
export interface DecidedDoubt {
  readonly childId: ChildId | null;
  readonly applied: number;
  readonly held: number;
}

type Question = NonNullable<Awaited<ReturnType<typeof findDoubt>>>;

/** Thrown so that nothing of the transaction stays. */
class HeldOtherwise extends Error {}

/**
 * Decides of which child a row speaks, and with it every row of the provider that waits and says the same; what it sends
 * later and says the same goes the same way. The rows are applied in the same transaction. Null where nothing waits
 * under the id.
 */
export async function decideDoubt(
  casework: Casework,
  lists: ReferenceLists,
  context: TransactionContext,
  asked: { readonly id: string; readonly wish: MatchWish; readonly reason: string },
): Promise<Decision<DecidedDoubt, DoubtRefusal> | null> {
  try {
    return await casework.write(context, (transaction) => decide(transaction, lists, asked));
  } catch (error) {
    if (error instanceof HeldOtherwise) return refused('held-otherwise');
    throw error;
  }
}

async function decide(
  transaction: CaseworkTransaction,
  lists: ReferenceLists,
  { id, wish, reason }: { readonly id: string; readonly wish: MatchWish; readonly reason: string },
): Promise<Decision<DecidedDoubt, DoubtRefusal> | null> {
  const { tx } = transaction;
  await lockImports(tx);
  const found = await findDoubt(tx, id);
  if (!found) return null;
  const { doubt, sight } = found;
  await lockRecords(tx, recordIdsOf(sight));
  const decision = decideMatch(questionOf(found), wish, reason);
  const about = { action: 'ChildMatchDecide', itemId: doubt.id } as const;
  if (decision.kind === 'refused') {
    const childIds = [...recordIdsOf(sight), ...sight.hidden];
    await appendAudit(tx, { ...about, itemCount: 0, childIds, outcome: 'refused', reason: decision.because }, newId);
    return decision;
  }
  return asService(tx, async () => {
    const kept = await keepDecision(tx, found, wish, decision.value);
    const { childId, settled } = kept;
    const { applied, held } = await applyDecision(transaction, lists, { ...kept, wish, providerId: doubt.providerId });
    if (wish.kind === 'new_child' && applied === 0) throw new HeldOtherwise();
    const childIds = [...new Set([...(childId === null ? [] : [childId]), ...recordIdsOf(sight)])];
    await appendAudit(tx, { ...about, itemCount: settled.length, childIds, reason: decision.value }, newId);
    return granted({ childId, applied, held });
  });
}

/** Takes in the rows of a decision, and with them whatever waited for them; or leaves them out. */
async function applyDecision(
  transaction: CaseworkTransaction,
  lists: ReferenceLists,
  { wish, providerId, matchId, settled }: Kept & { readonly wish: MatchWish; readonly providerId: ProviderId },
): Promise<Pick<DecidedDoubt, 'applied' | 'held'>> {
  if (wish.kind === 'left_out') {
    await leaveRowsOut(transaction.tx, [matchId]);
    return { applied: 0, held: 0 };
  }
  await retryHeld(transaction, lists, { providerId, refs: settled.flatMap(({ ref }) => ref ?? []) });
  return countRowsOfMatch(transaction.tx, matchId);
}

function questionOf({ doubt, sight }: Question) {
  return {
    because: doubt.because,
    isKept: sight.isKept,
    isNameFull: isFullName(doubt.claimed),
    candidates: sight.seen.map(({ identity, child, needsReason, isOfReference }) => ({
      ...{ childId: identity.childId, hasEmergency: child.hasEmergency, needsReason, isOfReference },
      isBornElse: !identity.dateOfBirth.equals(doubt.claimed.dateOfBirth),
    })),
  };
}

/** A row is left out by its reference, so that another row that says the same of the child is asked about. */
function claimOfWish(doubt: WaitingDoubt, wish: MatchWish) {
  const claim = claimOfDoubt(doubt);
  return wish.kind === 'left_out' ? { ...claim, ref: doubt.ref } : claim;
}

interface Kept {
  readonly matchId: string;
  readonly childId: ChildId | null;
  readonly settled: readonly WaitingDoubt[];
}

/** Writes a decision with what it changes of who the child is, and takes its rows out of the queue. */
async function keepDecision(
  tx: Transaction,
  { doubt, sight }: Question,
  wish: MatchWish,
  reason: string,
): Promise<Kept> {
  const claim = claimOfWish(doubt, wish);
  const known = wish.kind === 'this_child' ? candidate(sight, wish.childId) : null;
  const child = wish.kind === 'new_child' ? await makeChild(tx, doubt, sight) : known;
  const takesBirth = wish.kind === 'this_child' && wish.birth === 'row' && known !== null && isBornElse(known, doubt);
  if (known && takesBirth) await saveChildren(tx, [known], [{ ...known, dateOfBirth: doubt.claimed.dateOfBirth }]);
  const aliasId = wish.kind === 'this_child' && wish.keepsName && known ? await keepName(tx, known, doubt) : null;
  const id = newId();
  await insertChildMatch(tx, {
    ...{ ...claim, id, reason, aliasId, outcome: wish.kind, childId: child?.childId ?? null },
    formerDateOfBirth: takesBirth ? known.dateOfBirth : null,
  });
  const settled = await listDoubtsOfClaim(tx, claim);
  await settleDoubts(
    tx,
    settled.map((each) => each.id),
    id,
  );
  return { matchId: id, childId: child?.childId ?? null, settled };
}

function candidate({ seen }: Question['sight'], childId: string): ChildIdentity | null {
  return seen.find(({ identity }) => identity.childId === childId)?.identity ?? null;
}

function isBornElse(known: ChildIdentity, { claimed }: WaitingDoubt): boolean {
  return !known.dateOfBirth.equals(claimed.dateOfBirth);
}

/** The id of the alias, where the child was not known by that name. */
async function keepName(tx: Transaction, known: ChildIdentity, { claimed }: WaitingDoubt): Promise<string | null> {
  const alias = {
    ...{ id: newId(), childId: known.childId },
    ...{ givenName: claimed.givenName ?? '', familyName: claimed.familyName ?? '' },
  };
  return (await insertNameAlias(tx, alias)) ? alias.id : null;
}

/** A record for a child that was not on record. The council ID of another child is a mistake in the row, and is not kept. */
async function makeChild(
  tx: Transaction,
  { claimed }: WaitingDoubt,
  { seen }: Question['sight'],
): Promise<ChildIdentity> {
  const isTaken = seen.some(({ identity }) => identity.councilChildId === claimed.councilChildId);
  const child = {
    ...{ ...claimed, childId: newId(), councilChildId: isTaken ? null : claimed.councilChildId },
    ...{ gender: null, ethnicity: null, homePostcode: null },
  };
  await saveChildren(tx, [], [child]);
  return child;
}
