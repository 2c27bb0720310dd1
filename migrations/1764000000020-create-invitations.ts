import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An invitation lets one person choose how to sign in, once. The service's login adds and uses invitations by functions
 * alone, so that nobody who gets hold of it can list them.
 */
export class CreateInvitations1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE invitation (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id),
        secret_hash bytea NOT NULL UNIQUE,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
        used_at timestamptz
      )`);
    await runner.query(`CREATE INDEX invitation_person_id ON invitation (person_id)`);
    await runner.query(`
      CREATE FUNCTION invite_account(new_id uuid, of_person uuid, new_hash bytea, at timestamptz, until timestamptz)
      RETURNS SETOF uuid
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        UPDATE public.invitation SET used_at = at WHERE person_id = of_person AND used_at IS NULL;
        INSERT INTO public.invitation (id, person_id, secret_hash, issued_at, expires_at)
        VALUES (new_id, of_person, new_hash, at, until)
        RETURNING id;
      END`);
    await runner.query(`
      CREATE FUNCTION find_invitation(wanted bytea, at timestamptz)
      RETURNS TABLE (id uuid, person_id uuid, sign_in_name text, display_name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT i.id, p.id, p.sign_in_name, p.display_name
        FROM public.invitation i JOIN public.person p ON p.id = i.person_id
        WHERE i.secret_hash = wanted AND i.used_at IS NULL AND i.expires_at > at AND NOT p.is_demonstration;
      END`);
    await runner.query(`
      CREATE FUNCTION use_invitation(wanted uuid, at timestamptz) RETURNS SETOF uuid
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        UPDATE public.invitation SET used_at = at
        WHERE id = wanted AND used_at IS NULL AND expires_at > at
        RETURNING person_id;
      END`);
    const functions = 'invite_account, find_invitation, use_invitation';
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
