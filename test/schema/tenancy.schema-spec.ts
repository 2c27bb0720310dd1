import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globalTables, hasColumn, readCatalogue, tenantTablesOf } from '../support/catalogue.js';
import type { CatalogueTable } from '../support/catalogue.js';
import { createTestDatabase, testServers, withClient } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

const OWNER = 'homeward_owner';

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

  it('lets the owner pass, the council read and write its own, and a provider read its own, on each tenant table', () => {
    const inAuthority = /^\(\(authority = current_setting\('app\.authority'::text, true\)\) AND /;
    const asProvider = new RegExp(
      `${inAuthority.source}\\(current_setting\\('app\\.actor'::text, true\\) = 'provider'::text\\) AND `,
    );
    const both = ['homeward_app', 'homeward_reader'];
    for (const { name, policies } of tenantTables) {
      const isAudited = name === 'audit_event' || name === 'audit_subject';
      const council = policies.find(({ command, roles }) => command === 'ALL' && roles.includes('homeward_app'));
      const wanted = [
        {
          roles: both,
          command: 'ALL',
          isPermissive: true,
          using: expect.stringMatching(inAuthority),
          check: council?.using,
        },
        { roles: [OWNER], command: 'ALL', isPermissive: true, using: 'true', check: 'true' },
        ...(isAudited
          ? [
              {
                roles: ['homeward_app'],
                command: 'INSERT',
                isPermissive: true,
                using: null,
                check: expect.stringMatching(asProvider),
              },
            ]
          : []),
        { roles: both, command: 'SELECT', isPermissive: true, using: expect.stringMatching(asProvider), check: null },
      ];
      expect([name, policies]).toEqual([name, wanted]);
      expect(council?.using).toContain(`ANY (ARRAY['authority'::text, 'system'::text])`);
    }
  });
});
