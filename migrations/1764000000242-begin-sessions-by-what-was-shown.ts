import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const whoTries = `coalesce(public.person_of_session(proof, at), public.person_of_step(proof, '{code}', at))`;

/** What changes: a code that is taken goes over to the step, and setting up leaves a step that owes nothing more. */
const replaced = [
  'take_totp_step(bytea, bigint, timestamptz)',
  'take_recovery_code(bytea, bytea, timestamptz)',
  'confirm_totp(bytea, bytea, bigint, bytea[], timestamptz)',
];

/**
 * The service's login adds neither sessions nor steps of signing in for a person whom it names. A step begins by the name
 * and the hash that a password was held against, or by an open session; it owes nothing more once its code was taken or its
 * second factor confirmed, and a session begins by such a step, which is used up. Otherwise by an identity that is linked,
 * or as somebody invented in a demonstration.
 */
export class BeginSessionsByWhatWasShown1764000000242 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE INSERT ON session, sign_in_step FROM homeward_app`);
    await this.letStepsOweNothing(runner);
    for (const signature of replaced) await runner.query(`DROP FUNCTION ${signature}`);
    await this.createSteps(runner);
    await this.createCodes(runner);
    await this.createSetUp(runner);
    await this.createSessions(runner);
    const granted = [
      ...['begin_password_step', 'begin_set_up_step', 'begin_openid_step', 'take_totp_step', 'take_recovery_code'],
      ...['confirm_totp', 'begin_session', 'begin_openid_session', 'begin_invented_session'],
    ].join(', ');
    await runner.query(`REVOKE ALL ON FUNCTION start_session, ${granted} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${granted} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async letStepsOweNothing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sign_in_step
        DROP CONSTRAINT sign_in_step_owes_check, DROP CONSTRAINT sign_in_step_check1,
        ADD CONSTRAINT sign_in_step_owes_check CHECK (owes IN ('code', 'set_up', 'openid', 'nothing')),
        ADD CONSTRAINT sign_in_step_sealed_check CHECK ((sealed IS NULL) = (owes IN ('code', 'nothing')))`);
  }

  /** What a person owes after the password is not for the caller to say: it follows from their account. */
  private async createSteps(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION begin_password_step(wanted_name text, shown_hash text, new_proof bytea, to_set_up bytea,
        until timestamptz) RETURNS SETOF text LANGUAGE sql ${definer}
      BEGIN ATOMIC
        INSERT INTO public.sign_in_step (secret_hash, owes, person_id, sealed, expires_at)
        SELECT new_proof, CASE WHEN a.totp_secret IS NULL THEN 'set_up' ELSE 'code' END, p.id,
          CASE WHEN a.totp_secret IS NULL THEN to_set_up END, until
        FROM public.person p JOIN public.local_account a ON a.person_id = p.id
        WHERE NOT p.is_demonstration AND p.sign_in_name = wanted_name AND a.password_hash = shown_hash
        RETURNING owes;
      END`);
    await runner.query(`
      CREATE FUNCTION begin_set_up_step(proof bytea, new_proof bytea, to_set_up bytea, at timestamptz, until timestamptz)
      RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        INSERT INTO public.sign_in_step (secret_hash, owes, person_id, sealed, expires_at)
        SELECT new_proof, 'set_up', a.person_id, to_set_up, until
        FROM public.local_account a WHERE a.person_id = public.person_of_session(proof, at)
        RETURNING person_id;
      END`);
    await runner.query(`
      CREATE FUNCTION begin_openid_step(new_proof bytea, for_invitation uuid, checks bytea, until timestamptz) RETURNS void
      LANGUAGE sql ${definer}
      BEGIN ATOMIC
        INSERT INTO public.sign_in_step (secret_hash, owes, invitation_id, sealed, expires_at)
        VALUES (new_proof, 'openid', for_invitation, checks, until);
      END`);
  }

  /** A code is taken by whoever owes one, whose step then owes nothing more, or is signed in and shows it once more. */
  private async createCodes(runner: QueryRunner): Promise<void> {
    const settle = `
        IF whose IS NULL THEN RETURN; END IF;
        UPDATE public.sign_in_step s SET owes = 'nothing' WHERE s.secret_hash = proof AND s.owes = 'code';
        RETURN NEXT whose;`;
    await runner.query(`
      CREATE FUNCTION take_totp_step(proof bytea, step bigint, at timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$ DECLARE whose uuid; BEGIN
        UPDATE public.local_account SET last_totp_step = step
        WHERE person_id = ${whoTries} AND last_totp_step < step RETURNING person_id INTO whose;
        ${settle}
      END $$`);
    await runner.query(`
      CREATE FUNCTION take_recovery_code(proof bytea, wanted bytea, at timestamptz) RETURNS SETOF uuid
      LANGUAGE plpgsql ${definer}
      AS $$ DECLARE whose uuid; BEGIN
        UPDATE public.recovery_code SET used_at = at
        WHERE person_id = ${whoTries} AND code_hash = wanted AND used_at IS NULL RETURNING person_id INTO whose;
        ${settle}
      END $$`);
  }

  /** The step is used up first, so that of two who confirm at once one does, and is there again owing nothing. */
  private async createSetUp(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION confirm_totp(proof bytea, sealed_secret bytea, step bigint, hashes bytea[], at timestamptz)
      RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE whose uuid; until timestamptz;
      BEGIN
        DELETE FROM public.sign_in_step s WHERE s.secret_hash = proof AND s.owes = 'set_up' AND s.expires_at > at
        RETURNING s.person_id, s.expires_at INTO whose, until;
        IF whose IS NULL THEN RETURN; END IF;
        UPDATE public.local_account SET totp_secret = sealed_secret, last_totp_step = step, confirmed_at = at
        WHERE person_id = whose;
        PERFORM public.keep_recovery_codes(whose, hashes, at);
        PERFORM public.end_sessions_of(whose, NULL, at);
        INSERT INTO public.sign_in_step (secret_hash, owes, person_id, expires_at) VALUES (proof, 'nothing', whose, until);
        RETURN NEXT whose;
      END $$`);
  }

  /** Twelve hours at most. Only the functions that know whose it is ask `start_session`. */
  private async createSessions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION start_session(whose uuid, new_proof bytea, at timestamptz) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        INSERT INTO public.session (secret_hash, person_id, started_at, last_seen_at, expires_at)
        SELECT new_proof, whose, at, at, at + interval '12 hours' WHERE whose IS NOT NULL
        RETURNING person_id;
      END`);
    await runner.query(`
      CREATE FUNCTION begin_session(proof bytea, new_proof bytea, at timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$ DECLARE whose uuid; BEGIN
        DELETE FROM public.sign_in_step s WHERE s.secret_hash = proof AND s.owes = 'nothing' AND s.expires_at > at
        RETURNING s.person_id INTO whose;
        RETURN QUERY SELECT public.start_session(whose, new_proof, at);
      END $$`);
    await runner.query(`
      CREATE FUNCTION begin_openid_session(of_issuer text, of_tenant text, of_subject text, new_proof bytea, at timestamptz)
      RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        SELECT s.whose FROM public.find_openid_person(of_issuer, of_tenant, of_subject) AS i (person_id),
          LATERAL public.start_session(i.person_id, new_proof, at) AS s (whose);
      END`);
    await runner.query(`
      CREATE FUNCTION begin_invented_session(invented uuid, new_proof bytea, at timestamptz) RETURNS SETOF uuid
      LANGUAGE sql ${definer}
      BEGIN ATOMIC
        SELECT s.whose FROM public.person p, LATERAL public.start_session(p.id, new_proof, at) AS s (whose)
        WHERE p.id = invented AND p.is_demonstration AND EXISTS (SELECT FROM public.demonstration);
      END`);
  }
}
