import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A session gives only memberships that are in force and not suspended, and those in a provider only while its sharing
 * agreement is signed and in date. Days are those of London.
 */
export class HeedAgreementsInLookUps1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION memberships_of(of_person uuid, at timestamptz) RETURNS jsonb
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT coalesce(jsonb_agg(jsonb_build_object('authority', m.authority, 'id', m.id, 'role', m.role,
                                                     'providerId', m.provider_id, 'team', m.team)
                                  ORDER BY m.authority, m.role, m.id), '[]'::jsonb)
        FROM public.membership m, LATERAL (SELECT (at AT TIME ZONE 'Europe/London')::date AS today) d
        WHERE m.person_id = of_person AND m.suspended_at IS NULL
          AND m.valid_from <= d.today AND (m.valid_to IS NULL OR m.valid_to > d.today)
          AND (m.provider_id IS NULL OR EXISTS (
            SELECT FROM public.sharing_agreement a
            WHERE a.authority = m.authority AND a.provider_id = m.provider_id AND a.signed_on <= d.today
              AND a.valid_from <= d.today AND (a.valid_to IS NULL OR a.valid_to > d.today)));
      END`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION find_session(wanted bytea, at timestamptz)
      RETURNS TABLE (person_id uuid, display_name text, is_demonstration boolean, memberships jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT p.id, p.display_name, p.is_demonstration, public.memberships_of(p.id, at)
        FROM public.session s JOIN public.person p ON p.id = s.person_id
        WHERE s.secret_hash = wanted AND s.expires_at > at;
      END`);
    await runner.query(`REVOKE ALL ON FUNCTION memberships_of FROM PUBLIC`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
