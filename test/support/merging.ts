import { mergeChildren, undoMerge } from '#casework';
import type { ChildAccess } from './child-access.js';
import { readCatalogue, tenantTablesOf } from './catalogue.js';
import { withClient } from './postgres.js';
import { SUTTON } from './service.js';

export const SAME_CHILD = 'The same name and day of birth';
export const NOT_THE_SAME = 'They are twins, said the school';

/** Merging and undoing, each by the first part of a sign-in name. */
export function mergingOn({ as, test }: ChildAccess) {
  const { casework } = test.service;
  const standing = async (into: string) =>
    withClient(test.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        'SELECT id FROM child_merge WHERE into_child_id = $1 AND undone_at IS NULL ORDER BY merged_at',
        [into],
      );
      return rows[0]?.id ?? '';
    });
  return {
    standing,
    merge: async (role: string, into: string, otherId: string, reason = SAME_CHILD) =>
      mergeChildren(casework, await as(role, 'child.merge'), into, { otherId, reason }),
    undo: async (role: string, into: string, reason = NOT_THE_SAME) =>
      undoMerge(casework, await as(role, 'child.merge'), into, { mergeId: await standing(into), reason }),
  };
}

/** A hash of every tenant table but the merges and the log, as superuser. */
export function hashOfTables({ test }: Pick<ChildAccess, 'test'>): Promise<Readonly<Record<string, string>>> {
  return withClient(test.database.superuserUrl, async (client) => {
    const left = ['child_merge', 'audit_event', 'audit_subject', 'audit_seal'];
    const hashes: Record<string, string> = {};
    for (const { name } of tenantTablesOf(await readCatalogue(client)).filter((table) => !left.includes(table.name))) {
      const { rows } = await client.query<{ hash: string }>(
        `SELECT md5(coalesce(string_agg(to_jsonb(t)::text, E'\\n' ORDER BY to_jsonb(t)::text), '')) AS hash FROM ${name} t`,
      );
      hashes[name] = rows[0]?.hash ?? '';
    }
    return hashes;
  });
}

/** Gives a role a reason of the last hour, where a restricted record would ask for one. */
export function giveReasons({ test }: ChildAccess, childId: string): Promise<unknown> {
  return withClient(test.database.superuserUrl, (client) =>
    client.query(
      `INSERT INTO child_opening (authority, id, child_id, person_id, reason, opened_at)
       SELECT $1, gen_random_uuid(), $2, id, 'a reason that was given', now() FROM person`,
      [SUTTON, childId],
    ),
  );
}
