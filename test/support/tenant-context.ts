import type { Client } from 'pg';
import { fieldGroups } from '#domain/access';

/** The settings that a policy asks for; what is left out is not set at all. */
export interface RawContext {
  readonly authority?: string;
  readonly actor?: string;
  readonly provider?: string;
  readonly person?: string;
  readonly reach?: string;
  readonly team?: string;
  readonly fields?: string;
}

/** Every group of facts, as the setting says it. */
export const ALL_FIELDS = fieldGroups.join(',');

/** Somebody of the council whom nothing is kept from but what is restricted to others. */
export function councilContext(authority: string): RawContext {
  return { authority, actor: 'authority', reach: 'authority', fields: ALL_FIELDS };
}

/** Somebody of a provider with every group of facts. */
export function providerContext(authority: string, provider: string): RawContext {
  return { authority, actor: 'provider', provider, reach: 'provider', fields: ALL_FIELDS };
}

/** The service itself, which says no reach and no fields and needs none. */
export function systemsContext(authority: string): RawContext {
  return { authority, actor: 'system' };
}

/** Sets a context as it is given, right or wrong, in the transaction that is open. */
export async function setContext(client: Client, context: RawContext): Promise<void> {
  for (const [name, value] of Object.entries(context))
    await client.query('SELECT set_config($1, $2, true)', [`app.${name}`, value]);
}

/** Runs `work` in a transaction with a context, and takes back whatever it did. */
export async function inContext<Value>(
  client: Client,
  context: RawContext,
  work: () => Promise<Value>,
): Promise<Value> {
  await client.query('BEGIN');
  try {
    await setContext(client, context);
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** The rows of each table: how many, and a digest of what they say. */
export type Sight = Readonly<Record<string, string>>;

export const NOTHING = '0 rows';

/** What a connection sees of some tables, each with a condition on its rows `t`. */
export async function sightOf(
  client: Client,
  conditions: Readonly<Record<string, string>>,
  parameters: readonly string[] = [],
): Promise<Sight> {
  const parts = Object.entries(conditions).map(
    ([table, condition]) => `
      SELECT '${table}' AS name, count(*) || ' rows' || coalesce(' ' || md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') AS seen
      FROM ${table} t WHERE ${condition}`,
  );
  const { rows } = await client.query<{ name: string; seen: string }>(parts.join(' UNION ALL '), [...parameters]);
  return Object.fromEntries(rows.map(({ name, seen }) => [name, seen]));
}

/** What became of a statement: how many rows it touched, or in one word who refused it. */
export async function attempt(client: Client, sql: string, parameters: readonly unknown[] = []): Promise<string> {
  await client.query('SAVEPOINT attempt');
  try {
    const { rowCount } = await client.query(sql, [...parameters]);
    return `${rowCount ?? 0} rows`;
  } catch (error) {
    return refusalOf(error);
  } finally {
    await client.query('ROLLBACK TO attempt');
  }
}

function refusalOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('new row violates row-level security policy')) return 'refused by policy';
  if (/^permission denied for (table|schema)/.test(message)) return 'no right';
  return message;
}
