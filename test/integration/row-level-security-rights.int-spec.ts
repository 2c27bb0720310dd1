import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { attempt, councilContext, inContext } from '../support/tenant-context.js';
import { createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

const context = councilContext(SUTTON);
const neverChanged = ['audit_event', 'audit_subject', 'report_snapshot', 'submission_file', 'finding'];

describe.each(testServers())('the rights of the service’s login on $name', (server) => {
  let held: TwoAuthorities;

  beforeAll(async () => {
    held = await createTwoAuthorities(server);
  }, 60_000);
  afterAll(() => held.close());

  const outcomeOf = (sql: string, parameters: readonly unknown[] = []) =>
    inContext(held.app, context, () => attempt(held.app, sql, parameters));

  it.each([
    'SELECT FROM session',
    'SELECT secret_hash FROM session',
    'UPDATE session SET expires_at = now()',
    'DELETE FROM session',
    'SELECT FROM provider_key',
    'SELECT secret_hash FROM provider_key',
    'SELECT prefix FROM provider_key',
    'UPDATE provider_key SET revoked_at = NULL',
    'DELETE FROM provider_key',
    'DELETE FROM person',
    'SELECT FROM migration',
    'UPDATE factor SET needs_same_day_alert = false',
    'UPDATE outward_code SET latitude = 50',
  ])('does not allow %s', async (statement) => {
    expect(await outcomeOf(statement)).toBe('no right');
  });

  it.each([
    `INSERT INTO session (secret_hash, person_id, started_at, last_seen_at, expires_at) VALUES ($1, $2, now(), now(), now() + interval '1 hour')`,
    `INSERT INTO sign_in_step (secret_hash, owes, person_id, expires_at) VALUES ($1, 'code', $2, now() + interval '1 hour')`,
  ])('lets nobody be signed in by naming them: %s', async (statement) => {
    const { rows } = await held.superuser.query<{ id: string }>('SELECT id FROM person LIMIT 1');
    expect(await outcomeOf(statement, [Buffer.from(randomUUID()), rows[0]?.id])).toBe('no right');
  });

  it('empties no table', async () => {
    const tables = [...held.tables.map(({ name }) => name), 'migration'];
    for (const table of tables) expect([table, await outcomeOf(`TRUNCATE ${table}`)]).toEqual([table, 'no right']);
  });

  it.each(neverChanged)('neither changes nor deletes its own rows of %s', async (table) => {
    expect(await outcomeOf(`SELECT FROM ${table}`)).not.toBe('0 rows');
    expect(await outcomeOf(`UPDATE ${table} SET authority = authority`)).toBe('no right');
    expect(await outcomeOf(`DELETE FROM ${table}`)).toBe('no right');
    // An event can only be put on record in the own name, so that those of others are not even tried again.
    const again = `INSERT INTO ${table} SELECT * FROM ${table} ON CONFLICT DO NOTHING`;
    expect(await outcomeOf(again)).toBe(table === 'audit_event' ? 'refused by policy' : '0 rows');
    const key = held.tables.find(({ name }) => name === table)?.primaryKey.join(', ') ?? '';
    const overwrite = `INSERT INTO ${table} SELECT * FROM ${table} ON CONFLICT (${key}) DO UPDATE SET authority = excluded.authority`;
    expect(await outcomeOf(overwrite)).toBe('no right');
  });

  it('changes to the reader and back', async () => {
    await inContext(held.app, context, async () => {
      await held.app.query('SET LOCAL ROLE homeward_reader');
      expect((await held.app.query('SELECT current_user::text AS role')).rows).toEqual([{ role: 'homeward_reader' }]);
      await held.app.query('RESET ROLE');
      expect((await held.app.query('SELECT current_user::text AS role')).rows).toEqual([{ role: 'homeward_app' }]);
    });
  });

  it.each([
    ['SET ROLE homeward_owner', /permission denied to set role/],
    ['SET ROLE postgres', /permission denied to set role/],
    [`SELECT set_config('role', 'homeward_owner', true)`, /permission denied to set role/],
    ['SET SESSION AUTHORIZATION homeward_owner', /permission denied to set session authorization/],
    ['ALTER TABLE child DISABLE ROW LEVEL SECURITY', /must be owner of table child/],
    ['ALTER TABLE child NO FORCE ROW LEVEL SECURITY', /must be owner of table child/],
    ['DROP POLICY council ON child', /must be owner of (table|relation) child/],
    ['CREATE POLICY mine ON child USING (true)', /must be owner of table child/],
    ['CREATE FUNCTION seen() RETURNS int LANGUAGE sql RETURN 1', /permission denied for schema public/],
    ['CREATE VIEW seen AS SELECT 1 AS one', /permission denied for schema public/],
    ['ALTER ROLE homeward_app BYPASSRLS', /permission denied|must be superuser/],
    ['LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE', /permission denied for table audit_event/],
  ])('refuses %s', async (statement, refusal) => {
    const asked = inContext(held.app, context, () => held.app.query(statement));
    await expect(asked).rejects.toThrow(refusal);
  });

  it('grants itself nothing', async () => {
    await inContext(held.app, context, async () => {
      expect(await attempt(held.app, 'GRANT SELECT ON session TO homeward_app')).toBe('no right');
      expect(await attempt(held.app, 'SELECT FROM session')).toBe('no right');
    });
  });

  it('fails rather than showing all when row-level security is switched off', async () => {
    const asked = inContext(held.app, context, async () => {
      await held.app.query('SET LOCAL row_security = off');
      await held.app.query('SELECT FROM child');
    });
    await expect(asked).rejects.toThrow('query would be affected by row-level security policy');
  });
});
