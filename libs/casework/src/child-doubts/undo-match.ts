import { appendAudit } from '#access';
import { decideMatchUndo } from '#domain/access';
import type { Decision, MatchUndoRefusal } from '#domain/access';
import {
  asService,
  countRowsOfMatch,
  endNameAlias,
  findStandingMatch,
  inTransaction,
  listDoubtsOfMatch,
  reopenDoubts,
  undoChildMatch,
} from '#persistence';
import type { StandingChildMatch, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { lockImports } from '../keeping-context.js';
import { findSeen, isUuid, refuse } from '../children/open-child.js';
import { loadCandidates, seeCandidates } from './candidates.js';

type Database = Parameters<typeof inTransaction>[0];

/** A decision that can be undone, with how many of its rows are applied and stay so. */
export interface MatchToUndo {
  readonly match: StandingChildMatch;
  readonly applied: number;
  /** How many of its rows are still held, and are asked about again. */
  readonly held: number;
}

interface Found extends MatchToUndo {
  readonly childIds: readonly string[];
  readonly hasEmergency: boolean;
}

/** Opens a decision to undo it, on record; null where it is not there, or not for whoever asks. */
export function readMatch(database: Database, context: TransactionContext, id: string): Promise<MatchToUndo | null> {
  return inTransaction(database, context, async (tx) => {
    const found = await findMatch(tx, id);
    if (!found) return null;
    await appendAudit(
      tx,
      { action: 'ChildDoubtRead', itemId: found.match.id, itemCount: 1, childIds: found.childIds },
      newId,
    );
    return found;
  });
}

/**
 * Undoes a decision of which child rows speak: later rows are asked about again, and so are those that are still held.
 * The name that it added is one no longer, and a date of birth that it took is put back, unless it has changed since.
 * Rows that were applied stay on the record to which they went; those that are held are tried again. Null where the
 * decision is not there.
 */
export function undoMatch(
  casework: Casework,
  context: TransactionContext,
  id: string,
  reason: string,
): Promise<Decision<string | null, MatchUndoRefusal> | null> {
  return casework.write(context, async ({ tx, retryHeldOf }) => {
    await lockImports(tx);
    const found = await findMatch(tx, id);
    if (!found) return null;
    const { match, childIds } = found;
    const decision = decideMatchUndo(found, reason);
    const about = { action: 'ChildMatchUndo', itemId: match.id, childIds } as const;
    if (decision.kind === 'refused') {
      await appendAudit(tx, { ...about, itemCount: 0, outcome: 'refused', reason: decision.because }, newId);
      return decision;
    }
    await asService(tx, async () => {
      await undoChildMatch(tx, match.id, decision.value);
      await reopenDoubts(tx, match.id);
      if (match.aliasId !== null && match.childId !== null) await endNameAlias(tx, match.aliasId, [match.childId]);
      await putBirthBack(tx, match);
    });
    await appendAudit(tx, { ...about, itemCount: found.held, reason: decision.value }, newId);
    await retryHeldOf(childIds);
    return { kind: 'granted' as const, value: match.childId };
  });
}

async function findMatch(tx: Transaction, id: string): Promise<Found | null> {
  const match = isUuid(id) ? await asService(tx, () => findStandingMatch(tx, id)) : null;
  if (!match) return null;
  const sight = await seeRecords(tx, match);
  if (!sight) return null;
  return { ...sight, match, ...(await asService(tx, () => countRowsOfMatch(tx, match.id))) };
}

/** The records that a decision is about, for whoever may open all of them; where not, that is put on record. */
async function seeRecords(
  tx: Transaction,
  { childId, id }: StandingChildMatch,
): Promise<Pick<Found, 'childIds' | 'hasEmergency'> | null> {
  if (childId !== null) {
    const child = await findSeen(tx, childId);
    if (child) return { childIds: child.recordIds, hasEmergency: child.hasEmergency };
    await refuse(tx, { childId, action: 'ChildMatchUndo' });
    return null;
  }
  const doubts = await asService(tx, () => listDoubtsOfMatch(tx, id));
  const candidates = [...(await loadCandidates(tx, doubts)).values()].flat();
  const { seen, isKept } = await seeCandidates(tx, candidates);
  if (isKept) return null;
  return {
    childIds: [...new Set(seen.flatMap(({ child }) => child.recordIds))],
    hasEmergency: seen.some(({ child }) => child.hasEmergency),
  };
}

async function putBirthBack(
  tx: Transaction,
  { childId, formerDateOfBirth, claimed }: StandingChildMatch,
): Promise<void> {
  if (childId === null || formerDateOfBirth === null) return;
  await tx.query(
    `UPDATE child_identity SET date_of_birth = $3, modified_at = transaction_timestamp(), modified_by = $5
     WHERE authority = $1 AND child_id = $2 AND date_of_birth = $4::date`,
    [
      ...[tx.context.authority, childId, formerDateOfBirth.toString(), claimed.dateOfBirth.toString()],
      tx.context.actorName,
    ],
  );
}
