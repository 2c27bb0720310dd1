import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceWrittenTables } from '../support/catalogue.js';
import type { CatalogueTable } from '../support/catalogue.js';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { attempt, councilContext, inContext, providerContext, systemsContext } from '../support/tenant-context.js';
import type { RawContext } from '../support/tenant-context.js';
import { insertOf, providersShare, withheldFromProviders } from '../support/tenant-rows.js';
import { NEIGHBOUR, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

type Row = Readonly<Record<string, unknown>>;
type Right = 'INSERT' | 'UPDATE' | 'DELETE';

const BY_POLICY = 'refused by policy';
/** Whoever looks is put on record, a provider too: a subject may be added to any event of the authority, and is there already. */
const THERE_ALREADY = 'duplicate key value violates unique constraint "audit_subject_pkey"';

describe.each(testServers())('row-level security of writing on $name', (server) => {
  let held: TwoAuthorities;
  let rights: ReadonlyMap<string, readonly Right[]>;

  beforeAll(async () => {
    held = await createTwoAuthorities(server);
    const { rows } = await held.superuser.query<{ name: string; rights: Right[] }>(
      `SELECT c.relname AS name, array_agg(g.privilege_type) AS rights FROM pg_class c, aclexplode(c.relacl) g
       WHERE c.relnamespace = 'public'::regnamespace AND g.grantee = 'homeward_app'::regrole GROUP BY c.relname`,
    );
    rights = new Map(rows.map((row) => [row.name, row.rights]));
  }, 60_000);
  afterAll(() => held.close());

  const mayDo = (right: Right) => (table: CatalogueTable) => rights.get(table.name)?.includes(right) === true;

  /** What becomes of a statement on each table, in a context; and the same answer expected of each. */
  async function outcomes(context: RawContext, statementFor: (table: CatalogueTable) => Promise<[string, unknown[]]>) {
    const found: Record<string, string> = {};
    for (const table of held.tenantTables) {
      const [sql, parameters] = await statementFor(table);
      found[table.name] = await inContext(held.app, context, () => attempt(held.app, sql, parameters));
    }
    return found;
  }
  const expected = (right: Right, outcome: string) =>
    Object.fromEntries(held.tenantTables.map((table) => [table.name, mayDo(right)(table) ? outcome : 'no right']));

  /** A row of the neighbour; for a provider one of the other provider that they do not share. */
  async function foreignRow(table: CatalogueTable, isProvider = false): Promise<Row> {
    const shareOf = (provider: string) => providersShare(held.tables, table, provider) ?? 'false';
    // Of what is kept from providers every row is foreign to them.
    const isOpen = !withheldFromProviders.has(table.name);
    const isShared = isProvider && isOpen && providersShare(held.tables, table, held.harbour) !== null;
    const { rows } = await held.superuser.query<{ row: Row }>(
      `SELECT to_jsonb(t) AS row FROM ${table.name} t
       WHERE t.authority = $1 AND ${isShared ? `${shareOf(held.northway)} AND NOT (${shareOf(held.harbour)})` : 'true'} LIMIT 1`,
      [isProvider ? SUTTON : NEIGHBOUR],
    );
    const [found] = rows;
    if (!found) throw new Error(`${table.name} has no foreign row to try on.`);
    return found.row;
  }

  /** A statement about one foreign row, told by its primary key. */
  async function about(table: CatalogueTable, verb: string, row: Row): Promise<[string, unknown[]]> {
    const key = table.primaryKey.map((name, index) => `${name}::text = $${index + 1}`).join(' AND ');
    const { rows } = await held.superuser.query<{ key: string[] }>(
      `SELECT ARRAY[${table.primaryKey.map((name) => `r.${name}::text`).join(', ')}] AS key FROM jsonb_populate_record(NULL::${table.name}, $1) r`,
      [JSON.stringify(row)],
    );
    return [`${verb} WHERE ${key}`, rows[0]?.key ?? []];
  }

  describe.each([
    ['an authority', () => councilContext(SUTTON), false],
    ['the system', () => systemsContext(SUTTON), false],
    ['a provider', () => providerContext(SUTTON, held.harbour), true],
  ] as const)('by %s', (_name, context, isProvider) => {
    const foreign = (table: CatalogueTable) => foreignRow(table, isProvider);

    it('refuses to insert a foreign row into any table', async () => {
      const inserted = await outcomes(context(), async (table) => [
        insertOf(table),
        [JSON.stringify(await foreign(table))],
      ]);
      expect(inserted).toEqual({
        ...expected('INSERT', BY_POLICY),
        ...(isProvider && { audit_subject: THERE_ALREADY }),
      });
    });

    it('refuses to write over a foreign row by inserting it again', async () => {
      const tables = held.tenantTables.filter(mayDo('UPDATE')).map(({ name }) => name);
      const upserted = await outcomes(context(), async (table) => {
        const key = table.primaryKey.join(', ');
        const clause = `ON CONFLICT (${key}) DO UPDATE SET authority = excluded.authority`;
        return [`${insertOf(table)} ${clause}`, [JSON.stringify(await foreign(table))]];
      });
      for (const name of tables) expect([name, upserted[name]]).toEqual([name, BY_POLICY]);
    });

    it('changes no foreign row of any table', async () => {
      const updated = await outcomes(context(), async (table) =>
        about(table, `UPDATE ${table.name} SET authority = authority`, await foreign(table)),
      );
      expect(updated).toEqual(expected('UPDATE', '0 rows'));
    });

    it('deletes no foreign row of any table', async () => {
      const deleted = await outcomes(context(), async (table) =>
        about(table, `DELETE FROM ${table.name}`, await foreign(table)),
      );
      expect(deleted).toEqual(expected('DELETE', '0 rows'));
    });

    it('locks no foreign row of any table', async () => {
      const locked = await outcomes(context(), async (table) =>
        about(table, `SELECT FROM ${table.name}`, await foreign(table)).then(([sql, key]) => [
          `${sql} FOR UPDATE`,
          key,
        ]),
      );
      expect(locked).toEqual(expected('UPDATE', '0 rows'));
    });
  });

  it('gives no own row away to another authority', async () => {
    const moved = await outcomes(councilContext(SUTTON), (table) =>
      Promise.resolve([`UPDATE ${table.name} SET authority = $1`, [NEIGHBOUR]]),
    );
    const seenByNobody = { child_doubt: '0 rows', child_match: '0 rows', legal_hold: '0 rows' };
    expect(moved).toEqual({ ...expected('UPDATE', BY_POLICY), ...seenByNobody });
  });

  it('lets people of the council write nothing of what it has agreed, whatever their role: the service does', async () => {
    const tables = held.tenantTables.filter(({ name }) => serviceWrittenTables.has(name));
    expect(tables).toHaveLength(serviceWrittenTables.size);
    for (const table of tables) {
      const tried = (context: RawContext, sql: string, parameters: readonly unknown[] = []) =>
        inContext(held.app, context, () => attempt(held.app, sql, parameters));
      const { rows } = await held.superuser.query<{ row: Row }>(
        `SELECT to_jsonb(t) AS row FROM ${table.name} t WHERE authority = $1 LIMIT 1`,
        [SUTTON],
      );
      const own = [JSON.stringify(rows[0]?.row)];
      const update = `UPDATE ${table.name} SET authority = authority`;
      const asPeople = {
        inserted: await tried(councilContext(SUTTON), insertOf(table), own),
        updated: await tried(councilContext(SUTTON), update),
      };
      const refused = mayDo('UPDATE')(table) ? BY_POLICY : 'no right';
      expect([table.name, asPeople]).toEqual([table.name, { inserted: BY_POLICY, updated: refused }]);
      expect(await tried(systemsContext(SUTTON), `${insertOf(table)} ON CONFLICT DO NOTHING`, own)).toBe('0 rows');
      if (mayDo('UPDATE')(table)) expect(await tried(systemsContext(SUTTON), update)).toMatch(/^[1-9]\d* rows$/);
    }
  });

  it('lets a provider change and delete no row, its own included: what it sends is applied by the service', async () => {
    const context = providerContext(SUTTON, held.harbour);
    const statements = (verb: 'UPDATE' | 'DELETE') => (table: CatalogueTable) =>
      Promise.resolve<[string, unknown[]]>([
        verb === 'UPDATE' ? `UPDATE ${table.name} SET authority = authority` : `DELETE FROM ${table.name}`,
        [],
      ]);
    expect(await outcomes(context, statements('UPDATE'))).toEqual(expected('UPDATE', '0 rows'));
    expect(await outcomes(context, statements('DELETE'))).toEqual(expected('DELETE', '0 rows'));
  });

  it('inserts nothing without a context', async () => {
    const inserted = await outcomes({}, async (table) => [insertOf(table), [JSON.stringify(await foreignRow(table))]]);
    expect(inserted).toEqual(expected('INSERT', BY_POLICY));
  });
});
