import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const isOpen = `s.ended_at IS NULL AND s.expires_at > at AND s.last_seen_at > at - interval '30 minutes'`;

/** What took a person's id on trust until now, with the arguments that it took. */
const trusting = [
  'sessions_of(uuid, bytea, timestamptz)',
  'find_account_of(uuid)',
  'find_local_account(text)',
  'begin_local_account(uuid, text, timestamptz)',
  'set_password(uuid, text, bytea, timestamptz)',
  'confirm_totp(uuid, bytea, bigint, bytea[], timestamptz)',
  'replace_recovery_codes(uuid, bytea[], timestamptz)',
  'take_totp_step(uuid, bigint)',
  'take_recovery_code(uuid, bytea, timestamptz)',
  'count_recovery_codes(uuid)',
  'link_openid_identity(text, text, text, uuid, timestamptz)',
  'use_invitation(uuid, timestamptz)',
];

/**
 * Nobody is told or changes anything of an account by naming its person. Each function takes the hash of a secret that
 * only this person's browser has, of a session, a step of signing in or an invitation, and finds out itself whose it is.
 * Where the secret is unknown or over, nothing is told and nothing is done.
 */
export class TieAccountsToTheirProofs1764000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const signature of trusting) await runner.query(`DROP FUNCTION ${signature}`);
    await this.createProofs(runner);
    await this.createSessionFunctions(runner);
    await this.createAccountFunctions(runner);
    await this.createBeginnings(runner);
    await this.createSecondFactorFunctions(runner);
    const granted = [
      ...['sessions_of', 'end_other_sessions', 'find_account_of', 'find_local_account', 'begin_local_account'],
      ...['set_password', 'confirm_totp', 'replace_recovery_codes', 'take_totp_step', 'take_recovery_code'],
      ...['count_recovery_codes', 'link_openid_identity'],
    ].join(', ');
    await runner.query(
      `REVOKE ALL ON FUNCTION person_of_session, person_of_step, keep_recovery_codes, ${granted} FROM PUBLIC`,
    );
    await runner.query(`REVOKE ALL ON FUNCTION end_sessions_of FROM homeward_app`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${granted} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Whose a secret is. Only other functions ask these. */
  private async createProofs(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION person_of_session(proof bytea, at timestamptz) RETURNS uuid LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC SELECT s.person_id FROM public.session s WHERE s.secret_hash = proof AND ${isOpen}; END`);
    await runner.query(`
      CREATE FUNCTION person_of_step(proof bytea, owed text[], at timestamptz) RETURNS uuid LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT s.person_id FROM public.sign_in_step s
        WHERE s.secret_hash = proof AND s.owes = ANY (owed) AND s.expires_at > at;
      END`);
  }

  private async createSessionFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION sessions_of(proof bytea, at timestamptz)
      RETURNS TABLE (started_at timestamptz, last_seen_at timestamptz, is_this boolean) LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT s.started_at, s.last_seen_at, s.secret_hash = proof
        FROM public.session s WHERE s.person_id = public.person_of_session(proof, at) AND ${isOpen}
        ORDER BY s.started_at DESC, s.secret_hash;
      END`);
    await runner.query(`
      CREATE FUNCTION end_other_sessions(proof bytea, at timestamptz) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC SELECT public.end_sessions_of(public.person_of_session(proof, at), proof, at); END`);
  }

  /** By a name, before anybody has shown anything, no more is told than a password is held against. */
  private async createAccountFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION find_local_account(wanted_name text)
      RETURNS TABLE (person_id uuid, password_hash text, has_second_factor boolean) LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT p.id, a.password_hash, a.totp_secret IS NOT NULL
        FROM public.person p JOIN public.local_account a ON a.person_id = p.id
        WHERE NOT p.is_demonstration AND p.sign_in_name = wanted_name;
      END`);
    await runner.query(`
      CREATE FUNCTION find_account_of(proof bytea, at timestamptz)
      RETURNS TABLE (person_id uuid, sign_in_name text, password_hash text, totp_secret bytea)
      LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT p.id, p.sign_in_name, a.password_hash, a.totp_secret
        FROM public.person p JOIN public.local_account a ON a.person_id = p.id
        WHERE NOT p.is_demonstration AND p.id = coalesce(
          public.person_of_session(proof, at), public.person_of_step(proof, '{code,set_up}', at));
      END`);
    await runner.query(`
      CREATE FUNCTION set_password(proof bytea, new_hash text, at timestamptz) RETURNS SETOF uuid
      LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE whose uuid := public.person_of_session(proof, at);
      BEGIN
        UPDATE public.local_account SET password_hash = new_hash, password_set_at = at WHERE person_id = whose;
        IF NOT FOUND THEN RETURN; END IF;
        DELETE FROM public.sign_in_step WHERE person_id = whose;
        PERFORM public.end_sessions_of(whose, proof, at);
        RETURN NEXT whose;
      END $$`);
  }

  /**
   * An invitation is used up by the very statement that begins what it was for. Whatever the person had before is over,
   * and an account that is begun anew has no second factor yet.
   */
  private async createBeginnings(runner: QueryRunner): Promise<void> {
    const use = (condition: string) => `
        UPDATE public.invitation SET used_at = at
        WHERE ${condition} AND used_at IS NULL AND expires_at > at RETURNING person_id INTO whose;
        IF whose IS NULL THEN RETURN; END IF;
        DELETE FROM public.recovery_code WHERE person_id = whose;
        DELETE FROM public.sign_in_step WHERE person_id = whose;
        DELETE FROM public.openid_identity WHERE person_id = whose;`;
    await runner.query(`
      CREATE FUNCTION begin_local_account(proof bytea, new_hash text, at timestamptz) RETURNS SETOF uuid
      LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE whose uuid;
      BEGIN
        ${use('secret_hash = proof')}
        INSERT INTO public.local_account (person_id, password_hash, password_set_at) VALUES (whose, new_hash, at)
        ON CONFLICT (person_id) DO UPDATE SET password_hash = new_hash, password_set_at = at,
          totp_secret = NULL, last_totp_step = NULL, confirmed_at = NULL;
        PERFORM public.end_sessions_of(whose, NULL, at);
        RETURN NEXT whose;
      END $$`);
    await runner.query(`
      CREATE FUNCTION link_openid_identity(of_issuer text, of_tenant text, of_subject text, invited uuid, at timestamptz)
      RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE whose uuid;
      BEGIN
        ${use('id = invited')}
        DELETE FROM public.local_account WHERE person_id = whose;
        INSERT INTO public.openid_identity (issuer, tenant, subject, person_id, linked_at)
        VALUES (of_issuer, of_tenant, of_subject, whose, at);
        PERFORM public.end_sessions_of(whose, NULL, at);
        RETURN NEXT whose;
      END $$`);
  }

  /** A code is taken by whoever owes one or is signed in; a second factor is set by whoever is at that step, once. */
  private async createSecondFactorFunctions(runner: QueryRunner): Promise<void> {
    const whoTries = `coalesce(public.person_of_session(proof, at), public.person_of_step(proof, '{code}', at))`;
    await runner.query(`
      CREATE FUNCTION keep_recovery_codes(whose uuid, hashes bytea[], at timestamptz) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.recovery_code WHERE person_id = whose;
        INSERT INTO public.recovery_code (person_id, code_hash, made_at)
        SELECT a.person_id, unnest(hashes), at FROM public.local_account a WHERE a.person_id = whose;
      END`);
    await runner.query(`
      CREATE FUNCTION replace_recovery_codes(proof bytea, hashes bytea[], at timestamptz) RETURNS SETOF uuid
      LANGUAGE sql ${definer}
      BEGIN ATOMIC
        SELECT public.keep_recovery_codes(public.person_of_session(proof, at), hashes, at);
        SELECT p.whose FROM public.person_of_session(proof, at) AS p (whose) WHERE p.whose IS NOT NULL;
      END`);
    await runner.query(`
      CREATE FUNCTION confirm_totp(proof bytea, sealed_secret bytea, step bigint, hashes bytea[], at timestamptz)
      RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE whose uuid;
      BEGIN
        DELETE FROM public.sign_in_step s WHERE s.secret_hash = proof AND s.owes = 'set_up' AND s.expires_at > at
        RETURNING s.person_id INTO whose;
        IF whose IS NULL THEN RETURN; END IF;
        UPDATE public.local_account SET totp_secret = sealed_secret, last_totp_step = step, confirmed_at = at
        WHERE person_id = whose;
        PERFORM public.keep_recovery_codes(whose, hashes, at);
        PERFORM public.end_sessions_of(whose, NULL, at);
        RETURN NEXT whose;
      END $$`);
    await runner.query(`
      CREATE FUNCTION take_totp_step(proof bytea, step bigint, at timestamptz) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.local_account SET last_totp_step = step
        WHERE person_id = ${whoTries} AND last_totp_step < step RETURNING person_id;
      END`);
    await runner.query(`
      CREATE FUNCTION take_recovery_code(proof bytea, wanted bytea, at timestamptz) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.recovery_code SET used_at = at
        WHERE person_id = ${whoTries} AND code_hash = wanted AND used_at IS NULL RETURNING person_id;
      END`);
    await runner.query(`
      CREATE FUNCTION count_recovery_codes(proof bytea, at timestamptz) RETURNS integer LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT count(*)::integer FROM public.recovery_code
        WHERE person_id = public.person_of_session(proof, at) AND used_at IS NULL;
      END`);
  }
}
