import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;

/**
 * People belong to no authority, so the service's login neither adds nor changes them at will: it names whom to invite,
 * and gets the person who has that sign-in name already or is made with it. How an organisation calls its people is
 * the organisation's own, so that it does not learn how others call them.
 */
export class KeepPeopleBehindFunctions1764000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE membership ADD COLUMN known_as text CHECK (length(known_as) BETWEEN 1 AND 120)`);
    await runner.query(`REVOKE INSERT, UPDATE ON person FROM homeward_app`);
    await this.createInvite(runner);
    await this.createEnd(runner);
    await runner.query(`REVOKE ALL ON FUNCTION invite_person, end_access FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION invite_person, end_access TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /**
   * The person of a sign-in name, and whether nobody but the inviting organisation has to do with them: only then may
   * the inviter be handed a way to sign in as them. The name is that of the first invitation and stays. Invented people,
   * who need no password, are made in a demonstration alone.
   */
  private async createInvite(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION invite_person(new_id uuid, wanted text, shown text, is_invented boolean, for_provider uuid)
      RETURNS TABLE (person_id uuid, is_ours boolean)
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
        RETURN QUERY
        SELECT p.id, NOT EXISTS (
          SELECT FROM public.membership m
          WHERE m.person_id = p.id AND NOT (m.provider_id IS NOT DISTINCT FROM for_provider
                                            AND (for_provider IS NOT NULL OR m.authority = ${setting('authority')})))
        FROM public.person p WHERE p.sign_in_name = lower(trim(wanted));
      END $$`);
  }

  /** Ends what people hold who have no membership in force left, as the open transaction sees it: nobody else's. */
  private async createEnd(runner: QueryRunner): Promise<void> {
    const isOut = `person_id = ANY (people) AND public.memberships_of(person_id, transaction_timestamp()) = '[]'::jsonb`;
    await runner.query(`
      CREATE FUNCTION end_access(people uuid[]) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        DELETE FROM public.session WHERE ${isOut};
        UPDATE public.invitation SET used_at = transaction_timestamp() WHERE used_at IS NULL AND ${isOut};
      END`);
  }
}
