import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { appendOnlyTables, readCatalogue } from '../support/catalogue.js';
import { createTestDatabase, testServers } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';

const ours = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp%'`;

describe.each(testServers())('rights in the schema on $name', (server) => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const list = async (sql: string): Promise<readonly unknown[]> => {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.map((row) => (row.length === 1 ? row[0] : row));
  };

  it('has the service and its queue in the database, and nothing else', async () => {
    expect(
      await list(`SELECT n.nspname FROM pg_namespace n WHERE ${ours} AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1`),
    ).toEqual(['bullmq', 'public']);
  });

  it('has no view: one would see with the eyes of its owner', async () => {
    const views = `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${ours} AND c.relkind IN ('v', 'm', 'f')`;
    expect(await list(views)).toEqual([]);
  });

  it('leaves everything to the owner, who is no superuser', async () => {
    const tables = await readCatalogue(client);
    expect(tables.filter(({ owner }) => owner !== 'homeward_owner')).toEqual([]);
    const owned = `SELECT r.rolname FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
      WHERE d.deptype = 'o' AND d.refclassid = 'pg_authid'::regclass AND r.rolname IN ('homeward_app', 'homeward_reader')`;
    expect(await list(owned)).toEqual([]);
  });

  it('gives no role of the service any power over the server or over row-level security', async () => {
    const powerful = `SELECT rolname FROM pg_roles WHERE rolname LIKE 'homeward%'
      AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`;
    expect(await list(powerful)).toEqual([]);
  });

  it('lets the app become the reader and nobody else', async () => {
    const memberships = `SELECT m.rolname, r.rolname FROM pg_roles m JOIN pg_roles r ON m.oid <> r.oid AND pg_has_role(m.oid, r.oid, 'MEMBER')
      WHERE m.rolname IN ('homeward_app', 'homeward_reader') ORDER BY 1, 2`;
    expect(await list(memberships)).toEqual([['homeward_app', 'homeward_reader']]);
  });

  it('gives the app the rights of the reader only when it changes to it: policies for the reader count every child', async () => {
    expect(await list(`SELECT pg_has_role('homeward_app', 'homeward_reader', 'USAGE')`)).toEqual([false]);
  });

  it('opens nothing to everybody', async () => {
    const relations = `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
      aclexplode(c.relacl) g WHERE ${ours} AND g.grantee = 0`;
    const columns = `SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(a.attacl) g WHERE ${ours} AND g.grantee = 0`;
    const schemas = `SELECT n.nspname, g.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) g
      WHERE ${ours} AND g.grantee = 0 AND NOT (n.nspname = 'public' AND g.privilege_type = 'USAGE')`;
    const databases = `SELECT g.privilege_type FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
      WHERE d.datname = current_database() AND g.grantee = 0`;
    for (const rights of [relations, columns, schemas, databases]) expect(await list(rights)).toEqual([]);
  });

  it('gives no rights on what is yet to be made', async () => {
    expect(await list('SELECT defaclobjtype FROM pg_default_acl')).toEqual([]);
  });

  it('fixes the search path of every function that runs as its owner, and keeps it from everybody', async () => {
    const functions = `SELECT n.nspname || '.' || p.proname, p.proconfig::text, pg_get_userbyid(p.proowner),
        EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g WHERE g.grantee = 0)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${ours} AND p.prosecdef ORDER BY 1`;
    const found = await list(functions);
    expect(found).toEqual(
      found.map((row) => [(row as string[])[0], '{"search_path=pg_catalog, pg_temp"}', 'homeward_owner', false]),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it('lets the app add to what is append-only, and neither change nor take away', async () => {
    const rights = `SELECT c.relname, string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type)
      FROM pg_class c, aclexplode(c.relacl) g
      WHERE c.relnamespace = 'public'::regnamespace AND g.grantee = 'homeward_app'::regrole AND c.relname = ANY ('{${[...appendOnlyTables].join(',')}}')
      GROUP BY c.relname ORDER BY c.relname`;
    expect(await list(rights)).toEqual([...appendOnlyTables].sort().map((name) => [name, 'INSERT, SELECT']));
  });

  it('gives app and reader rows to read and to write, and columns to the reader only', async () => {
    const columns = `SELECT DISTINCT g.grantee::regrole::text, g.privilege_type FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) g WHERE c.relnamespace = 'public'::regnamespace`;
    expect(await list(columns)).toEqual([['homeward_reader', 'SELECT']]);
    const further = `SELECT c.relname, g.privilege_type FROM pg_class c, aclexplode(c.relacl) g
      WHERE c.relnamespace = 'public'::regnamespace AND g.grantee <> c.relowner
        AND (g.is_grantable OR g.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))`;
    expect(await list(further)).toEqual([]);
  });
});
