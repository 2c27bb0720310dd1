import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;

/**
 * The person of a sign-in name, and nothing else: whether another organisation has them decides what an invitation opens
 * in the functions that follow it, and is not told to whoever invites.
 */
export class InvitePeopleWithoutTellingOfOthers1764000000196 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION invite_person(uuid, text, text, boolean, uuid)`);
    await runner.query(`
      CREATE FUNCTION invite_person(new_id uuid, wanted text, shown text, is_invented boolean)
      RETURNS TABLE (person_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$
      #variable_conflict use_column
      DECLARE at timestamptz := transaction_timestamp(); inviter text := coalesce(${setting('person')}, 'service');
      BEGIN
        IF ${setting('actor')} IS DISTINCT FROM 'system' OR ${setting('authority')} IS NULL
           OR is_invented AND NOT EXISTS (SELECT FROM public.demonstration) THEN
          RAISE EXCEPTION 'people are invited by the service, for an authority' USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO public.person (id, sign_in_name, display_name, is_demonstration, created_at, created_by, modified_at, modified_by)
        VALUES (new_id, lower(trim(wanted)), trim(shown), is_invented, at, inviter, at, inviter)
        ON CONFLICT (sign_in_name) DO NOTHING;
        RETURN QUERY SELECT p.id FROM public.person p WHERE p.sign_in_name = lower(trim(wanted));
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION invite_person FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION invite_person TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
