import type { MigrationInterface, QueryRunner } from 'typeorm';
import { stands, today } from './standing-membership.js';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const isSystem = `${setting('actor')} IS NOT DISTINCT FROM 'system'`;
const denied = `USING ERRCODE = 'insufficient_privilege'`;

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

/** A membership of the acting authority, by its id. */
const named = `m.authority = ${setting('authority')} AND m.id = to_membership`;

/** What took an invitation for the whole person until now, with the arguments that it took. */
const replaced = [
  'invite_account(uuid, uuid, bytea, timestamptz, timestamptz, boolean)',
  'find_invitation(bytea, timestamptz)',
  'begin_local_account(bytea, text, timestamptz)',
  'link_openid_identity(text, text, text, uuid, timestamptz)',
];

/**
 * An invitation is to a membership, which takes force when it is followed by somebody who begins the account by it or is
 * signed in to it. Who follows is known by the hash of its secret, and whoever is signed in by that of their session.
 */
export class FollowInvitationsToMemberships1764000000097 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const signature of replaced) await runner.query(`DROP FUNCTION ${signature}`);
    await this.createInvite(runner);
    await this.createFind(runner);
    await this.createFollow(runner);
    await this.createBeginnings(runner);
    await this.createAccept(runner);
    const granted = 'invite_account, find_invitation, begin_local_account, link_openid_identity, accept_membership';
    await runner.query(`REVOKE ALL ON FUNCTION follow_invitation, ${granted} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${granted} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /**
   * Earlier invitations of the same organisation are over with this; those of others are not its business. Nothing is made
   * where nothing could be done with it: the membership is accepted, and the person has an account that is to stay. Only
   * the service in nobody's name, which is a command, hands out a way to take over an account that is there.
   */
  private async createInvite(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION invite_account(new_id uuid, to_membership uuid, new_hash bytea, at timestamptz, until timestamptz,
        replaces boolean) RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$ BEGIN
        IF NOT (${isSystem} AND EXISTS (SELECT FROM public.membership m WHERE ${named}))
          OR replaces AND ${setting('person')} IS NOT NULL THEN
          RAISE EXCEPTION 'people are invited by the service, for an authority of theirs' ${denied};
        END IF;
        INSERT INTO public.invitation (id, person_id, secret_hash, issued_at, expires_at, is_renewal)
        SELECT new_id, p.id, new_hash, at, until, replaces
        FROM public.membership m JOIN public.person p ON p.id = m.person_id
        WHERE ${named}
          AND (m.accepted_at IS NULL OR NOT p.is_demonstration AND (replaces OR NOT ${hasAccount}));
        IF NOT FOUND THEN RETURN; END IF;
        UPDATE public.invitation i SET used_at = at
        FROM public.invitation n, public.membership m
        WHERE n.id = new_id AND ${named}
          AND i.person_id = n.person_id AND i.id <> n.id AND i.used_at IS NULL
          AND (replaces AND i.is_renewal OR NOT EXISTS (
            SELECT FROM public.membership o WHERE o.invitation_id = i.id AND NOT (${sameOrganisation})));
        UPDATE public.membership m
        SET invitation_id = new_id, lapses_at = CASE WHEN m.accepted_at IS NULL THEN until ELSE m.lapses_at END
        WHERE ${named};
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
   * Burns the invitation of a secret and puts the membership in force that hangs on it, both or neither, from today on, and
   * says whose they are. The person's row is locked, so that of two invitations that would begin the account one does.
   * Without beginning it, it is for the person who acts alone. Only the functions below ask this.
   */
  private async createFollow(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION follow_invitation(proof bytea, to_membership uuid, begins boolean, acting uuid, at timestamptz)
      RETURNS uuid LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE invited uuid := (SELECT i.person_id FROM public.invitation i WHERE i.secret_hash = proof);
      BEGIN
        IF NOT ${isSystem} THEN RAISE EXCEPTION 'invitations are followed by the service' ${denied}; END IF;
        PERFORM FROM public.person p WHERE p.id = invited FOR NO KEY UPDATE;
        PERFORM FROM public.invitation i
          JOIN public.person p ON p.id = i.person_id
          JOIN public.membership m ON m.invitation_id = i.id
          WHERE i.secret_hash = proof AND i.used_at IS NULL AND i.expires_at > at AND ${named} AND ${stands}
            AND CASE WHEN begins THEN ${mayBegin} ELSE p.id = acting END;
        IF NOT FOUND THEN RETURN NULL; END IF;
        UPDATE public.invitation i SET used_at = at WHERE i.secret_hash = proof;
        UPDATE public.membership m
        SET accepted_at = at, valid_from = greatest(m.valid_from, ${today}), modified_at = at, modified_by = invited::text
        WHERE ${named} AND m.accepted_at IS NULL;
        RETURN invited;
      END $$`);
  }

  /** Whatever the person had before is over, and an account that is begun anew has no second factor yet. */
  private async createBeginnings(runner: QueryRunner): Promise<void> {
    const begin = `
      DECLARE whose uuid := public.follow_invitation(proof, to_membership, true, NULL, at);
      BEGIN
        IF whose IS NULL THEN RETURN; END IF;
        DELETE FROM public.recovery_code WHERE person_id = whose;
        DELETE FROM public.sign_in_step WHERE person_id = whose;
        DELETE FROM public.openid_identity WHERE person_id = whose;
        PERFORM public.end_sessions_of(whose, NULL, at);`;
    await runner.query(`
      CREATE FUNCTION begin_local_account(proof bytea, to_membership uuid, new_hash text, at timestamptz)
      RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$ ${begin}
        INSERT INTO public.local_account (person_id, password_hash, password_set_at) VALUES (whose, new_hash, at)
        ON CONFLICT (person_id) DO UPDATE SET password_hash = new_hash, password_set_at = at,
          totp_secret = NULL, last_totp_step = NULL, confirmed_at = NULL;
        RETURN NEXT whose;
      END $$`);
    await runner.query(`
      CREATE FUNCTION link_openid_identity(of_issuer text, of_tenant text, of_subject text, proof bytea, to_membership uuid,
        at timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$ ${begin}
        DELETE FROM public.local_account WHERE person_id = whose;
        INSERT INTO public.openid_identity (issuer, tenant, subject, person_id, linked_at)
        VALUES (of_issuer, of_tenant, of_subject, whose, at);
        RETURN NEXT whose;
      END $$`);
  }

  /** For whoever has both secrets: that of the invitation, and that of an open session of the person whom it is for. */
  private async createAccept(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION accept_membership(proof bytea, session_proof bytea, to_membership uuid, at timestamptz)
      RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        SELECT f.whose FROM public.follow_invitation(
          proof, to_membership, false, public.person_of_session(session_proof, at), at) AS f (whose)
        WHERE f.whose IS NOT NULL;
      END`);
  }
}
