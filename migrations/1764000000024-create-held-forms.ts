import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/**
 * Forms that arrived after their session was over, kept for half a day for the person who wrote them; and the clearing
 * away of whatever signing in leaves behind.
 */
export class CreateHeldForms1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE held_form (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id),
        path text NOT NULL CHECK (path ~ '^/[^/]'),
        fields jsonb NOT NULL,
        held_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > held_at),
        sent_at timestamptz
      )`);
    await runner.query(`CREATE INDEX held_form_person_id ON held_form (person_id)`);
    await runner.query(`CREATE INDEX held_form_expires_at ON held_form (expires_at)`);
    await this.createFunctions(runner);
    await this.createClearing(runner);
    const functions = 'hold_form, held_forms_of, mark_held_form_sent, drop_held_form, clear_sign_in_leftovers';
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** The five newest of a person are kept, so that nobody fills the table by sending on. */
  private async createFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION hold_form(new_id uuid, of_person uuid, to_path text, with_fields jsonb, at timestamptz, until timestamptz)
      RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        INSERT INTO public.held_form (id, person_id, path, fields, held_at, expires_at)
        VALUES (new_id, of_person, to_path, with_fields, at, until);
        DELETE FROM public.held_form WHERE person_id = of_person AND id NOT IN (
          SELECT f.id FROM public.held_form f WHERE f.person_id = of_person ORDER BY f.held_at DESC, f.id DESC LIMIT 5);
      END`);
    await runner.query(`
      CREATE FUNCTION held_forms_of(of_person uuid, at timestamptz)
      RETURNS TABLE (id uuid, path text, fields jsonb, held_at timestamptz, sent_at timestamptz) LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT f.id, f.path, f.fields, f.held_at, f.sent_at FROM public.held_form f
        WHERE f.person_id = of_person AND f.expires_at > at ORDER BY f.held_at DESC, f.id DESC;
      END`);
    await runner.query(`
      CREATE FUNCTION mark_held_form_sent(wanted uuid, of_person uuid, at timestamptz) RETURNS SETOF text LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.held_form SET sent_at = at WHERE id = wanted AND person_id = of_person AND expires_at > at
        RETURNING path;
      END`);
    await runner.query(`
      CREATE FUNCTION drop_held_form(wanted uuid, of_person uuid) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC DELETE FROM public.held_form WHERE id = wanted AND person_id = of_person RETURNING id; END`);
  }

  private async createClearing(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX sign_in_step_expires_at ON sign_in_step (expires_at)`);
    await runner.query(`CREATE INDEX session_expires_at ON session (expires_at)`);
    await runner.query(`
      CREATE FUNCTION clear_sign_in_leftovers(at timestamptz) RETURNS void LANGUAGE sql ${definer}
      BEGIN ATOMIC
        DELETE FROM public.held_form WHERE expires_at <= at;
        DELETE FROM public.sign_in_step WHERE expires_at <= at;
        DELETE FROM public.sign_in_failure WHERE failed_at <= at - interval '1 day';
        DELETE FROM public.session WHERE expires_at <= at - interval '12 hours';
      END`);
  }
}
