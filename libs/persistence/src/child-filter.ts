import { childVisibility } from '#domain/access';
import type { Viewer } from '#domain/access';
import type { SqlValue } from './prepared.js';
import { visibilitySql } from './visibility-sql.js';
import type { ChildSql } from './visibility-sql.js';

/** A condition for a list, with the values of its parameters. */
export interface ChildFilter {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * The rule about who may see a child as a condition on a list's rows. Its parameters are numbered from `first`. Asked as
 * the service itself, which sees every merge: the rule goes over all records of a child.
 */
export function childFilter(viewer: Viewer, child: Omit<ChildSql, 'records'>, first: number): ChildFilter {
  const parameter = (offset: number) => `$${first + offset}::text`;
  return {
    sql: visibilitySql(
      childVisibility,
      {
        ...{ authority: parameter(0), person: parameter(1), provider: parameter(2), team: parameter(3) },
        reaches: (reach) => String(viewer.reach === reach),
      },
      { ...child, records: `public.records_of_child(${child.authority}, ${child.id})` },
    ),
    parameters: [viewer.authority, viewer.personId, viewer.providerId, viewer.team],
  };
}
