import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose sessions are open, of some at once, and without a sign of life: for what a page asks by itself. By the same times
 * as `find_session`, which is what people ask.
 */
export class AskForSessionsWithoutUsingThem1764000000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION open_sessions(wanted bytea[], at timestamptz)
      RETURNS TABLE (secret_hash bytea, person_id uuid, display_name text, is_demonstration boolean, memberships jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT s.secret_hash, p.id, p.display_name, p.is_demonstration, public.memberships_of(p.id, at)
        FROM public.session s JOIN public.person p ON p.id = s.person_id
        WHERE s.secret_hash = ANY (wanted)
          AND s.ended_at IS NULL AND s.expires_at > at AND s.last_seen_at > at - interval '30 minutes';
      END`);
    await runner.query(`REVOKE ALL ON FUNCTION open_sessions FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION open_sessions TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
