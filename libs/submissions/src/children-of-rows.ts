import { withMergedRecords } from '#domain/children';
import type { ChildIdentity, Survivors } from '#domain/children';
import type { ChildId, NewId, ProviderId } from '#domain/kernel';
import type { ReturnValues } from '#domain/submissions';
import { listNameAliases, listRememberedMatches, readChildIdentity, readSurvivors } from '#persistence';
import type { ChildIdentityRow, Transaction } from '#persistence';
import { childRegister } from './row-decisions/child-register.js';
import type { ChildRegister } from './row-decisions/child-register.js';

/** Whose rows are to be applied, and the records on which the episodes of their references stand. */
interface Applying {
  readonly providerId: ProviderId;
  readonly standing: readonly ChildId[];
  readonly newId: NewId;
}

/**
 * Loads the children that the rows may mean: by council ID; by date of birth where one of the two has no such ID; those
 * of whom a person has decided that the provider means them; those on whose records the episodes of the rows stand; and
 * the records that are merged with any of them.
 */
export async function loadChildRegister(
  tx: Transaction,
  rows: readonly ReturnValues[],
  { providerId, standing, newId }: Applying,
): Promise<ChildRegister> {
  const birthdays = (wanted: (values: ReturnValues) => boolean) => [
    ...new Set(rows.filter(wanted).flatMap(({ date_of_birth: born }) => born?.toString() ?? [])),
  ];
  const matches = await listRememberedMatches(tx, providerId, {
    birthdays: birthdays(() => true),
    refs: [...new Set(rows.flatMap(({ provider_ref: ref }) => ref ?? []))],
    childIds: standing,
  });
  const found = await findIdentities(
    tx,
    `council_child_id = ANY($2::text[])
       OR (council_child_id IS NULL AND date_of_birth = ANY($3::date[]))
       OR date_of_birth = ANY($4::date[])
       OR child_id = ANY($5::uuid[])`,
    [
      rows.flatMap(({ child_id: id }) => id ?? []),
      birthdays(({ child_id: id }) => Boolean(id)),
      birthdays(({ child_id: id }) => !id),
      [...matches.flatMap(({ childId }) => childId ?? []), ...standing],
    ],
  );
  const survivors = await readSurvivors(tx);
  const children = [...found, ...(await findMerged(tx, found, survivors))];
  const aliases = await listNameAliases(
    tx,
    children.map(({ childId }) => childId),
  );
  return childRegister(children, newId, { aliases, matches, survivors });
}

/** The other records of the same children, of which each may be named with what another one says. */
async function findMerged(
  tx: Transaction,
  found: readonly ChildIdentity[],
  survivors: Survivors,
): Promise<readonly ChildIdentity[]> {
  const ids = new Set(found.map(({ childId }) => childId));
  const others = [...withMergedRecords(ids, survivors)].filter((id) => !ids.has(id));
  return others.length === 0 ? [] : findIdentities(tx, 'child_id = ANY($2::uuid[])', [others]);
}

async function findIdentities(
  tx: Transaction,
  condition: string,
  parameters: readonly (readonly string[])[],
): Promise<readonly ChildIdentity[]> {
  const rows = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity WHERE authority = $1 AND (${condition})`,
    [tx.context.authority, ...parameters],
  );
  return rows.map(readChildIdentity);
}
