import { appendAudit } from '#access';
import { decideLifting, decideRestriction } from '#domain/access';
import type { AccessRefusal, Decision } from '#domain/access';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { changeAccessList } from './access-list.js';
import { endListed, insertListed, setRestricted } from './admissions.js';
import type { Opened } from './open-child.js';

/** Restricts a record to whoever restricts it and one more person of the council; others are admitted afterwards. */
export function restrictChild(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  wish: { readonly personId: string; readonly reason: string },
): Promise<Opened<Decision<unknown, AccessRefusal>>> {
  return changeAccessList(casework, context, { childId, action: 'ChildRestrict' }, async (tx, child, list) => {
    const decision = decideRestriction(list, wish.personId, wish.reason);
    if (decision.kind === 'refused') return decision;
    const { admitted, reason } = decision.value;
    for (const personId of admitted) await insertListed(tx, child.recordIds, personId, reason);
    await setRestricted(tx, child.recordIds, true);
    await appendAudit(
      tx,
      {
        ...{ action: 'ChildRestrict', itemId: child.childId, itemCount: admitted.length },
        ...{ childIds: child.recordIds, reason },
      },
      newId,
    );
    return decision;
  });
}

/** Lifts a restriction and ends its access list. */
export function liftRestriction(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  reason: string,
): Promise<Opened<Decision<unknown, AccessRefusal>>> {
  return changeAccessList(casework, context, { childId, action: 'ChildRestrictionLift' }, async (tx, child, list) => {
    const decision = decideLifting(list, reason);
    if (decision.kind === 'refused') return decision;
    await setRestricted(tx, child.recordIds, false);
    await endListed(tx, child.recordIds, null);
    await appendAudit(
      tx,
      {
        ...{ action: 'ChildRestrictionLift', itemId: child.childId, itemCount: list.listed.length },
        ...{ childIds: child.recordIds, reason: decision.value },
      },
      newId,
    );
    return decision;
  });
}
