import { nameKey } from '#domain/children';
import type { ChildId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { dateOf } from './moment-columns.js';
import type { Transaction } from './transaction.js';

/** Another name by which a child is known, as long as it stands. */
export interface ChildNameAlias {
  readonly id: string;
  readonly childId: ChildId;
  readonly givenName: string;
  readonly familyName: string;
  readonly addedAt: Instant;
}

interface AliasRow {
  readonly id: string;
  readonly child_id: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly created_at: Date;
}

/** The other names of children, the earliest first. */
export async function listNameAliases(
  tx: Transaction,
  childIds: readonly ChildId[],
): Promise<readonly ChildNameAlias[]> {
  if (childIds.length === 0) return [];
  const rows = await tx.query<AliasRow>(
    `SELECT id, child_id, given_name, family_name, created_at FROM child_name_alias
     WHERE authority = $1 AND child_id = ANY ($2::uuid[]) AND ended_at IS NULL ORDER BY created_at, id`,
    [tx.context.authority, childIds],
  );
  return rows.map((row) => ({
    ...{ id: row.id, childId: row.child_id, givenName: row.given_name, familyName: row.family_name },
    addedAt: instantOf(row.created_at),
  }));
}

/** Children with the other names by which each is known. */
export async function withNameAliases<Child extends { readonly childId: ChildId }>(
  tx: Transaction,
  children: readonly Child[],
): Promise<readonly (Child & { readonly aliases: readonly ChildNameAlias[] })[]> {
  const aliases = await listNameAliases(
    tx,
    children.map(({ childId }) => childId),
  );
  return children.map((child) => ({ ...child, aliases: aliases.filter(({ childId }) => childId === child.childId) }));
}

/** Adds a name to those by which a child is known; says whether it was not known by it. */
export async function insertNameAlias(
  tx: Transaction,
  alias: Pick<ChildNameAlias, 'id' | 'childId' | 'givenName' | 'familyName'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO child_name_alias
       (authority, id, child_id, given_name, family_name, name_key, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
    [
      ...[tx.context.authority, alias.id, alias.childId, alias.givenName, alias.familyName, nameKey(alias)],
      ...[dateOf(tx.now), tx.context.actorName],
    ],
  );
  return rows.length > 0;
}

/** Ends a name of these records; says whether it stood. */
export async function endNameAlias(tx: Transaction, id: string, childIds: readonly ChildId[]): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE child_name_alias SET ended_at = $4, modified_at = $4, modified_by = $5
     WHERE authority = $1 AND id = $2 AND child_id = ANY ($3::uuid[]) AND ended_at IS NULL RETURNING id`,
    [tx.context.authority, id, childIds, dateOf(tx.now), tx.context.actorName],
  );
  return rows.length > 0;
}
