import type { QueryRunner } from 'typeorm';

/** Which rows of a tenant table people of the council work with, and which ones those of a provider read. */
interface Guards {
  readonly council: string;
  readonly provider: string;
}

const ofAuthority = `authority = current_setting('app.authority', true)`;
const actorIs = (actor: string) => `current_setting('app.actor', true) = '${actor}'`;
const seesCounts = `'aggregates' = ANY (string_to_array(current_setting('app.fields', true), ','))`;

/** The row's own provider is the one that acts. */
export const ownProvider = `provider_id::text = current_setting('app.provider', true)`;

/**
 * Row-level security for a new tenant table, with the same policies as every other one has. Released migrations rest on
 * it, so it is never changed: other policies are another function.
 */
export async function protectTenantTable(runner: QueryRunner, table: string, guards: Guards): Promise<void> {
  const council = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${guards.council}))`;
  const provider = `${ofAuthority} AND ${actorIs('provider')} AND (SELECT agreement_in_force()) AND ${guards.provider}`;
  const counts = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${seesCounts}))`;
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  await runner.query(`CREATE POLICY owner_passes ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
  await runner.query(`CREATE POLICY council ON ${table} TO homeward_app USING (${council}) WITH CHECK (${council})`);
  await runner.query(`CREATE POLICY provider_reads ON ${table} FOR SELECT TO homeward_app USING (${provider})`);
  await runner.query(`CREATE POLICY reports ON ${table} FOR SELECT TO homeward_reader USING (${counts})`);
}
