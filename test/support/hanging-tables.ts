import type { Client } from 'pg';
import { globalTables, hasColumn } from './catalogue.js';
import type { CatalogueKey, CatalogueTable } from './catalogue.js';
import { inOrderOfKeys, inventedValue } from './tenant-rows.js';

export type Row = Readonly<Record<string, unknown>>;

/** The way from a table to the child that its rows are about, by foreign keys. */
type Path = readonly { readonly key: CatalogueKey; readonly target: CatalogueTable }[];

/** Every way from a table to `child`; none where its rows are not about a child. */
function pathsToChild(tables: readonly CatalogueTable[], table: CatalogueTable): readonly Path[] {
  return table.foreignKeys.flatMap((key) => {
    const target = tables.find(({ name }) => name === key.target);
    if (!target || target.name === table.name || globalTables.has(target.name)) return [];
    const step = { key, target };
    return target.name === 'child' ? [[step]] : pathsToChild(tables, target).map((path) => [step, ...path]);
  });
}

/** The tables whose rows are about a child, found by their foreign keys; those that others point to come first. */
export function tablesAboutChildren(tables: readonly CatalogueTable[]): readonly CatalogueTable[] {
  return inOrderOfKeys(tables).filter((table) => pathsToChild(tables, table).length > 0);
}

/** The primary key of a row as one text. */
export function keySql({ primaryKey }: CatalogueTable, alias: string): string {
  return `concat_ws('/', ${primaryKey.map((column) => `${alias}.${column}`).join(', ')})`;
}

export interface RowAboutChild {
  readonly name: string;
  readonly key: string;
  readonly child: string;
}

/** Each row of each of these tables with the children that it is about, as the catalogue tells it: apart from any policy. */
export async function readRowsAboutChildren(
  superuser: Client,
  tables: readonly CatalogueTable[],
): Promise<readonly RowAboutChild[]> {
  const selects = tablesAboutChildren(tables).flatMap((table) =>
    pathsToChild(tables, table).map((path) => {
      const joins = path.map(({ key, target }, at) => {
        const ties = key.columns.map(
          (column, each) => `s${at + 1}.${key.targetColumns[each] ?? ''} = s${at}.${column}`,
        );
        return `JOIN ${target.name} s${at + 1} ON ${ties.join(' AND ')}`;
      });
      return `SELECT '${table.name}' AS name, ${keySql(table, 's0')} AS key, s${path.length}.id::text AS child
        FROM ${table.name} s0 ${joins.join(' ')}`;
    }),
  );
  return (await superuser.query<RowAboutChild>(selects.join(' UNION '))).rows;
}

/**
 * Puts a made-up row into every table about children: one for each episode where the table hangs on an episode, and one
 * for each child where not. `given` holds the tables whose rows stand there already.
 */
export async function fillTablesAboutChildren(
  superuser: Client,
  tables: readonly CatalogueTable[],
  given: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  const episodes = given['missing_episode'] ?? [];
  const children = given['child'] ?? [];
  const global = await readGlobalRows(superuser);
  const made = new Map<string, Row[]>();
  const add = (table: CatalogueTable, row: Record<string, unknown>): Row => {
    const rows = made.get(table.name) ?? [];
    made.set(table.name, [...rows, row]);
    // What tells rows apart differs from one to the next.
    for (const name of table.primaryKey) {
      if (row[name] === 'invented') row[name] = `invented-${rows.length}`;
      if (row[name] === 1) row[name] = rows.length + 1;
    }
    return row;
  };
  const shared = new Map<string, Row>();
  const needed = (table: CatalogueTable, around: ReadonlyMap<string, Row>): Row => {
    const of = String(around.get('child')?.['authority']);
    const known = shared.get(`${of} ${table.name}`);
    if (known) return known;
    const row = add(table, inventedRow(tables, table, around, global, needed));
    shared.set(`${of} ${table.name}`, row);
    return row;
  };
  const missing = tablesAboutChildren(tables).filter(({ name }) => !(name in given));
  const hangsOnEpisode = (table: CatalogueTable) =>
    pathsToChild(tables, table).some((path) => path.some(({ target }) => target.name === 'missing_episode'));
  const fill = (around: Map<string, Row>, chosen: readonly CatalogueTable[]) => {
    for (const table of chosen) around.set(table.name, add(table, inventedRow(tables, table, around, global, needed)));
  };
  for (const child of children)
    fill(
      new Map([['child', child]]),
      missing.filter((table) => !hangsOnEpisode(table)),
    );
  for (const episode of episodes) {
    const child = children.find(({ id }) => id === episode['child_id']);
    if (!child) throw new Error('An episode has no child.');
    fill(
      new Map([
        ['child', child],
        ['missing_episode', episode],
      ]),
      missing.filter(hangsOnEpisode),
    );
  }
  for (const table of inOrderOfKeys(tables)) await insertRows(superuser, table.name, made.get(table.name) ?? []);
}

async function readGlobalRows(superuser: Client): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map<string, Row>();
  for (const table of ['person', 'provider']) {
    const { rows: found } = await superuser.query<Row>(`SELECT * FROM ${table} ORDER BY id LIMIT 1`);
    if (found[0]) rows.set(table, found[0]);
  }
  return rows;
}

function inventedRow(
  tables: readonly CatalogueTable[],
  table: CatalogueTable,
  around: ReadonlyMap<string, Row>,
  global: ReadonlyMap<string, Row>,
  needed: (table: CatalogueTable, around: ReadonlyMap<string, Row>) => Row,
): Record<string, unknown> {
  const row: Record<string, unknown> = { authority: around.get('child')?.['authority'] };
  for (const column of table.columns)
    if (!column.isNullable && column.default === null) row[column.name] ??= inventedValue(column, table);
  if (hasColumn(table, 'provider_id'))
    row['provider_id'] = around.get('missing_episode')?.['provider_id'] ?? global.get('provider')?.['id'];
  for (const key of table.foreignKeys) {
    const target = tables.find(({ name }) => name === key.target);
    const isTie = key.columns.some((name) => table.columns.some((column) => column.name === name && column.isNullable));
    if (!target || target.name === 'authority' || target.name === 'authority_provider') continue;
    const isGlobal = globalTables.has(target.name);
    if (isGlobal && isTie) continue;
    const parent = around.get(target.name) ?? (isGlobal ? global.get(target.name) : needed(target, around));
    for (const [at, column] of key.columns.entries()) row[column] = parent?.[key.targetColumns[at] ?? ''];
  }
  return row;
}

/** Inserts rows as they are given, as superuser. */
export async function insertRows(superuser: Client, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first).join(', ');
  await superuser.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
