import { appendAudit } from '#access';
import { decideAllocation, isLeadRole, isRole } from '#domain/access';
import type { Allocation, AllocationFacts, AllocationRefusal, AllocationWish, Decision } from '#domain/access';
import { dayInLondon, parseDay } from '#domain/time';
import { asService, inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { listColleagues } from './access-list.js';
import type { Colleague } from './access-list.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { changeChild, findSeen, openChild } from './open-child.js';
import type { Opened, SeenChild } from './open-child.js';
import { listAllocations } from './read-child.js';
import type { ChildAllocation } from './read-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** Who leads a child's case, who did, and who could. */
export interface AllocationChoices extends ChildHeading {
  readonly allocations: readonly ChildAllocation[];
  readonly teams: readonly string[];
  readonly workers: readonly Colleague[];
}

/** Opens the allocation of a child, on record. */
export function readAllocation(
  database: Database,
  context: TransactionContext,
  childId: string,
): Promise<Opened<AllocationChoices>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<AllocationChoices> => {
      const allocations = await listAllocations(tx, child.recordIds);
      await appendAudit(
        tx,
        {
          ...{ action: 'ChildRead', itemId: child.childId },
          ...{ itemCount: allocations.length, childIds: child.recordIds },
        },
        newId,
      );
      const { teams, workers } = await loadChoices(tx, child);
      return { ...(await readHeading(tx, child)), allocations, teams, workers };
    }),
  );
}

/** Gives a child to a team and a lead worker. Says whether whoever did it still sees the record. */
export function allocateChild(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  wish: AllocationWish,
): Promise<Opened<Decision<{ readonly keepsSight: boolean }, AllocationRefusal>>> {
  return casework.write(context, ({ tx }) =>
    changeChild(tx, { childId, action: 'ChildAllocate' }, async (child) => {
      const decision = decideAllocation(await loadFacts(tx, child), wish);
      if (decision.kind === 'refused') return decision;
      const id = newId();
      await asService(tx, () => keep(tx, child, id, decision.value));
      await appendAudit(tx, { action: 'ChildAllocate', itemId: id, itemCount: 1, childIds: child.recordIds }, newId);
      const seen = await findSeen(tx, child.childId);
      return { kind: 'granted' as const, value: { keepsSight: seen !== null } };
    }),
  );
}

async function loadFacts(tx: Transaction, child: SeenChild): Promise<AllocationFacts> {
  const { teams, workers } = await loadChoices(tx, child);
  const open = await tx.query<{ valid_from: string }>(
    `SELECT valid_from::text FROM child_allocation WHERE authority = $1 AND child_id = ANY($2::uuid[]) AND valid_to IS NULL`,
    [tx.context.authority, child.recordIds],
  );
  return {
    ...{ today: dayInLondon(tx.now), teams, hasEmergency: child.hasEmergency },
    workers: workers.map(({ personId }) => personId),
    openSince: open.map(({ valid_from }) => parseDay(valid_from)),
  };
}

/** The teams there are: those that have people, and those that have children. */
async function loadChoices(
  tx: Transaction,
  child: SeenChild,
): Promise<{ readonly teams: readonly string[]; readonly workers: readonly Colleague[] }> {
  const workers = (await listColleagues(tx, child.recordIds)).filter(
    ({ role, isOfProvider }) => !isOfProvider && isRole(role) && isLeadRole(role),
  );
  const rows = await asService(tx, () =>
    tx.query<{ team: string }>(
      `SELECT team FROM membership WHERE authority = $1 AND team IS NOT NULL
       UNION SELECT team FROM child_allocation WHERE authority = $1 AND valid_to IS NULL ORDER BY team`,
      [tx.context.authority],
    ),
  );
  return { teams: rows.map(({ team }) => team), workers };
}

/** On each record, so that it outlasts the undoing of a merge; `id` is that of the row on the record that goes on. */
async function keep(tx: Transaction, { recordIds }: SeenChild, id: string, allocation: Allocation): Promise<void> {
  const from = allocation.from.toString();
  await tx.query(
    `UPDATE child_allocation SET valid_to = $3::date, modified_at = transaction_timestamp(), modified_by = $4
     WHERE authority = $1 AND child_id = ANY($2::uuid[]) AND valid_to IS NULL`,
    [tx.context.authority, recordIds, from, tx.context.actorName],
  );
  const ids = recordIds.map((_, index) => (index === 0 ? id : newId()));
  await tx.query(
    `INSERT INTO child_allocation
       (authority, id, child_id, person_id, team, valid_from, created_at, created_by, modified_at, modified_by)
     SELECT $1, n.id, n.child_id, $4, $5, $6::date, transaction_timestamp(), $7, transaction_timestamp(), $7
     FROM unnest($2::uuid[], $3::uuid[]) AS n (id, child_id)`,
    [tx.context.authority, ids, recordIds, allocation.worker, allocation.team, from, tx.context.actorName],
  );
}
