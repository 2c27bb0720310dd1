import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownProvider, protectTenantTable } from './protect-tenant-table.js';

/** A cell of a raw row by its column, however its header was written. */
const cell = (column: string) =>
  `(SELECT btrim(c.value) FROM jsonb_each_text(r.record) c WHERE lower(btrim(c.key)) = '${column}' LIMIT 1)`;
const seesQuestions = `'questions' = ANY (string_to_array(current_setting('app.fields', true), ','))`;
const maySee = 'may_see_question(provider_question.authority, provider_question.id)';
const ofQuestion = `EXISTS (SELECT FROM provider_question p WHERE p.authority = question_message.authority AND p.id = question_message.question_id)`;

/** What the council asked a provider about a row of its returns, or about an episode, and all that was said of it. */
export class CreateProviderQuestions1764000000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createTables(runner);
    await this.createVisibility(runner);
    await protectTenantTable(runner, 'provider_question', {
      council: `${seesQuestions} AND ${maySee}`,
      provider: `${seesQuestions} AND ${ownProvider} AND ${maySee}`,
    });
    await protectTenantTable(runner, 'question_message', { council: ofQuestion, provider: ofQuestion });
    await runner.query(`GRANT SELECT, INSERT ON provider_question, question_message TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async createTables(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provider_question (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        ref text,
        episode_id uuid,
        submission_id uuid,
        row_number integer,
        column_name text,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        FOREIGN KEY (authority, submission_id, row_number) REFERENCES submission_row (authority, submission_id, row_number),
        CHECK ((submission_id IS NULL) = (row_number IS NULL))
      )`);
    await runner.query(`CREATE INDEX provider_question_provider_id ON provider_question (authority, provider_id, ref)`);
    await runner.query(`CREATE INDEX provider_question_episode_id ON provider_question (authority, episode_id)`);
    await runner.query(`
      CREATE INDEX provider_question_submission_id ON provider_question (authority, submission_id, row_number)`);
    await runner.query(`
      CREATE TABLE question_message (
        authority text NOT NULL,
        question_id uuid NOT NULL,
        message_number integer NOT NULL CHECK (message_number > 0),
        kind text NOT NULL CHECK (kind IN ('closed', 'asked', 'answered')),
        words text CHECK (length(words) BETWEEN 1 AND 2000),
        wanted_on date,
        person_id uuid REFERENCES person (id),
        written_at timestamptz NOT NULL,
        written_by text NOT NULL,
        PRIMARY KEY (authority, question_id, message_number),
        FOREIGN KEY (authority, question_id) REFERENCES provider_question (authority, id),
        CHECK ((kind = 'asked') = (wanted_on IS NOT NULL)),
        CHECK (kind = 'closed' OR words IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX question_message_person_id ON question_message (person_id)`);
  }

  /**
   * A question goes with the record of the child: by its episode, or by the one that its reference has come to stand for.
   * Before there is one, its provider sees it, and of the council those whose view is the whole authority, unless the row
   * names a child whose record they may not see.
   */
  private async createVisibility(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION children_of_row(of_authority text, of_submission uuid, of_row integer) RETURNS TABLE (child_id uuid)
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT i.child_id
        FROM public.submission_row r
        JOIN public.child_identity i ON i.authority = r.authority AND i.council_child_id = ${cell('child_id')}
        WHERE r.authority = of_authority AND r.submission_id = of_submission AND r.row_number = of_row;
      END`);
    await runner.query(`
      CREATE FUNCTION episode_of_question(of_authority text, of_question uuid) RETURNS uuid
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT coalesce(q.episode_id, s.episode_id)
        FROM public.provider_question q
        LEFT JOIN public.source_reference s
          ON s.authority = q.authority AND s.provider_id = q.provider_id AND s.ref = q.ref
        WHERE q.authority = of_authority AND q.id = of_question;
      END`);
    await runner.query(`
      CREATE FUNCTION may_see_question(of_authority text, of_question uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT CASE
          WHEN e.child_id IS NOT NULL THEN public.may_see_child(of_authority, e.child_id)
          WHEN current_setting('app.actor', true) = 'provider'
            THEN q.provider_id::text = current_setting('app.provider', true)
          ELSE current_setting('app.reach', true) = 'authority' AND NOT EXISTS (
            SELECT FROM public.children_of_row(of_authority, q.submission_id, q.row_number) c
            WHERE NOT public.may_see_child(of_authority, c.child_id))
        END
        FROM public.provider_question q
        LEFT JOIN public.missing_episode e
          ON e.authority = q.authority AND e.id = public.episode_of_question(of_authority, of_question)
        WHERE q.authority = of_authority AND q.id = of_question
          AND of_authority = current_setting('app.authority', true);
      END`);
    await runner.query(`REVOKE ALL ON FUNCTION children_of_row, episode_of_question, may_see_question FROM PUBLIC`);
    await runner.query(
      `GRANT EXECUTE ON FUNCTION children_of_row, episode_of_question, may_see_question TO homeward_app`,
    );
  }
}
