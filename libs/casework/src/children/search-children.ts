import { appendAudit } from '#access';
import { LOOK_UP_MOST, familyNameKeyOf, lookUpLine } from '#domain/access';
import type { LookUp } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { parseDay } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { keyedHash, newId } from '#platform';

type Database = Parameters<typeof inTransaction>[0];

/** A child that a look-up found. */
export interface FoundChild {
  readonly childId: ChildId;
  readonly councilChildId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly dateOfBirth: Day;
  readonly isRestricted: boolean;
}

export interface FoundChildren {
  readonly children: readonly FoundChild[];
  /** More children answer to it than are given. */
  readonly isMore: boolean;
}

interface FoundRow {
  readonly child_id: string;
  readonly council_child_id: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly date_of_birth: string;
  readonly is_restricted: boolean;
}

/**
 * Looks children up among those whom the person may see, on record. Of a look-up that finds nothing the words are not
 * kept: a hash under `key` shows only that the same was looked for again.
 */
export function searchChildren(
  database: Database,
  context: TransactionContext,
  lookUp: LookUp,
  key: Uint8Array,
): Promise<FoundChildren> {
  return inTransaction(database, context, async (tx) => {
    const found = (await findRows(tx, lookUp)).map(readFound);
    const children = found.slice(0, LOOK_UP_MOST);
    await appendAudit(
      tx,
      {
        action: 'ChildSearch',
        itemCount: children.length,
        childIds: children.map(({ childId }) => childId),
        ...(children.length === 0 && { soughtHash: keyedHash(key, lookUpLine(lookUp)) }),
      },
      newId,
    );
    return { children, isMore: found.length > children.length };
  });
}

async function findRows(tx: Transaction, lookUp: LookUp): Promise<readonly FoundRow[]> {
  const [condition, sought] =
    lookUp.kind === 'council-child-id'
      ? ['i.council_child_id = $2', lookUp.councilChildId]
      : ['i.date_of_birth = $2::date', lookUp.dateOfBirth.toString()];
  const rows = await tx.query<FoundRow>(
    `SELECT i.child_id, i.council_child_id, i.given_name, i.family_name, i.date_of_birth::text, c.is_restricted
     FROM child_identity i JOIN child c ON c.authority = i.authority AND c.id = i.child_id
     WHERE i.authority = $1 AND ${condition} ORDER BY i.council_child_id, i.child_id`,
    [tx.context.authority, sought],
  );
  if (lookUp.kind === 'council-child-id') return rows;
  return rows.filter((row) => familyNameKeyOf({ familyName: row.family_name }) === lookUp.familyNameKey);
}

function readFound(row: FoundRow): FoundChild {
  return {
    childId: row.child_id,
    councilChildId: row.council_child_id,
    givenName: row.given_name,
    familyName: row.family_name,
    dateOfBirth: parseDay(row.date_of_birth),
    isRestricted: row.is_restricted,
  };
}
