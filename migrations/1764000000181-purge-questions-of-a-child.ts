import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was asked about a child goes with who the child is: carrying out the decision to delete its record, which only the
 * deletion itself does, takes the threads along, before the rows and references by which they are found are gone.
 */
export class PurgeQuestionsOfAChild1764000000181 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION questions_of_child(of_authority text, of_child uuid) RETURNS TABLE (question_id uuid)
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT q.id
        FROM public.missing_episode e
        JOIN public.provider_question q ON q.authority = e.authority AND q.episode_id = e.id
        WHERE e.authority = of_authority AND e.child_id = of_child
        UNION
        SELECT q.id
        FROM public.missing_episode e
        JOIN public.source_reference s ON s.authority = e.authority AND s.episode_id = e.id
        JOIN public.provider_question q ON q.authority = s.authority AND q.provider_id = s.provider_id AND q.ref = s.ref
        WHERE e.authority = of_authority AND e.child_id = of_child AND q.episode_id IS NULL
        UNION
        SELECT q.id
        FROM public.rows_of_child(of_authority, of_child) r
        JOIN public.provider_question q
          ON q.authority = of_authority AND q.submission_id = r.submission_id AND q.row_number = r.row_number
        WHERE q.episode_id IS NULL;
      END`);
    await runner.query(`
      CREATE FUNCTION purge_questions() RETURNS trigger
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
          WHERE starts_with(lower(f.path), '/questions/rows/' || r.submission_id || '/' || r.row_number);
        DELETE FROM public.question_message m
          WHERE m.authority = NEW.authority AND m.question_id = ANY (questions);
        DELETE FROM public.provider_question q WHERE q.authority = NEW.authority AND q.id = ANY (questions);
        RETURN NEW;
      END $purge$`);
    await runner.query(`
      CREATE TRIGGER questions_go_along AFTER UPDATE OF executed_at ON deletion_decision
      FOR EACH ROW WHEN (OLD.executed_at IS NULL AND NEW.executed_at IS NOT NULL)
      EXECUTE FUNCTION purge_questions()`);
    await runner.query(`REVOKE ALL ON FUNCTION questions_of_child, purge_questions FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION questions_of_child TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
