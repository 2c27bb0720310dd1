import { appendAudit } from '#access';
import { decideAdmission, decideRemoval } from '#domain/access';
import type { AccessRefusal, Decision } from '#domain/access';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { changeAccessList } from './access-list.js';
import { endListed, insertListed, restrictedAmong } from './admissions.js';
import { findSeen } from './open-child.js';
import type { Opened } from './open-child.js';

/** Admits one more person to a restricted record. */
export function admitToChild(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  wish: { readonly personId: string; readonly reason: string },
): Promise<Opened<Decision<unknown, AccessRefusal>>> {
  return changeAccessList(casework, context, { childId, action: 'ChildAdmit' }, async (tx, child, list) => {
    const decision = decideAdmission(list, wish.personId, wish.reason);
    if (decision.kind === 'refused') return decision;
    await insertListed(tx, await restrictedAmong(tx, child.recordIds), wish.personId, decision.value);
    await appendAudit(
      tx,
      {
        ...{ action: 'ChildAdmit', itemId: wish.personId, itemCount: 1 },
        ...{ childIds: child.recordIds, reason: decision.value },
      },
      newId,
    );
    return decision;
  });
}

/** Takes somebody off the access list. Says whether whoever did it still sees the record: people may remove themselves. */
export function removeFromChild(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  personId: string,
): Promise<Opened<Decision<{ readonly keepsSight: boolean }, AccessRefusal>>> {
  return changeAccessList(casework, context, { childId, action: 'ChildRemove' }, async (tx, child, list) => {
    const decision = decideRemoval(list, personId);
    if (decision.kind === 'refused') return decision;
    await endListed(tx, child.recordIds, personId);
    await appendAudit(tx, { action: 'ChildRemove', itemId: personId, itemCount: 1, childIds: child.recordIds }, newId);
    const seen = await findSeen(tx, child.childId);
    return { kind: 'granted' as const, value: { keepsSight: seen !== null } };
  });
}
