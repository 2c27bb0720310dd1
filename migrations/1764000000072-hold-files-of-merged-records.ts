import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hold on one record of a child holds all of them, and with them the files of providers in which they stand. */
export class HoldFilesOfMergedRecords1764000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION purge_refusal(of_authority text, of_child uuid, in_files uuid[]) RETURNS text
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT CASE
          WHEN EXISTS (
            SELECT FROM public.legal_hold h
            WHERE h.authority = of_authority AND h.lifted_at IS NULL
              AND (h.child_id IS NULL OR h.child_id = ANY (public.family_of_child(of_authority, of_child))))
            THEN 'held'
          WHEN EXISTS (
            SELECT FROM public.legal_hold h
            JOIN public.missing_episode e ON e.authority = h.authority
              AND e.child_id = ANY (public.family_of_child(h.authority, h.child_id))
            JOIN public.submission_row r ON r.authority = e.authority AND r.episode_id = e.id
            JOIN public.submission_file f ON f.authority = r.authority AND f.submission_id = r.submission_id
            WHERE h.authority = of_authority AND h.lifted_at IS NULL AND f.submission_id = ANY (in_files))
            THEN 'held-file'
          WHEN EXISTS (SELECT FROM public.submission b WHERE b.authority = of_authority AND b.applied_at IS NULL)
            THEN 'returns-not-applied'
        END;
      END`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
