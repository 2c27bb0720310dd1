import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/**
 * Accounts with a password and a second factor, and what stands between the two. The service's login reads no secret but
 * that of one sign-in name, one person or one secret's hash.
 */
export class CreateLocalAccounts1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createTables(runner);
    await this.createAccountFunctions(runner);
    await this.createSecondFactorFunctions(runner);
    await this.createStepFunctions(runner);
    await this.createFailureFunctions(runner);
    const functions = [
      ...['find_local_account', 'find_account_of', 'begin_local_account', 'set_password', 'confirm_totp'],
      ...['take_totp_step', 'take_recovery_code', 'replace_recovery_codes', 'count_recovery_codes'],
      ...['find_sign_in_step', 'take_sign_in_step', 'begin_attempt', 'end_attempt', 'forgive_attempts'],
    ].join(', ');
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
    await runner.query(`GRANT INSERT ON sign_in_step TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async createTables(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE local_account (
        person_id uuid PRIMARY KEY REFERENCES person (id),
        password_hash text NOT NULL,
        password_set_at timestamptz NOT NULL,
        totp_secret bytea,
        last_totp_step bigint,
        confirmed_at timestamptz,
        CHECK ((totp_secret IS NULL) = (confirmed_at IS NULL)),
        CHECK ((totp_secret IS NULL) = (last_totp_step IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE recovery_code (
        person_id uuid NOT NULL REFERENCES person (id),
        code_hash bytea NOT NULL,
        made_at timestamptz NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (person_id, code_hash)
      )`);
    await runner.query(`
      CREATE TABLE sign_in_failure (
        id uuid PRIMARY KEY,
        account_hash bytea NOT NULL,
        address text NOT NULL,
        failed_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX sign_in_failure_account ON sign_in_failure (account_hash, failed_at)`);
    await runner.query(`CREATE INDEX sign_in_failure_address ON sign_in_failure (address, failed_at)`);
    await runner.query(`CREATE INDEX sign_in_failure_failed_at ON sign_in_failure (failed_at)`);
    await runner.query(`
      CREATE TABLE sign_in_step (
        secret_hash bytea PRIMARY KEY,
        owes text NOT NULL CHECK (owes IN ('code', 'set_up', 'openid')),
        person_id uuid REFERENCES person (id),
        invitation_id uuid REFERENCES invitation (id),
        sealed bytea,
        expires_at timestamptz NOT NULL,
        CHECK ((person_id IS NULL) = (owes = 'openid')),
        CHECK ((sealed IS NULL) = (owes = 'code'))
      )`);
    await runner.query(`CREATE INDEX sign_in_step_person_id ON sign_in_step (person_id)`);
    await runner.query(`CREATE INDEX sign_in_step_invitation_id ON sign_in_step (invitation_id)`);
  }

  /** An account that is begun anew has no second factor yet; whatever was under way or open with the old one is over. */
  private async createAccountFunctions(runner: QueryRunner): Promise<void> {
    const account = `TABLE (person_id uuid, sign_in_name text, display_name text, password_hash text, totp_secret bytea)`;
    const select = `
      SELECT p.id, p.sign_in_name, p.display_name, a.password_hash, a.totp_secret
      FROM public.person p JOIN public.local_account a ON a.person_id = p.id
      WHERE NOT p.is_demonstration`;
    await runner.query(`
      CREATE FUNCTION find_local_account(wanted_name text) RETURNS ${account} LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC ${select} AND p.sign_in_name = wanted_name; END`);
    await runner.query(`
      CREATE FUNCTION find_account_of(of_person uuid) RETURNS ${account} LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC ${select} AND p.id = of_person; END`);
    await runner.query(`
      CREATE FUNCTION begin_local_account(of_person uuid, new_hash text, at timestamptz) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.recovery_code WHERE person_id = of_person;
        DELETE FROM public.sign_in_step WHERE person_id = of_person;
        INSERT INTO public.local_account (person_id, password_hash, password_set_at) VALUES (of_person, new_hash, at)
        ON CONFLICT (person_id) DO UPDATE SET password_hash = new_hash, password_set_at = at,
          totp_secret = NULL, last_totp_step = NULL, confirmed_at = NULL;
        SELECT public.end_sessions_of(of_person, NULL, at);
      END`);
    await runner.query(`
      CREATE FUNCTION set_password(of_person uuid, new_hash text, kept bytea, at timestamptz) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.sign_in_step WHERE person_id = of_person;
        UPDATE public.local_account SET password_hash = new_hash, password_set_at = at WHERE person_id = of_person;
        SELECT public.end_sessions_of(of_person, kept, at);
      END`);
  }

  /** A code of the second factor is taken once: each step of its clock only when it is later than the last one taken. */
  private async createSecondFactorFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION replace_recovery_codes(of_person uuid, hashes bytea[], at timestamptz) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.recovery_code WHERE person_id = of_person;
        INSERT INTO public.recovery_code (person_id, code_hash, made_at) SELECT of_person, unnest(hashes), at;
      END`);
    await runner.query(`
      CREATE FUNCTION confirm_totp(of_person uuid, sealed bytea, step bigint, hashes bytea[], at timestamptz) RETURNS void
      LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.local_account SET totp_secret = sealed, last_totp_step = step, confirmed_at = at
        WHERE person_id = of_person;
        SELECT public.replace_recovery_codes(of_person, hashes, at);
        SELECT public.end_sessions_of(of_person, NULL, at);
      END`);
    await runner.query(`
      CREATE FUNCTION take_totp_step(of_person uuid, step bigint) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.local_account SET last_totp_step = step
        WHERE person_id = of_person AND last_totp_step < step RETURNING person_id;
      END`);
    await runner.query(`
      CREATE FUNCTION take_recovery_code(of_person uuid, wanted bytea, at timestamptz) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.recovery_code SET used_at = at
        WHERE person_id = of_person AND code_hash = wanted AND used_at IS NULL RETURNING person_id;
      END`);
    await runner.query(`
      CREATE FUNCTION count_recovery_codes(of_person uuid) RETURNS integer LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT count(*)::integer FROM public.recovery_code WHERE person_id = of_person AND used_at IS NULL;
      END`);
  }

  private async createStepFunctions(runner: QueryRunner): Promise<void> {
    const step = `TABLE (owes text, person_id uuid, invitation_id uuid, sealed bytea)`;
    await runner.query(`
      CREATE FUNCTION find_sign_in_step(wanted bytea, at timestamptz) RETURNS ${step} LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT s.owes, s.person_id, s.invitation_id, s.sealed FROM public.sign_in_step s
        WHERE s.secret_hash = wanted AND s.expires_at > at;
      END`);
    await runner.query(`
      CREATE FUNCTION take_sign_in_step(wanted bytea, at timestamptz) RETURNS ${step} LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.sign_in_step s WHERE s.secret_hash = wanted AND s.expires_at > at
        RETURNING s.owes, s.person_id, s.invitation_id, s.sealed;
      END`);
  }

  /**
   * An attempt counts as failed from its beginning, so that many at once get no further than one after the other; what
   * succeeds is taken back. Whoever reached `most` within the time is locked for as long again, counted from the last.
   */
  private async createFailureFunctions(runner: QueryRunner): Promise<void> {
    const isLocked = (condition: string, most: string) => `EXISTS (
      SELECT FROM (
        SELECT f.failed_at, lag(f.failed_at, ${most} - 1) OVER (ORDER BY f.failed_at, f.id) AS first_at
        FROM public.sign_in_failure f WHERE ${condition} AND f.failed_at > at - 2 * within) r
      WHERE r.first_at > r.failed_at - within AND r.failed_at > at - within)`;
    await runner.query(`
      CREATE FUNCTION begin_attempt(new_id uuid, of_account bytea, from_address text, at timestamptz,
        most_of_account integer, most_of_address integer, within interval) RETURNS boolean LANGUAGE plpgsql ${definer}
      AS $$ BEGIN
        PERFORM pg_advisory_xact_lock(1, hashtext(encode(of_account, 'hex')));
        PERFORM pg_advisory_xact_lock(2, hashtext(from_address));
        IF ${isLocked('f.account_hash = of_account', 'most_of_account')}
          OR ${isLocked('f.address = from_address', 'most_of_address')} THEN
          RETURN false;
        END IF;
        INSERT INTO public.sign_in_failure (id, account_hash, address, failed_at)
        VALUES (new_id, of_account, from_address, at);
        RETURN true;
      END $$`);
    await runner.query(`
      CREATE FUNCTION end_attempt(attempt uuid) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC DELETE FROM public.sign_in_failure WHERE id = attempt; END`);
    await runner.query(`
      CREATE FUNCTION forgive_attempts(of_account bytea) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC DELETE FROM public.sign_in_failure WHERE account_hash = of_account; END`);
  }
}
