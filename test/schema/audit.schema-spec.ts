import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealedTables } from '#access';
import { readCatalogue } from '../support/catalogue.js';
import type { CatalogueTable } from '../support/catalogue.js';
import { createTestDatabase, testServers, withClient } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

describe.each(testServers())('the seals of the audit on $name', (server) => {
  let database: TestDatabase;
  let tables: readonly CatalogueTable[];

  beforeAll(async () => {
    database = await createTestDatabase(server);
    tables = await withClient(database.superuserUrl, readCatalogue);
  });
  afterAll(() => database.drop());

  it('cover every column of an event', () => {
    expect(sealedTables.map(({ events, columns }) => [events, Object.keys(columns)])).toEqual(
      sealedTables.map(({ events }) => [
        events,
        expect.arrayContaining(tables.find(({ name }) => name === events)?.columns.map(({ name }) => name) ?? ['none']),
      ]),
    );
  });

  it('cover every column of its children', () => {
    const columns = tables.find(({ name }) => name === 'audit_subject')?.columns.map(({ name }) => name);
    expect(columns).toEqual(['authority', 'child_id', 'event_id']);
  });
});
