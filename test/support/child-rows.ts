import type { Client } from 'pg';
import { globalTables, tenantTablesOf } from './catalogue.js';
import type { CatalogueColumn, CatalogueTable } from './catalogue.js';
import { attempt } from './tenant-context.js';
import { inOrderOfKeys, inventedValue } from './tenant-rows.js';

/** What every text about the child of a test holds somewhere, in its columns and in the returns it came by. */
export const MARK = 'Zq7x';

/** A condition that a row of alias `t` hangs on the child `$1`, by whatever foreign keys; null where none lead there. */
export function reachesChild(tables: readonly CatalogueTable[], table: CatalogueTable, alias = 't'): string | null {
  if (table.name === 'child') return `${alias}.id = $1::uuid`;
  const ways = table.foreignKeys.flatMap((key, index) => {
    const target = tables.find(({ name }) => name === key.target);
    if (!target || target.name === table.name || globalTables.has(target.name)) return [];
    const next = `${alias}${index}`;
    const condition = reachesChild(tables, target, next);
    if (condition === null) return [];
    const ties = key.columns.map((column, at) => `${next}.${key.targetColumns[at] ?? ''} = ${alias}.${column}`);
    return [`EXISTS (SELECT FROM ${target.name} ${next} WHERE ${ties.join(' AND ')} AND ${condition})`];
  });
  return ways.length === 0 ? null : `(${ways.join(' OR ')})`;
}

/** The tenant tables that hang on a child, parents first. */
export function childTables(tables: readonly CatalogueTable[]): readonly CatalogueTable[] {
  return inOrderOfKeys(tenantTablesOf(tables)).filter((table) => reachesChild(tables, table) !== null);
}

/** Sees to it that each table that hangs on a child holds a row of this one; all but those named. */
export async function fillChildTables(
  client: Client,
  tables: readonly CatalogueTable[],
  childId: string,
  except: readonly string[],
): Promise<void> {
  for (const table of childTables(tables)) {
    if (table.name === 'child' || except.includes(table.name)) continue;
    const condition = reachesChild(tables, table) ?? 'false';
    const { rowCount } = await client.query(`SELECT FROM ${table.name} t WHERE ${condition} LIMIT 1`, [childId]);
    if (rowCount === 0) await insertInvented(client, tables, table, childId);
  }
}

async function insertInvented(
  client: Client,
  tables: readonly CatalogueTable[],
  table: CatalogueTable,
  childId: string,
): Promise<void> {
  const row: Record<string, unknown> = {};
  for (const column of table.columns)
    if (!column.isNullable && column.default === null) row[column.name] = inventedValue(column, table);
  for (const [at, key] of table.foreignKeys.entries()) {
    const target = tables.find(({ name }) => name === key.target);
    if (!target) continue;
    // A second reference to a child is to another one, of the same council.
    const isSecond = target.name === 'child' && table.foreignKeys.slice(0, at).some((one) => one.target === 'child');
    const condition = isSecond
      ? 't.id <> $1::uuid AND t.authority = (SELECT c.authority FROM child c WHERE c.id = $1::uuid)'
      : globalTables.has(target.name)
        ? null
        : reachesChild(tables, target);
    // A second reference to the same table is to another row of it: two reports are one absence, a report is not its own.
    const before = table.foreignKeys.slice(0, at).find((one) => one.target === target.name);
    const taken = before?.columns.map((name) => row[name]).find((value) => value !== row['authority']);
    const isOther = before && target.name !== 'child' && !globalTables.has(target.name);
    const isOptional = key.columns.some((name) => table.columns.some((each) => each.name === name && each.isNullable));
    if (condition === null && isOptional) continue;
    const wanted = key.columns.map((name, place) => `t.${key.targetColumns[place] ?? ''} AS ${name}`).join(', ');
    const found = await client.query<Record<string, unknown>>(
      `SELECT ${wanted} FROM ${target.name} t WHERE ${condition ?? '$1::uuid IS NOT NULL'}${isOther ? ' AND t.id <> $2::uuid' : ''} LIMIT 1`,
      isOther ? [childId, taken] : [childId],
    );
    Object.assign(row, found.rows[0]);
  }
  const authority = await client.query<{ authority: string }>('SELECT authority FROM child WHERE id = $1', [childId]);
  Object.assign(row, authority.rows[0]);
  const names = Object.keys(row);
  await client.query(
    `INSERT INTO ${table.name} (${names.join(', ')}) SELECT ${names.map((name) => `r.${name}`).join(', ')}
     FROM jsonb_populate_record(NULL::${table.name}, $1) r`,
    [JSON.stringify(row)],
  );
}

/** What is added to a list of such items; to any other JSON a remark. */
const markedItems: Readonly<Record<string, string>> = {
  findings: `{"code": "NL-000", "message": "${MARK}"}`,
  differences: `{"column": "themes", "before": "${MARK}", "after": null}`,
};

/**
 * Writes the mark into every text of every row that hangs on the child and is not marked yet, and names the columns that do not take it. What
 * is a key or unique is left as it is.
 */
export async function markChildTexts(
  client: Client,
  tables: readonly CatalogueTable[],
  childId: string,
  needles: readonly string[],
  isLeft: (column: string) => boolean,
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const table of childTables(tables)) {
    for (const column of freeTextColumns(table)) {
      const name = `${table.name}.${column.name}`;
      if (isLeft(name)) continue;
      const added = markedItems[column.name] ?? `{"remark": "${MARK}"}`;
      const value = column.type === 'jsonb' ? `${column.name} || '${added}'` : `'${MARK}'`;
      const isMarked = `coalesce(${column.name}::text, '') ILIKE ANY ('{${needles.map((needle) => `%${needle}%`).join(',')}}')`;
      const set = `UPDATE ${table.name} t SET ${column.name} = ${value} WHERE ${reachesChild(tables, table) ?? ''} AND NOT ${isMarked}`;
      await client.query('BEGIN');
      const outcome = await attempt(client, set, [childId]);
      await client.query('ROLLBACK');
      if (/^\d+ rows$/.test(outcome)) await client.query(set, [childId]);
      else refused.push(`${name}: ${outcome}`);
    }
  }
  return refused;
}

/** The columns of a table that take free text. */
export function freeTextColumns(table: CatalogueTable): readonly CatalogueColumn[] {
  return table.columns.filter((column) => isMarkable(column, table));
}

/** Whether a column takes free text. What is limited to a list or a pattern of codes does not. */
function isMarkable({ name, type }: CatalogueColumn, table: CatalogueTable): boolean {
  if (type !== 'text' && type !== 'jsonb') return false;
  const { primaryKey, foreignKeys, indexes, checks } = table;
  if (checks.some((check) => check.includes(`(${name} = ANY (`) || check.includes(`(${name} ~ `))) return false;
  const isKey = primaryKey.includes(name) || foreignKeys.some(({ columns }) => columns.includes(name));
  return !isKey && !indexes.some(({ isUnique, columns }) => isUnique && columns.includes(name));
}

/** Where in the whole database, whatever the schema, one of some texts stands: as text, in JSON or in bytes. */
export async function findEverywhere(client: Client, needles: readonly string[]): Promise<readonly string[]> {
  const { rows: columns } = await client.query<{ table: string; column: string; isBytes: boolean }>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS table, quote_ident(a.attname) AS column,
       a.atttypid = 'bytea'::regtype AS "isBytes"
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm', 'p') AND a.attnum > 0 AND NOT a.attisdropped
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1, 2`,
  );
  const found: string[] = [];
  for (const { table, column, isBytes } of columns) {
    const looked = isBytes ? needles.map((needle) => Buffer.from(needle).toString('hex')) : needles;
    const { rowCount } = await client.query(
      `SELECT FROM ${table} WHERE ${isBytes ? `encode(${column}, 'hex')` : `${column}::text`} ILIKE ANY ($1) LIMIT 1`,
      [looked.map((needle) => `%${needle}%`)],
    );
    if (rowCount !== 0) found.push(`${table.replace(/^public\./, '')}.${column}`);
  }
  return found;
}

/** The rows of each tenant table that do not hang on the child: how many, and a digest of what they say. */
export function otherRows(tables: readonly CatalogueTable[], childId: string): Readonly<Record<string, string>> {
  const conditions = tenantTablesOf(tables).map((table) => {
    const condition = reachesChild(tables, table)?.replaceAll('$1::uuid', `'${childId}'::uuid`);
    return [table.name, condition === undefined ? 'true' : `NOT ${condition}`] as const;
  });
  return Object.fromEntries(conditions);
}
