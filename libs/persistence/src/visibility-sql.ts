import { scopeOfFact } from '#domain/access';
import type { ChildFact, Condition, Reach, ViewerPart } from '#domain/access';

/** The viewer as SQL expressions of type text; NULL where a part is lacking. */
export interface ViewerSql {
  readonly authority: string;
  readonly person: string;
  readonly provider: string;
  readonly team: string;
  /** Whether the viewer's reach is this one. */
  readonly reaches: (reach: Reach) => string;
}

/** The keys of the child that is looked at, as SQL expressions. */
export interface ChildSql {
  readonly authority: string;
  readonly id: string;
  /** All records that make up the child, as an array; this one is among them. */
  readonly records: string;
}

interface FactSource {
  readonly table: string;
  readonly child: string;
  /** Whether the row of alias `f` is in force. */
  readonly inForce: string;
  readonly columns: Readonly<Partial<Record<ViewerPart, string>>>;
}

const NOW = 'transaction_timestamp()';
const TODAY = `(${NOW} AT TIME ZONE 'Europe/London')::date`;
const admissionInForce = `f.starts_at <= ${NOW} AND (f.ends_at IS NULL OR f.ends_at > ${NOW})`;

/** Where each fact about a child stands. */
const sources: Readonly<Record<ChildFact, FactSource>> = {
  restriction: { table: 'child', child: 'id', inForce: 'f.is_restricted', columns: {} },
  deletion: { table: 'child', child: 'id', inForce: 'f.deleted_at IS NOT NULL', columns: {} },
  admission: {
    table: 'child_admission',
    child: 'child_id',
    inForce: admissionInForce,
    columns: { person: 'f.person_id::text' },
  },
  emergency: {
    table: 'child_admission',
    child: 'child_id',
    inForce: `f.kind = 'emergency' AND ${admissionInForce}`,
    columns: { person: 'f.person_id::text' },
  },
  allocation: {
    table: 'child_allocation',
    child: 'child_id',
    inForce: `f.valid_from <= ${TODAY} AND (f.valid_to IS NULL OR f.valid_to > ${TODAY})`,
    columns: { person: 'f.person_id::text', team: 'f.team' },
  },
  episode: {
    table: 'missing_episode',
    child: 'child_id',
    inForce: 'true',
    columns: { provider: 'f.provider_id::text' },
  },
  placement: {
    table: 'missing_episode',
    child: 'child_id',
    inForce: `f.start_care_status IN ('looked_after', 'looked_after_other_authority')`,
    columns: {},
  },
};

/** Writes a rule of the domain as an SQL expression, for a list's filter or for the policies. */
export function visibilitySql(condition: Condition, viewer: ViewerSql, child: ChildSql): string {
  switch (condition.kind) {
    case 'every':
      return joined(condition.of, ' AND ', viewer, child);
    case 'some':
      return joined(condition.of, ' OR ', viewer, child);
    case 'not':
      return `NOT ${visibilitySql(condition.of, viewer, child)}`;
    case 'sameAuthority':
      return `coalesce(${child.authority} = ${viewer.authority}, false)`;
    case 'reaches':
      return viewer.reaches(condition.reach);
    case 'has':
      return factSql(condition.fact, condition.own, viewer, child);
  }
}

function joined(conditions: readonly Condition[], word: string, viewer: ViewerSql, child: ChildSql): string {
  return `(${conditions.map((each) => visibilitySql(each, viewer, child)).join(word)})`;
}

function factSql(fact: ChildFact, own: ViewerPart | null, viewer: ViewerSql, child: ChildSql): string {
  const { table, child: key, inForce, columns } = sources[fact];
  const column = own === null ? null : columns[own];
  if (column === undefined) throw new Error(`The fact ${fact} names no ${own}.`);
  const mine = own === null || column === null ? '' : ` AND ${column} = ${viewer[own]}`;
  const ofChild = scopeOfFact[fact] === 'child' ? `ANY (${child.records})` : child.id;
  return `EXISTS (SELECT FROM public.${table} f WHERE f.authority = ${child.authority} AND f.${key} = ${ofChild} AND ${inForce}${mine})`;
}
