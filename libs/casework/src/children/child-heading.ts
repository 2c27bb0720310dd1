import type { ChildIdentity } from '#domain/children';
import { readChildIdentity } from '#persistence';
import type { ChildIdentityRow, Transaction } from '#persistence';
import type { SeenChild } from './open-child.js';

/** Whose record it is: the top of every page about a child. */
export interface ChildHeading extends SeenChild {
  /** Null for those who are not given it. */
  readonly identity: ChildIdentity | null;
}

export async function readHeading(tx: Transaction, child: SeenChild): Promise<ChildHeading> {
  const { childId, recordIds, isRestricted, hasEmergency } = child;
  const seen = { childId, recordIds, isRestricted, hasEmergency };
  if (!tx.context.fields.includes('identity')) return { ...seen, identity: null };
  const [row] = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity WHERE authority = $1 AND child_id = $2`,
    [tx.context.authority, childId],
  );
  return { ...seen, identity: row ? readChildIdentity(row) : null };
}
