import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of what was being typed about a row that is asked about, a deletion takes the forms of that very row: row 1 is not the
 * rows 10 to 19.
 */
export class KeepHeldFormsOfOtherRows1764000000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION purge_questions() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $purge$
      DECLARE
        questions uuid[];
      BEGIN
        SELECT coalesce(array_agg(q.question_id), '{}') INTO questions
          FROM public.questions_of_child(NEW.authority, NEW.child_id) q;
        DELETE FROM public.held_form f
          USING unnest(questions) AS u (id) WHERE strpos(lower(f.path), u.id::text) > 0;
        DELETE FROM public.held_form f
          USING public.rows_of_child(NEW.authority, NEW.child_id) r
          WHERE starts_with(lower(f.path) || '/', '/questions/rows/' || r.submission_id || '/' || r.row_number || '/');
        DELETE FROM public.question_message m
          WHERE m.authority = NEW.authority AND m.question_id = ANY (questions);
        DELETE FROM public.provider_question q WHERE q.authority = NEW.authority AND q.id = ANY (questions);
        RETURN NEW;
      END $purge$`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
