import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globalTables, hasColumn, readCatalogue, serviceWrittenTables, tenantTablesOf } from '../support/catalogue.js';
import type { CatalogueTable } from '../support/catalogue.js';
import { createTestDatabase, testServers, withClient } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

const OWNER = 'homeward_owner';
const AS_SERVICE =
  "((authority = current_setting('app.authority'::text, true)) AND (current_setting('app.actor'::text, true) = 'system'::text))";

describe.each(testServers())('tenancy in the schema on $name', (server) => {
  let database: TestDatabase;
  let tables: readonly CatalogueTable[];
  let tenantTables: readonly CatalogueTable[];

  beforeAll(async () => {
    database = await createTestDatabase(server);
    tables = await withClient(database.superuserUrl, readCatalogue);
    tenantTables = tenantTablesOf(tables);
  });
  afterAll(() => database.drop());

  const tenantTablesThat = (breakTheRule: (table: CatalogueTable) => boolean) =>
    tenantTables.filter(breakTheRule).map(({ name }) => name);

  it('knows every global table, and none of them belongs to an authority', () => {
    const global = tables.filter(({ name }) => globalTables.has(name));
    expect(global.map(({ name }) => name)).toEqual([...globalTables].sort());
    expect(global.filter((table) => hasColumn(table, 'authority'))).toEqual([]);
  });

  it('gives every tenant table its authority', () => {
    expect(
      tenantTablesThat(
        ({ columns }) =>
          !columns.some(({ name, type, isNullable }) => name === 'authority' && type === 'text' && !isNullable),
      ),
    ).toEqual([]);
  });

  it('begins every primary key of a tenant table with the authority', () => {
    expect(tenantTablesThat(({ primaryKey }) => primaryKey[0] !== 'authority')).toEqual([]);
  });

  it('begins everything that is unique in a tenant table with the authority', () => {
    expect(
      tenantTablesThat(({ indexes }) =>
        indexes.some(({ isUnique, columns }) => isUnique && columns[0] !== 'authority'),
      ),
    ).toEqual([]);
  });

  it('begins every foreign key to a tenant table with the authority on both sides', () => {
    expect(
      tenantTablesThat(({ foreignKeys }) =>
        foreignKeys.some(
          ({ columns, target, targetColumns }) =>
            !globalTables.has(target) && (columns[0] !== 'authority' || targetColumns[0] !== 'authority'),
        ),
      ),
    ).toEqual([]);
  });

  it('ties every tenant table to a known authority, and no global table to a tenant table', () => {
    expect(
      tenantTablesThat(({ foreignKeys }) => !foreignKeys.some(({ columns }) => columns[0] === 'authority')),
    ).toEqual([]);
    const keys = tables.filter(({ name }) => globalTables.has(name)).flatMap(({ foreignKeys }) => foreignKeys);
    expect(keys.filter(({ target }) => !globalTables.has(target))).toEqual([]);
  });

  it('protects every tenant table by row-level security, its owner included', () => {
    expect(tenantTablesThat(({ isProtected, isForced }) => !isProtected || !isForced)).toEqual([]);
  });

  it('lets the owner pass, the council work with its own, a provider read its own, and reports count, on each tenant table', () => {
    const inAuthority = /^\(\(authority = current_setting\('app\.authority'::text, true\)\) AND /;
    const asProvider = new RegExp(
      `${inAuthority.source}\\(current_setting\\('app\\.actor'::text, true\\) = 'provider'::text\\) AND `,
    );
    const app = { roles: ['homeward_app'], isPermissive: true };
    for (const { name, policies } of tenantTables) {
      const isAudit = name === 'audit_event' || name === 'audit_subject';
      const using = expect.stringMatching(inAuthority);
      const council = policies.find(({ using: rule }) => rule?.includes("'authority'::text"));
      const check = serviceWrittenTables.has(name) ? AS_SERVICE : council?.using;
      const wanted = [
        { ...app, command: isAudit ? 'SELECT' : 'ALL', using, check: isAudit ? null : check },
        ...(isAudit ? [{ ...app, command: 'INSERT', using: null, check: using }] : []),
        { roles: [OWNER], command: 'ALL', isPermissive: true, using: 'true', check: 'true' },
        { ...app, command: 'SELECT', using: expect.stringMatching(asProvider), check: null },
        { roles: ['homeward_reader'], command: 'SELECT', isPermissive: true, using, check: null },
      ];
      expect([name, policies]).toEqual([name, wanted]);
    }
  });
});
