import { randomInt, randomUUID } from 'node:crypto';
import { escapeLiteral } from 'pg';
import type { Client } from 'pg';
import { globalTables, hasColumn, tenantTablesOf } from './catalogue.js';
import type { CatalogueColumn, CatalogueTable } from './catalogue.js';

/**
 * What only the service itself reads: doubts of whom a row speaks and what was decided of them, legal holds, decisions to
 * delete, files of lists, and answers that are given again.
 */
const withheldFromAll = [
  'child_doubt',
  'child_match',
  'deletion_decision',
  'legal_hold',
  'notification_list_file',
  'replayed_answer',
] as const;

/** The same, and what machines of providers alone need, or one person alone. */
export const withheldFromPeople: ReadonlySet<string> = new Set(
  [...withheldFromAll, 'idempotency_key', 'person_idempotency_key'].sort(),
);

/** What the council keeps to itself: its own settings, reports and log, and what it knows of a child beyond the episodes. */
export const withheldFromProviders: ReadonlySet<string> = new Set([
  ...withheldFromAll,
  'alert_cover',
  'alert_ladder',
  'audit_seal',
  'factor_alias',
  'message_setting',
  'unmatched_word',
  'authority_retention',
  'daily_task',
  'sweep_round',
  'child_opening',
  'viewing_notice',
  'audit_event',
  'audit_subject',
  'authority_setting',
  'clock_setting',
  'council_step',
  'deadline_correction',
  'hours_of_work',
  'child_admission',
  'child_allocation',
  'child_care_status',
  'child_merge',
  'episode_merge',
  'episode_distinction',
  'child_name_alias',
  'missing_notification',
  'person_idempotency_key',
  'notification_identity',
  'notification_link',
  'notification_list',
  'notification_list_row',
  'report_snapshot',
  'return_correction',
  'third_party_information',
]);

/**
 * Which rows of a tenant table are a provider's, worked out from the catalogue alone and so apart from the policies: a
 * condition on the row under an alias; null where no row belongs to any provider.
 */
export function providersShare(
  tables: readonly CatalogueTable[],
  table: CatalogueTable,
  provider: string,
  alias = 't',
): string | null {
  const isProviders = (name: string) => `${name}.provider_id = ${escapeLiteral(provider)}`;
  if (hasColumn(table, 'provider_id')) return isProviders(alias);
  const above = table.foreignKeys.flatMap((key, index) => {
    const target = tables.find(({ name }) => name === key.target);
    if (!target || globalTables.has(target.name)) return [];
    const condition = providersShare(tables, target, provider, `${alias}${index}`);
    if (condition === null) return [];
    const ties = key.columns.map(
      (column, at) => `${alias}${index}.${key.targetColumns[at] ?? ''} = ${alias}.${column}`,
    );
    const isLoose = key.columns.map((column) => `${alias}.${column} IS NULL`).join(' OR ');
    return [
      `(${isLoose} OR EXISTS (SELECT FROM ${target.name} ${alias}${index} WHERE ${ties.join(' AND ')} AND ${condition}))`,
    ];
  });
  if (above.length > 0) return above.join(' AND ');
  // A child is a provider's by its episodes alone: what a provider told about it does not open it.
  const below = tables.flatMap((other, index) =>
    other.name === 'missing_episode'
      ? other.foreignKeys
          .filter(({ target }) => target === table.name)
          .map(({ columns, targetColumns }) => {
            const ties = columns.map(
              (column, at) => `${alias}${index}.${column} = ${alias}.${targetColumns[at] ?? ''}`,
            );
            return `EXISTS (SELECT FROM ${other.name} ${alias}${index} WHERE ${ties.join(' AND ')} AND ${isProviders(`${alias}${index}`)})`;
          })
      : [],
  );
  return below.length > 0 ? below.join(' AND ') : null;
}

/** Makes sure that each tenant table holds a row of each of these providers, or of the authority where it has none. */
export async function fillTenantTables(
  client: Client,
  tables: readonly CatalogueTable[],
  authority: string,
  providers: readonly string[],
): Promise<void> {
  for (const provider of providers) {
    for (const table of inOrderOfKeys(tenantTablesOf(tables))) {
      const share = providersShare(tables, table, provider);
      const { rowCount } = await client.query(
        `SELECT FROM ${table.name} t WHERE t.authority = $1 AND ${share ?? 'true'} LIMIT 1`,
        [authority],
      );
      if (rowCount === 0) await insertInvented(client, tables, table, authority, provider);
    }
  }
}

/** A statement that inserts the row of its first parameter, a JSON object, without what the database works out itself. */
export function insertOf({ name: table, columns }: CatalogueTable): string {
  const written = columns.filter(({ isGenerated }) => !isGenerated).map(({ name }) => name);
  return `INSERT INTO ${table} (${written.join(', ')}) SELECT ${written.join(', ')} FROM jsonb_populate_record(NULL::${table}, $1)`;
}

/** Tables after those that their foreign keys point to. */
export function inOrderOfKeys(tables: readonly CatalogueTable[]): readonly CatalogueTable[] {
  const ordered: CatalogueTable[] = [];
  const place = (table: CatalogueTable) => {
    if (ordered.includes(table)) return;
    for (const { target } of table.foreignKeys) {
      const parent = tables.find(({ name }) => name === target && name !== table.name);
      if (parent) place(parent);
    }
    ordered.push(table);
  };
  for (const table of tables) place(table);
  return ordered;
}

async function insertInvented(
  client: Client,
  tables: readonly CatalogueTable[],
  table: CatalogueTable,
  authority: string,
  provider: string,
): Promise<void> {
  const row: Record<string, unknown> = { authority };
  if (hasColumn(table, 'provider_id')) row['provider_id'] = provider;
  for (const column of table.columns) {
    if (column.isNullable || column.default !== null) continue;
    row[column.name] ??= inventedValue(column, table);
  }
  for (const key of table.foreignKeys) {
    const target = tables.find(({ name }) => name === key.target);
    if (!target || target.name === 'authority_provider' || target.name === 'authority') continue;
    if (isLeftOut(table, key)) continue;
    // Two references to the same table name two of its rows.
    const before = table.foreignKeys.slice(0, table.foreignKeys.indexOf(key));
    const place = globalTables.has(target.name) ? 0 : before.filter((one) => one.target === key.target).length;
    // A second one that may be lacking is: the other row would have to differ in what nobody here knows of.
    if (place > 0 && mayBeLacking(table, key)) continue;
    Object.assign(row, await parentOf(client, tables, target, key, { authority, provider, place }));
  }
  const names = Object.keys(row);
  await client.query(
    `INSERT INTO ${table.name} (${names.join(', ')}) SELECT ${names.map((name) => `r.${name}`).join(', ')}
     FROM jsonb_populate_record(NULL::${table.name}, $1) r`,
    [JSON.stringify(row)],
  );
}

function mayBeLacking({ columns }: CatalogueTable, key: CatalogueTable['foreignKeys'][number]): boolean {
  return key.columns.some((name) => columns.some((column) => column.name === name && column.isNullable));
}

/** Whether a reference may be lacking, and a check ties it to other columns that would have to be filled with it. */
function isLeftOut({ columns, checks }: CatalogueTable, key: CatalogueTable['foreignKeys'][number]): boolean {
  return key.columns.some(
    (name) =>
      columns.some((column) => column.name === name && column.isNullable) &&
      checks.some((check) => new RegExp(`\\b${name}\\b`).test(check)),
  );
}

async function parentOf(
  client: Client,
  tables: readonly CatalogueTable[],
  target: CatalogueTable,
  key: CatalogueTable['foreignKeys'][number],
  { authority, provider, place }: { readonly authority: string; readonly provider: string; readonly place: number },
): Promise<Record<string, unknown>> {
  const wanted = key.columns.map((column, at) => `t.${key.targetColumns[at] ?? ''} AS ${column}`).join(', ');
  const isGlobal = globalTables.has(target.name);
  // A child is a provider's only once it has an episode there: until then the newest row is the one that is meant.
  const share = (isGlobal ? null : providersShare(tables, target, provider)) ?? 'true';
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${wanted} FROM ${target.name} t WHERE ${isGlobal ? 'true' : `t.authority = ${escapeLiteral(authority)}`}
     ORDER BY CASE WHEN ${share} THEN 0 ELSE 1 END, t.ctid DESC LIMIT 1 OFFSET ${place}`,
  );
  if (rows[0] || place === 0) return rows[0] ?? {};
  await insertInvented(client, tables, target, authority, provider);
  const { rows: newest } = await client.query<Record<string, unknown>>(
    `SELECT ${wanted} FROM ${target.name} t WHERE t.authority = ${escapeLiteral(authority)} ORDER BY t.ctid DESC LIMIT 1`,
  );
  return newest[0] ?? {};
}

/** A value that the column and the checks of its table take. */
export function inventedValue(
  { name, type }: CatalogueColumn,
  { checks, indexes, primaryKey }: CatalogueTable,
): unknown {
  const listed = checks.map((check) => new RegExp(`\\(${name} = ANY \\(ARRAY\\['(\\w+)'`).exec(check)?.[1]);
  const choice = listed.find((value) => value !== undefined);
  if (choice !== undefined) return choice;
  if (checks.some((check) => check.includes(`(${name} ~ '^\\d{4}-\\d{2}$'`))) return '2025-10';
  if (type === 'uuid') return randomUUID();
  if (type === 'boolean') return true;
  if (type === 'date') return '2025-10-01';
  if (type === 'timestamp with time zone') return '2025-10-01T12:00:00Z';
  if (type === 'jsonb') return name === 'findings' || name === 'differences' ? [] : {};
  if (type === 'text[]') return [];
  if (type === 'uuid[]') return [randomUUID()];
  if (type === 'bytea') return `\\x${'01'.repeat(32)}`;
  // Several keys may be of one person.
  const isUnique =
    name === 'client_key' ||
    indexes.some(
      (index) => index.isUnique && index.columns.includes(name) && index.columns.join() !== primaryKey.join(),
    );
  if (type === 'text') return isUnique ? `invented ${randomUUID()}` : 'invented';
  return name === 'row_number' ? randomInt(1, 1_000_000) : 1;
}
