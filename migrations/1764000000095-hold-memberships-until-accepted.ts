import type { MigrationInterface, QueryRunner } from 'typeorm';
import { stands, today } from './standing-membership.js';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const isSystem = `${setting('actor')} IS NOT DISTINCT FROM 'system'`;
const denied = `USING ERRCODE = 'insufficient_privilege'`;

/**
 * A membership takes force once the invitation of its own organisation has been followed. So whoever got hold of a sign-in
 * name by the invitation of one organisation gains nothing from another one that invites the same name. Memberships from
 * before this migration stay in force.
 */
export class HoldMembershipsUntilAccepted1764000000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.addColumns(runner);
    await this.heedAcceptance(runner);
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

  /**
   * What is not accepted gives no access; what is open to be accepted ends with the membership, and with nothing else.
   * Both are ended by the service alone, for an authority that has to do with them.
   */
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
      CREATE OR REPLACE FUNCTION end_access(people uuid[]) RETURNS void LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE at timestamptz := transaction_timestamp();
      BEGIN
        IF NOT ${isSystem} THEN RAISE EXCEPTION 'access is ended by the service' ${denied}; END IF;
        UPDATE public.session s SET ended_at = at
        WHERE s.ended_at IS NULL AND s.person_id = ANY (people) AND public.memberships_of(s.person_id, at) = '[]'::jsonb
          AND EXISTS (SELECT FROM public.membership m
                      WHERE m.person_id = s.person_id AND m.authority = ${setting('authority')});
        UPDATE public.invitation i SET used_at = at
        WHERE i.used_at IS NULL AND i.person_id = ANY (people)
          AND EXISTS (SELECT FROM public.membership m
                      WHERE m.invitation_id = i.id AND m.authority = ${setting('authority')})
          AND NOT EXISTS (SELECT FROM public.membership m WHERE m.invitation_id = i.id AND ${stands});
      END $$`);
  }
}
