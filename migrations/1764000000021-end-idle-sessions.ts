import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session is over at its set end, when it was ended, or when nothing was heard of it for half an hour. */
const isOpen = `s.ended_at IS NULL AND s.expires_at > at AND s.last_seen_at > at - interval '30 minutes'`;
const overSince = `least(s.ended_at, s.expires_at, s.last_seen_at + interval '30 minutes')`;

/**
 * Sessions end by themselves when idle, and stay findable for twelve hours after their end, so that a form sent too late
 * can be kept for the person who wrote it: for nothing else. Sessions from before this migration are over with it.
 */
export class EndIdleSessions1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM session`);
    await runner.query(
      `ALTER TABLE session ADD COLUMN last_seen_at timestamptz NOT NULL, ADD COLUMN ended_at timestamptz`,
    );
    await this.createLookUps(runner);
    await this.createEndings(runner);
    await runner.query(
      `REVOKE ALL ON FUNCTION end_session, end_sessions_of, sessions_of, person_of_ended_session FROM PUBLIC`,
    );
    await runner.query(
      `GRANT EXECUTE ON FUNCTION end_session, end_sessions_of, sessions_of, person_of_ended_session TO homeward_app`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** When a session was last seen is written at most once a minute. */
  private async createLookUps(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION find_session(wanted bytea, at timestamptz)
      RETURNS TABLE (person_id uuid, display_name text, is_demonstration boolean, memberships jsonb)
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        UPDATE public.session s SET last_seen_at = at
        WHERE s.secret_hash = wanted AND ${isOpen} AND s.last_seen_at <= at - interval '1 minute';
        SELECT p.id, p.display_name, p.is_demonstration, public.memberships_of(p.id, at)
        FROM public.session s JOIN public.person p ON p.id = s.person_id
        WHERE s.secret_hash = wanted AND ${isOpen};
      END`);
    await runner.query(`
      CREATE FUNCTION sessions_of(of_person uuid, this bytea, at timestamptz)
      RETURNS TABLE (started_at timestamptz, last_seen_at timestamptz, is_this boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT s.started_at, s.last_seen_at, s.secret_hash = this
        FROM public.session s WHERE s.person_id = of_person AND ${isOpen}
        ORDER BY s.started_at DESC, s.secret_hash;
      END`);
    await runner.query(`
      CREATE FUNCTION person_of_ended_session(wanted bytea, at timestamptz) RETURNS SETOF uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT s.person_id FROM public.session s
        WHERE s.secret_hash = wanted AND ${overSince} <= at AND ${overSince} > at - interval '12 hours';
      END`);
  }

  private async createEndings(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION end_session(bytea)`);
    await runner.query(`
      CREATE FUNCTION end_session(wanted bytea, at timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        UPDATE public.session SET ended_at = at WHERE secret_hash = wanted AND ended_at IS NULL;
      END`);
    await runner.query(`
      CREATE FUNCTION end_sessions_of(of_person uuid, kept bytea, at timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        UPDATE public.session SET ended_at = at
        WHERE person_id = of_person AND ended_at IS NULL AND secret_hash IS DISTINCT FROM kept;
      END`);
  }
}
