import type { SqlValue } from './prepared.js';
import type { Transaction } from './transaction.js';

type ColumnType = 'text' | 'uuid' | 'timestamptz' | 'date' | 'boolean' | 'integer' | 'smallint' | 'numeric' | 'jsonb';
type Scalar = string | number | boolean | Date | null;

/** A tenant table as batches write it: its own columns without `authority`, and which of them are its key. */
export interface TableShape<Column extends string = string> {
  readonly name: string;
  readonly columns: Readonly<Record<Column, ColumnType>>;
  readonly key: readonly NoInfer<Column>[];
  /** Whether rows carry who made and last changed them. */
  readonly isStamped: boolean;
}

export type Row<Column extends string = string> = Readonly<Record<Column, Scalar>>;

/** What has to be written so that a table says `after` where it said `before`. */
export interface RowDifference<Column extends string = string> {
  readonly inserted: readonly Row<Column>[];
  readonly updated: readonly Row<Column>[];
  readonly deleted: readonly Row<Column>[];
}

/**
 * Makes the connection plan its checks of foreign keys anew. It keeps such plans for good, and one that was made while
 * the tables were almost empty may look for a row among all those of its authority.
 */
export async function forgetPlans(tx: Transaction): Promise<void> {
  await tx.query('DISCARD PLANS');
}

/**
 * What a query gives for each of the ids in `$2`, which it knows as `wanted.id`, one after the other. Written as one
 * condition the planner takes the rows of an authority for few, as long as the table's statistics are old, and would go
 * through all of them; so it is not left the choice.
 */
export function eachByKey(query: string): string {
  return `SELECT row.* FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (${query} OFFSET 0) AS row`;
}

/** Compares rows by key. Of several rows with one key the last counts. */
export function differenceOf<Column extends string>(
  table: TableShape<Column>,
  before: readonly Row<Column>[],
  after: readonly Row<Column>[],
): RowDifference<Column> {
  const keyOf = (row: Row<Column>) => table.key.map((column) => comparable(row[column])).join('|');
  const was = new Map(before.map((row) => [keyOf(row), row]));
  const is = new Map(after.map((row) => [keyOf(row), row]));
  const same = (left: Row<Column>, right: Row<Column>) =>
    namesOf(table).every((column) => comparable(left[column]) === comparable(right[column]));
  return {
    inserted: [...is].filter(([key]) => !was.has(key)).map(([, row]) => row),
    updated: [...is].flatMap(([key, row]) => {
      const known = was.get(key);
      return known && !same(known, row) ? [row] : [];
    }),
    deleted: [...was].filter(([key]) => !is.has(key)).map(([, row]) => row),
  };
}

function comparable(value: Scalar): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

/** Writes new rows in one statement. With `onConflict` a row that is there already is replaced or left as it is. */
export async function insertRows<Column extends string>(
  tx: Transaction,
  table: TableShape<Column>,
  rows: readonly Row<Column>[],
  onConflict: 'fail' | 'replace' | 'keep' = 'fail',
): Promise<number> {
  if (rows.length === 0) return 0;
  const names = namesOf(table);
  const stamp = table.isStamped ? ['created_at', 'created_by', 'modified_at', 'modified_by'] : [];
  const inserted = await tx.query<{ one: number }>(
    `INSERT INTO ${table.name} (authority, ${[...names, ...stamp].join(', ')})
     SELECT $1, ${names.map((name) => `u.${name}`).join(', ')}${table.isStamped ? ', $2, $3, $2, $3' : ''}
     FROM unnest(${unnested(table, table.isStamped ? 4 : 2)}) AS u (${names.join(', ')})
     ${conflictClause(table, onConflict)} RETURNING 1 AS one`,
    [...leading(tx, table), ...names.map((name) => rows.map((row) => row[name]))],
  );
  return inserted.length;
}

function conflictClause<Column extends string>(
  table: TableShape<Column>,
  onConflict: 'fail' | 'replace' | 'keep',
): string {
  if (onConflict === 'fail') return '';
  if (onConflict === 'keep') return 'ON CONFLICT DO NOTHING';
  const rest = namesOf(table).filter((name) => !table.key.includes(name));
  const sets = [...rest, ...(table.isStamped ? ['modified_at', 'modified_by'] : [])].map(
    (name) => `${name} = excluded.${name}`,
  );
  return `ON CONFLICT (authority, ${table.key.join(', ')}) DO UPDATE SET ${sets.join(', ')}`;
}

/** Writes changed rows in one statement. */
export async function updateRows<Column extends string>(
  tx: Transaction,
  table: TableShape<Column>,
  rows: readonly Row<Column>[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = namesOf(table);
  const rest = names.filter((name) => !table.key.includes(name));
  const first = table.isStamped ? 4 : 2;
  await tx.query(
    `UPDATE ${table.name} t
     SET ${rest.map((name) => `${name} = u.${name}`).join(', ')}${table.isStamped ? ', modified_at = $2, modified_by = $3' : ''}
     FROM unnest(${ofAuthority(rows.length)}, ${unnested(table, first)}) AS u (authority, ${names.join(', ')})
     WHERE t.authority = u.authority AND ${table.key.map((name) => `t.${name} = u.${name}`).join(' AND ')}`,
    [...leading(tx, table), ...names.map((name) => rows.map((row) => row[name]))],
  );
}

/** Takes rows away in one statement: only where a correction replaces what was said. */
export async function deleteRows<Column extends string>(
  tx: Transaction,
  table: TableShape<Column>,
  rows: readonly Row<Column>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `DELETE FROM ${table.name} t
     USING unnest(${table.key.map((name, index) => `$${index + 2}::${table.columns[name]}[]`).join(', ')}) AS u (${table.key.join(', ')})
     WHERE t.authority = $1 AND ${table.key.map((name, index) => isOneOf(table, name, index + 2)).join(' AND ')}`,
    [tx.context.authority, ...table.key.map((name) => rows.map((row) => row[name]))],
  );
}

/**
 * A row is one of those given. That its key is among theirs goes without saying, but not for the planner: it takes the
 * rows of an authority for few, and would compare each of them with each that is given.
 */
function isOneOf<Column extends string>(table: TableShape<Column>, key: Column, parameter: number): string {
  return `t.${key} = u.${key} AND t.${key} = ANY ($${parameter}::${table.columns[key]}[])`;
}

/** The authority once for each row, so that each is looked for by its whole key, whatever the planner takes it for. */
function ofAuthority(rows: number): string {
  return `array_fill($1::text, ARRAY[${rows}])`;
}

function namesOf<Column extends string>(table: TableShape<Column>): readonly Column[] {
  return Object.keys(table.columns).filter((name): name is Column => name in table.columns);
}

function unnested<Column extends string>(table: TableShape<Column>, firstParameter: number): string {
  return Object.values<ColumnType>(table.columns)
    .map((type, index) => `$${index + firstParameter}::${type}[]`)
    .join(', ');
}

function leading<Column extends string>(tx: Transaction, table: TableShape<Column>): readonly SqlValue[] {
  const stamp = table.isStamped ? [new Date(tx.now.epochMilliseconds), tx.context.actorName] : [];
  return [tx.context.authority, ...stamp];
}
