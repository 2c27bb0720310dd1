import { Client } from 'pg';
import { readCatalogue, tenantTablesOf } from './catalogue.js';
import type { CatalogueTable } from './catalogue.js';
import type { TestServer } from './postgres.js';
import { SUTTON, createTestService } from './service.js';
import type { TestService } from './service.js';
import { fillTenantTables, providersShare, withheldFromProviders } from './tenant-rows.js';
import { sightOf } from './tenant-context.js';
import type { Sight } from './tenant-context.js';

/** The City of London: the second authority of the demonstration. */
export const NEIGHBOUR = 'E09000001';

/** A database in which two authorities, and two providers of each, have rows in every tenant table. */
export interface TwoAuthorities {
  readonly test: TestService;
  readonly tables: readonly CatalogueTable[];
  readonly tenantTables: readonly CatalogueTable[];
  readonly harbour: string;
  readonly northway: string;
  /** Sees and writes everything. */
  readonly superuser: Client;
  /** A connection of the service's login, with no context of its own. */
  readonly app: Client;
  /** What there is of one authority, and what of it one provider may see. */
  truth(authority: string, provider?: string): Promise<Sight>;
  close(): Promise<void>;
}

/** With months the tables hold what the demonstration puts there; the rest of the rows are made up. */
export async function createTwoAuthorities(server: TestServer, months = 0): Promise<TwoAuthorities> {
  const test = await createTestService({ server, authorities: 2, months, at: '2025-11-03T09:00:00Z' });
  const [superuser, app] = [await connect(test.database.superuserUrl), await connect(test.database.appUrl)];
  // The demonstration sets a record apart; these tests set apart what they need themselves.
  await superuser.query('UPDATE child SET is_restricted = false WHERE is_restricted');
  const tables = await readCatalogue(superuser);
  const tenantTables = tenantTablesOf(tables);
  const { rows } = await superuser.query<{ code: string; id: string }>('SELECT code, id FROM provider');
  const idOf = (code: string) => rows.find((row) => row.code === code)?.id ?? '';
  const [harbour, northway] = [idOf('HARBOUR'), idOf('NORTHWAY')];
  for (const authority of [SUTTON, NEIGHBOUR])
    await fillTenantTables(superuser, tables, authority, [harbour, northway]);
  return {
    ...{ test, tables, tenantTables, harbour, northway, superuser, app },
    truth: (authority, provider) => {
      const share = (table: CatalogueTable) => {
        if (provider === undefined) return 'true';
        return withheldFromProviders.has(table.name) ? 'false' : (providersShare(tables, table, provider) ?? 'false');
      };
      const conditions = tenantTables.map((table) => [table.name, `t.authority = $1 AND ${share(table)}`] as const);
      return sightOf(superuser, Object.fromEntries(conditions), [authority]);
    },
    async close() {
      await superuser.end();
      await app.end();
      await test.close();
    },
  };
}

export async function connect(url: string): Promise<Client> {
  // As the service asks: see data-source.ts.
  const client = new Client({ connectionString: url, options: '-c jit=off' });
  await client.connect();
  return client;
}
