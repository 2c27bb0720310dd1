import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '#persistence';
import { readCatalogue } from '../support/catalogue.js';
import type { CatalogueTable } from '../support/catalogue.js';
import { createTestDatabase, testServers, withClient } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

describe.each(testServers())('the entities on $name', (server) => {
  let database: TestDatabase;
  let dataSource: ReturnType<typeof createDataSource>;
  let tables: ReadonlyMap<string, CatalogueTable>;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    tables = new Map((await withClient(database.superuserUrl, readCatalogue)).map((table) => [table.name, table]));
    dataSource = await createDataSource(database.appUrl).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('have the columns of their tables, with the same types and the same nullability', () => {
    const described = dataSource.entityMetadatas.map(({ tableName, columns }) => ({
      table: tableName,
      columns: columns
        .map((column) => ({
          name: column.databaseName,
          type: `${dataSource.driver.normalizeType(column)}${column.isArray ? '[]' : ''}`,
          isNullable: column.isNullable,
          isKey: column.isPrimary,
        }))
        .sort(byName),
    }));
    expect(described.length).toBeGreaterThan(0);
    expect(described).toEqual(described.map(({ table }) => describeTable(table)));
  });

  function describeTable(name: string) {
    const table = tables.get(name);
    const columns = table?.columns.map(({ name: column, type, isNullable }) => ({
      name: column,
      type: type.replace(/\(.*\)/, ''),
      isNullable,
      isKey: table.primaryKey.includes(column),
    }));
    return { table: name, columns: columns?.sort(byName) };
  }
});

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : 1;
}
