import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const today = `(at AT TIME ZONE 'Europe/London')::date`;

/** Nothing but its acceptance is lacking to a membership: it has not ended, and its provider has an agreement in force. */
const stands = `m.suspended_at IS NULL AND (m.valid_to IS NULL OR m.valid_to > ${today})
  AND (m.provider_id IS NULL OR EXISTS (
    SELECT FROM public.sharing_agreement a
    WHERE a.authority = m.authority AND a.provider_id = m.provider_id AND a.signed_on <= ${today}
      AND a.valid_from <= ${today} AND (a.valid_to IS NULL OR a.valid_to > ${today})))`;

const hasAccount = `(EXISTS (SELECT FROM public.local_account l WHERE l.person_id = p.id)
  OR EXISTS (SELECT FROM public.openid_identity o WHERE o.person_id = p.id))`;

const sameOrganisation = `o.provider_id IS NOT DISTINCT FROM m.provider_id
  AND (m.provider_id IS NOT NULL OR o.authority = m.authority)`;

/**
 * An account is begun by an invitation where there is none yet and nobody else has confirmed the person, or where it was
 * issued to begin the account anew.
 */
const mayBegin = `NOT p.is_demonstration AND (i.is_renewal OR NOT ${hasAccount} AND NOT EXISTS (
  SELECT FROM public.membership o WHERE o.person_id = p.id AND o.accepted_at IS NOT NULL AND NOT (${sameOrganisation})))`;

/**
 * A membership takes force once the invitation of its own organisation has been followed, by somebody who begins the
 * account by it or is signed in to it. So whoever got hold of a sign-in name by the invitation of one organisation gains
 * nothing from another one that invites the same name. Memberships from before this migration stay in force.
 */
export class HoldMembershipsUntilAccepted1764000000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.addColumns(runner);
    await this.heedAcceptance(runner);
    await runner.query('DROP FUNCTION invite_account, find_invitation, use_invitation');
    await this.createInvite(runner);
    await this.createFind(runner);
    await this.createFollow(runner);
    const functions = 'invite_account, find_invitation, follow_invitation';
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** An invitation that is open goes on to do what it was issued for: whoever follows it takes the account over. */
  private async addColumns(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE invitation ADD COLUMN is_renewal boolean NOT NULL DEFAULT false`);
    await runner.query(`UPDATE invitation SET is_renewal = true WHERE used_at IS NULL`);
    await runner.query(`
      ALTER TABLE membership
        ADD COLUMN accepted_at timestamptz,
        ADD COLUMN lapses_at timestamptz,
        ADD COLUMN invitation_id uuid REFERENCES invitation (id)`);
    await runner.query(`CREATE INDEX membership_invitation_id ON membership (invitation_id)`);
    await runner.query(`UPDATE membership SET accepted_at = created_at`);
    await runner.query(`
      UPDATE membership m SET invitation_id = i.id
      FROM invitation i WHERE i.used_at IS NULL AND (m.authority, m.id) = (
        SELECT o.authority, o.id FROM membership o WHERE o.person_id = i.person_id
        ORDER BY o.valid_to DESC NULLS FIRST, o.created_at DESC LIMIT 1)`);
    await runner.query(`
      ALTER TABLE membership
        ADD CONSTRAINT membership_accepted_or_lapses CHECK (accepted_at IS NOT NULL OR lapses_at IS NOT NULL)`);
  }

  /** What is not accepted gives no access; what is open to be accepted ends with the membership, and with nothing else. */
  private async heedAcceptance(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION memberships_of(of_person uuid, at timestamptz) RETURNS jsonb
      LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT coalesce(jsonb_agg(jsonb_build_object('authority', m.authority, 'id', m.id, 'role', m.role,
                                                     'providerId', m.provider_id, 'team', m.team)
                                  ORDER BY m.authority, m.role, m.id), '[]'::jsonb)
        FROM public.membership m
        WHERE m.person_id = of_person AND m.accepted_at IS NOT NULL AND m.valid_from <= ${today} AND ${stands};
      END`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION end_access(people uuid[]) RETURNS void
      LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.session
        WHERE person_id = ANY (people) AND public.memberships_of(person_id, transaction_timestamp()) = '[]'::jsonb;
        UPDATE public.invitation i SET used_at = n.at FROM (SELECT transaction_timestamp() AS at) n
        WHERE i.used_at IS NULL AND i.person_id = ANY (people)
          AND NOT EXISTS (SELECT FROM public.membership m WHERE m.invitation_id = i.id AND ${stands});
      END`);
  }

  /**
   * Earlier invitations of the same organisation are over with this; those of others are not its business. Nothing is made
   * where nothing could be done with it: the membership is accepted, and the person has an account that is to stay.
   */
  private async createInvite(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION invite_account(new_id uuid, to_membership uuid, new_hash bytea, at timestamptz, until timestamptz,
        replaces boolean) RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$ BEGIN
        IF ${setting('actor')} IS DISTINCT FROM 'system' OR ${setting('authority')} IS NULL THEN
          RAISE EXCEPTION 'people are invited by the service, for an authority' USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO public.invitation (id, person_id, secret_hash, issued_at, expires_at, is_renewal)
        SELECT new_id, p.id, new_hash, at, until, replaces
        FROM public.membership m JOIN public.person p ON p.id = m.person_id
        WHERE m.authority = ${setting('authority')} AND m.id = to_membership
          AND (m.accepted_at IS NULL OR NOT p.is_demonstration AND (replaces OR NOT ${hasAccount}));
        IF NOT FOUND THEN RETURN; END IF;
        UPDATE public.invitation i SET used_at = at
        FROM public.invitation n, public.membership m
        WHERE n.id = new_id AND m.authority = ${setting('authority')} AND m.id = to_membership
          AND i.person_id = n.person_id AND i.id <> n.id AND i.used_at IS NULL
          AND (replaces AND i.is_renewal OR NOT EXISTS (
            SELECT FROM public.membership o WHERE o.invitation_id = i.id AND NOT (${sameOrganisation})));
        UPDATE public.membership m
        SET invitation_id = new_id, lapses_at = CASE WHEN m.accepted_at IS NULL THEN until ELSE m.lapses_at END
        WHERE m.authority = ${setting('authority')} AND m.id = to_membership;
        RETURN NEXT new_id;
      END $$`);
  }

  /** The newest membership that hangs on an invitation says what it gives: a role that was changed is the new one. */
  private async createFind(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION find_invitation(wanted bytea, at timestamptz)
      RETURNS TABLE (id uuid, person_id uuid, sign_in_name text, display_name text, authority text, membership_id uuid,
        role text, team text, provider_name text, is_open boolean, may_begin boolean)
      LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT i.id, p.id, p.sign_in_name, coalesce(m.known_as, p.display_name), m.authority, m.id, m.role, m.team,
          (SELECT v.name FROM public.provider v WHERE v.id = m.provider_id),
          i.used_at IS NULL AND i.expires_at > at AND ${stands}, ${mayBegin}
        FROM public.invitation i
        JOIN public.person p ON p.id = i.person_id
        JOIN public.membership m ON m.invitation_id = i.id
        WHERE i.secret_hash = wanted
        ORDER BY m.valid_to DESC NULLS FIRST, m.created_at DESC LIMIT 1;
      END`);
  }

  /**
   * Burns an invitation and puts the membership in force that hangs on it, both or neither, from today on. The person's row
   * is locked, so that of two invitations that would begin the account one does. Without beginning it, it is for the
   * person of the settings alone.
   */
  private async createFollow(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION follow_invitation(wanted uuid, to_membership uuid, begins boolean, at timestamptz) RETURNS SETOF uuid
      LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE invited uuid := (SELECT i.person_id FROM public.invitation i WHERE i.id = wanted);
      BEGIN
        PERFORM FROM public.person p WHERE p.id = invited FOR NO KEY UPDATE;
        PERFORM FROM public.invitation i
          JOIN public.person p ON p.id = i.person_id
          JOIN public.membership m ON m.invitation_id = i.id
          WHERE i.id = wanted AND i.used_at IS NULL AND i.expires_at > at
            AND m.authority = ${setting('authority')} AND m.id = to_membership AND ${stands}
            AND CASE WHEN begins THEN ${mayBegin} ELSE p.id::text = ${setting('person')} END;
        IF NOT FOUND THEN RETURN; END IF;
        UPDATE public.invitation i SET used_at = at WHERE i.id = wanted;
        UPDATE public.membership m
        SET accepted_at = at, valid_from = greatest(m.valid_from, ${today}), modified_at = at, modified_by = invited::text
        WHERE m.authority = ${setting('authority')} AND m.id = to_membership AND m.accepted_at IS NULL;
        RETURN NEXT invited;
      END $$`);
  }
}
