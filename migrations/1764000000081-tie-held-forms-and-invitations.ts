import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const isSystem = `${setting('actor')} IS NOT DISTINCT FROM 'system'`;
/** The acting authority has, or had, to do with a person. */
const isKnownHere = (person: string) => `EXISTS (
  SELECT FROM public.membership m WHERE m.person_id = ${person} AND m.authority = ${setting('authority')})`;

const trusting = [
  'hold_form(uuid, uuid, text, jsonb, timestamptz, timestamptz)',
  'held_forms_of(uuid, timestamptz)',
  'mark_held_form_sent(uuid, uuid, timestamptz)',
  'drop_held_form(uuid, uuid)',
  'clear_sign_in_leftovers(timestamptz)',
  'invite_account(uuid, uuid, bytea, timestamptz, timestamptz, boolean)',
  'end_access(uuid[])',
];

/**
 * What was typed is kept by the secret of the session in which it was typed, and given by that of the one that is open.
 * People are invited, and their access is ended, by the service alone and for an authority that has to do with them. What
 * is over is told by the server's clock.
 */
export class TieHeldFormsAndInvitations1764000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const signature of trusting) await runner.query(`DROP FUNCTION ${signature}`);
    await this.createHolding(runner);
    await this.createHeldForms(runner);
    await this.createClearing(runner);
    await this.createInvitation(runner);
    await this.createEnd(runner);
    const functions = [
      ...['hold_form', 'held_forms_of', 'mark_held_form_sent', 'drop_held_form', 'clear_sign_in_leftovers'],
      ...['invite_account', 'end_access'],
    ].join(', ');
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`REVOKE ALL ON FUNCTION person_of_ended_session FROM homeward_app`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** For the person whose session is over, and only while they have a way back in to fetch it. The five newest stay. */
  private async createHolding(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION hold_form(new_id uuid, proof bytea, to_path text, with_fields jsonb, at timestamptz, until timestamptz)
      RETURNS boolean LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE whose uuid := (SELECT * FROM public.person_of_ended_session(proof, at));
      BEGIN
        IF whose IS NULL OR public.memberships_of(whose, at) = '[]'::jsonb THEN RETURN false; END IF;
        INSERT INTO public.held_form (id, person_id, path, fields, held_at, expires_at)
        VALUES (new_id, whose, to_path, with_fields, at, until);
        DELETE FROM public.held_form WHERE person_id = whose AND id NOT IN (
          SELECT f.id FROM public.held_form f WHERE f.person_id = whose ORDER BY f.held_at DESC, f.id DESC LIMIT 5);
        RETURN true;
      END $$`);
  }

  private async createHeldForms(runner: QueryRunner): Promise<void> {
    const isOwn = `f.person_id = public.person_of_session(proof, at)`;
    await runner.query(`
      CREATE FUNCTION held_forms_of(proof bytea, at timestamptz)
      RETURNS TABLE (id uuid, path text, fields jsonb, held_at timestamptz, sent_at timestamptz) LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT f.id, f.path, f.fields, f.held_at, f.sent_at FROM public.held_form f
        WHERE ${isOwn} AND f.expires_at > at ORDER BY f.held_at DESC, f.id DESC;
      END`);
    await runner.query(`
      CREATE FUNCTION mark_held_form_sent(wanted uuid, proof bytea, at timestamptz) RETURNS SETOF text LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.held_form f SET sent_at = at WHERE f.id = wanted AND ${isOwn} AND f.expires_at > at
        RETURNING f.path;
      END`);
    await runner.query(`
      CREATE FUNCTION drop_held_form(wanted uuid, proof bytea, at timestamptz) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC DELETE FROM public.held_form f WHERE f.id = wanted AND ${isOwn} RETURNING f.id; END`);
  }

  /** Nothing is over before the server's own clock says so, whatever time is asked for. */
  private async createClearing(runner: QueryRunner): Promise<void> {
    const past = `least(at, statement_timestamp())`;
    await runner.query(`
      CREATE FUNCTION clear_sign_in_leftovers(at timestamptz) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.held_form WHERE expires_at <= ${past};
        DELETE FROM public.sign_in_step WHERE expires_at <= ${past};
        DELETE FROM public.sign_in_failure WHERE failed_at <= ${past} - interval '1 day';
        DELETE FROM public.session WHERE expires_at <= ${past} - interval '12 hours';
      END`);
  }

  /** Only the service in nobody's name, which is a command, hands out a way to take over an account that is there. */
  private async createInvitation(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION invite_account(new_id uuid, of_person uuid, new_hash bytea, at timestamptz, until timestamptz,
        replaces boolean) RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$
      BEGIN
        IF NOT (${isSystem} AND ${isKnownHere('of_person')}) OR replaces AND ${setting('person')} IS NOT NULL THEN
          RAISE EXCEPTION 'people are invited by the service, for an authority of theirs'
            USING ERRCODE = 'insufficient_privilege';
        END IF;
        UPDATE public.invitation SET used_at = at WHERE person_id = of_person AND used_at IS NULL;
        RETURN QUERY
        INSERT INTO public.invitation (id, person_id, secret_hash, issued_at, expires_at)
        SELECT new_id, p.id, new_hash, at, until FROM public.person p
        WHERE p.id = of_person AND NOT p.is_demonstration AND (replaces OR NOT (
          EXISTS (SELECT FROM public.local_account a WHERE a.person_id = p.id) OR
          EXISTS (SELECT FROM public.openid_identity i WHERE i.person_id = p.id)))
        RETURNING invitation.id;
      END $$`);
  }

  /** As every other ending of a session does, this leaves the row, so that its end stays known until it is cleared away. */
  private async createEnd(runner: QueryRunner): Promise<void> {
    const isOut = (person: string) =>
      `${person} = ANY (people) AND ${isKnownHere(person)}
       AND public.memberships_of(${person}, transaction_timestamp()) = '[]'::jsonb`;
    await runner.query(`
      CREATE FUNCTION end_access(people uuid[]) RETURNS void LANGUAGE plpgsql ${definer}
      AS $$
      BEGIN
        IF NOT ${isSystem} THEN
          RAISE EXCEPTION 'access is ended by the service' USING ERRCODE = 'insufficient_privilege';
        END IF;
        UPDATE public.session s SET ended_at = transaction_timestamp()
        WHERE s.ended_at IS NULL AND ${isOut('s.person_id')};
        UPDATE public.invitation i SET used_at = transaction_timestamp()
        WHERE i.used_at IS NULL AND ${isOut('i.person_id')};
      END $$`);
  }
}
