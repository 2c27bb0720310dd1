import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/**
 * Who somebody is at an issuer, told by issuer, tenant and subject alone. A person has one way of signing in: linking an
 * identity ends a password, and beginning an account with a password ends the link. Whoever has either is invited anew
 * only on purpose.
 */
export class CreateOpenidIdentities1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE openid_identity (
        issuer text NOT NULL,
        tenant text NOT NULL,
        subject text NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id),
        linked_at timestamptz NOT NULL,
        PRIMARY KEY (issuer, tenant, subject)
      )`);
    await runner.query(`CREATE INDEX openid_identity_person_id ON openid_identity (person_id)`);
    await runner.query(`
      CREATE FUNCTION find_openid_person(of_issuer text, of_tenant text, of_subject text) RETURNS SETOF uuid
      LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT i.person_id FROM public.openid_identity i
        WHERE i.issuer = of_issuer AND i.tenant = of_tenant AND i.subject = of_subject;
      END`);
    await runner.query(`
      CREATE FUNCTION link_openid_identity(of_issuer text, of_tenant text, of_subject text, of_person uuid, at timestamptz)
      RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.recovery_code WHERE person_id = of_person;
        DELETE FROM public.local_account WHERE person_id = of_person;
        DELETE FROM public.sign_in_step WHERE person_id = of_person;
        DELETE FROM public.openid_identity WHERE person_id = of_person;
        INSERT INTO public.openid_identity (issuer, tenant, subject, person_id, linked_at)
        VALUES (of_issuer, of_tenant, of_subject, of_person, at);
        SELECT public.end_sessions_of(of_person, NULL, at);
      END`);
    await this.endLinkWithPassword(runner);
    await this.inviteOnPurpose(runner);
    const functions = 'find_openid_person, link_openid_identity, invite_account';
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async endLinkWithPassword(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION begin_local_account(of_person uuid, new_hash text, at timestamptz) RETURNS void
      LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.recovery_code WHERE person_id = of_person;
        DELETE FROM public.sign_in_step WHERE person_id = of_person;
        DELETE FROM public.openid_identity WHERE person_id = of_person;
        INSERT INTO public.local_account (person_id, password_hash, password_set_at) VALUES (of_person, new_hash, at)
        ON CONFLICT (person_id) DO UPDATE SET password_hash = new_hash, password_set_at = at,
          totp_secret = NULL, last_totp_step = NULL, confirmed_at = NULL;
        SELECT public.end_sessions_of(of_person, NULL, at);
      END`);
  }

  private async inviteOnPurpose(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION invite_account`);
    await runner.query(`
      CREATE FUNCTION invite_account(new_id uuid, of_person uuid, new_hash bytea, at timestamptz, until timestamptz,
        replaces boolean) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.invitation SET used_at = at WHERE person_id = of_person AND used_at IS NULL;
        INSERT INTO public.invitation (id, person_id, secret_hash, issued_at, expires_at)
        SELECT new_id, p.id, new_hash, at, until FROM public.person p
        WHERE p.id = of_person AND NOT p.is_demonstration AND (replaces OR NOT (
          EXISTS (SELECT FROM public.local_account a WHERE a.person_id = p.id) OR
          EXISTS (SELECT FROM public.openid_identity i WHERE i.person_id = p.id)))
        RETURNING id;
      END`);
  }
}
