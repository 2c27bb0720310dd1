import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCatalogue } from '../support/catalogue.js';
import type { CatalogueColumn, CatalogueTable } from '../support/catalogue.js';
import { createTestDatabase, testServers, withClient } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

const knownTypes =
  /^(text(\[\])?|uuid(\[\])?|xid8|boolean|smallint|integer|bigint|numeric\(\d+,\d+\)|double precision|date|timestamp with time zone|jsonb|bytea)$/;
const stamps: Readonly<Record<string, string>> = {
  created_at: 'timestamp with time zone',
  created_by: 'text',
  modified_at: 'timestamp with time zone',
  modified_by: 'text',
};

describe.each(testServers())('the schema on $name', (server) => {
  let database: TestDatabase;
  let tables: readonly CatalogueTable[];

  beforeAll(async () => {
    database = await createTestDatabase(server);
    tables = await withClient(database.superuserUrl, readCatalogue);
  });
  afterAll(() => database.drop());

  const tablesThat = (breakTheRule: (table: CatalogueTable) => boolean) =>
    tables.filter(breakTheRule).map(({ name }) => name);
  const columnsThat = (breakTheRule: (column: CatalogueColumn, table: CatalogueTable) => boolean) =>
    tables.flatMap((table) =>
      table.columns
        .filter((column) => breakTheRule(column, table))
        .map(({ name, type }) => `${table.name}.${name} ${type}`),
    );

  it('names tables in the singular and in snake case', () => {
    const isPlural = (name: string) => /([^siu]s|children|people)$/.test(name) && !/(^|_)alias$/.test(name);
    expect(tablesThat(({ name }) => !/^[a-z]+(_[a-z]+)*$/.test(name) || isPlural(name))).toEqual([]);
  });

  it('names columns in snake case', () => {
    expect(columnsThat(({ name }) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('gives every table a primary key', () => {
    expect(tablesThat(({ primaryKey }) => primaryKey.length === 0)).toEqual([]);
  });

  it('keeps to a few types: no varchar, no json, no moment without a zone', () => {
    expect(columnsThat(({ type }) => !knownTypes.test(type))).toEqual([]);
  });

  it('means the same type by the same name everywhere', () => {
    const typesOf = new Map<string, Set<string>>();
    for (const { name, type } of tables.flatMap(({ columns }) => columns))
      typesOf.set(name, (typesOf.get(name) ?? new Set()).add(type));
    expect([...typesOf].filter(([, types]) => types.size > 1)).toEqual([]);
  });

  it('has uuids for ids, made by the service; text only for an id that others made and that is no key', () => {
    const isKey = (name: string, { primaryKey, foreignKeys }: CatalogueTable) =>
      primaryKey.includes(name) || foreignKeys.some(({ columns }) => columns.includes(name));
    const isId = (name: string) => name === 'id' || name.endsWith('_id');
    expect(
      columnsThat(
        ({ name, type, default: value }, table) =>
          isId(name) &&
          (value !== null || (type !== 'uuid' && (name === 'id' || type !== 'text' || isKey(name, table)))),
      ),
    ).toEqual([]);
  });

  it('has moments behind names that end in at, days behind those that end in on', () => {
    expect(columnsThat(({ name, type }) => name.endsWith('_at') && type !== 'timestamp with time zone')).toEqual([]);
    expect(columnsThat(({ name, type }) => name.endsWith('_on') && type !== 'date')).toEqual([]);
  });

  it('tells booleans by their names', () => {
    const isQuestion = (name: string) => /^(is|has|can|needs)_|_known$/.test(name);
    expect(columnsThat(({ name, type }) => (type === 'boolean') !== isQuestion(name))).toEqual([]);
  });

  it('ties every moment to whether its time is known', () => {
    expect(columnsThat((column, table) => column.name.endsWith('_time_known') && !isTied(column, table))).toEqual([]);
  });

  it('stamps a row in full or not at all', () => {
    const isStamped = ({ columns }: CatalogueTable) => columns.some(({ name }) => name in stamps);
    const isStampedInFull = ({ columns }: CatalogueTable) =>
      Object.entries(stamps).every(([name, type]) =>
        columns.some((column) => column.name === name && column.type === type && !column.isNullable),
      );
    expect(tablesThat((table) => isStamped(table) && !isStampedInFull(table))).toEqual([]);
  });

  it('covers every foreign key by the first columns of an index', () => {
    const uncovered = tables.flatMap((table) =>
      table.foreignKeys
        .filter(({ columns }) => !table.indexes.some((index) => !index.isPartial && beginsWith(index.columns, columns)))
        .map(({ columns }) => `${table.name} (${columns.join(', ')})`),
    );
    expect(uncovered).toEqual([]);
  });
});

/** A known time needs a moment, and a moment says whether its time is known. */
function isTied(flag: CatalogueColumn, table: CatalogueTable): boolean {
  const stem = flag.name.slice(0, -'_time_known'.length);
  const moment = table.columns.find(({ name }) => name === `${stem}_at` || name === `${stem}_for`);
  if (moment?.isNullable !== flag.isNullable) return false;
  return !flag.isNullable || table.checks.includes(`CHECK (((${moment.name} IS NULL) = (${flag.name} IS NULL)))`);
}

function beginsWith(index: readonly string[], key: readonly string[]): boolean {
  const first = new Set(index.slice(0, key.length));
  return key.every((name) => first.has(name));
}
