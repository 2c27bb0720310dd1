import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cell of a raw row by its column, however its header was written. */
const cell = (column: string) =>
  `(SELECT btrim(c.value) FROM jsonb_each_text(r.record) c WHERE lower(btrim(c.key)) = '${column}' LIMIT 1)`;
const britishDay = `regexp_replace(${cell('date_of_birth')}, '^0?(\\d{1,2})/0?(\\d{1,2})/(\\d{4})$', '\\1/\\2/\\3')`;
const isNamed = (given: string, family: string) => `EXISTS (
  SELECT FROM (
    SELECT i.given_name, i.family_name
    UNION ALL SELECT a.given_name, a.family_name FROM public.child_name_alias a
    WHERE a.authority = i.authority AND a.child_id = i.child_id) n
  WHERE public.name_key(n.given_name) <> '' AND public.name_key(n.family_name) <> ''
    AND public.name_key(n.given_name) = public.name_key(${given})
    AND public.name_key(n.family_name) = public.name_key(${family}))`;

/**
 * A row that a child's alias names is the child's, and names are compared as rows are matched. What was said and decided
 * of who a child is goes with its rows and with its identity.
 */
export class PurgeNamesAndMatchesOfAChild1764000000172 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createNameKey(runner);
    await this.replaceRowsOfChild(runner);
    await this.forgetDoubts(runner);
    await this.forgetMatches(runner);
    await runner.query(`REVOKE ALL ON FUNCTION name_key, forget_doubts_of_row, forget_names_and_matches FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION name_key TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** One part of a name as rows are matched by it: the same as the domain's, which a test compares. */
  private async createNameKey(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION name_key(name text) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
      RETURN regexp_replace(
        translate(
          replace(replace(replace(replace(
            lower(normalize(coalesce(name, ''), NFKD)), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss'),
          'ðøđħıłŧ', 'dodhilt'),
        '[^[:alnum:]]+', '', 'g')`);
  }

  private async replaceRowsOfChild(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION rows_of_child(of_authority text, of_child uuid)
      RETURNS TABLE (submission_id uuid, row_number integer)
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT r.submission_id, r.row_number
        FROM public.missing_episode e
        JOIN public.submission_row r ON r.authority = e.authority AND r.episode_id = e.id
        WHERE e.authority = of_authority AND e.child_id = of_child
        UNION
        SELECT r.submission_id, r.row_number
        FROM public.child_identity i
        JOIN public.submission_row r ON r.authority = i.authority AND r.episode_id IS NULL AND r.outcome = 'held'
        WHERE i.authority = of_authority AND i.child_id = of_child AND (
          ${cell('child_id')} = i.council_child_id
          OR ((
            ${cell('date_of_birth')} = to_char(i.date_of_birth, 'YYYY-MM-DD')
            OR ${britishDay} = to_char(i.date_of_birth, 'FMDD/FMMM/YYYY'))
            AND ${isNamed(cell('given_name'), cell('family_name'))}))
        UNION
        SELECT r.submission_id, r.row_number
        FROM public.missing_episode e
        JOIN public.source_reference s ON s.authority = e.authority AND s.episode_id = e.id
        JOIN public.submission b ON b.authority = s.authority AND b.provider_id = s.provider_id
        JOIN public.submission_row r ON r.authority = b.authority AND r.submission_id = b.id AND r.ref = s.ref
          AND r.episode_id IS NULL AND r.outcome = 'held'
        WHERE e.authority = of_authority AND e.child_id = of_child AND NOT EXISTS (
          SELECT FROM public.child_identity o
          WHERE o.authority = r.authority AND o.child_id <> of_child AND o.council_child_id = ${cell('child_id')})
        UNION
        SELECT d.submission_id, d.row_number
        FROM public.child_match m
        JOIN public.child_doubt d ON d.authority = m.authority AND d.child_match_id = m.id
        WHERE m.authority = of_authority AND m.child_id = of_child AND m.undone_at IS NULL
        UNION
        SELECT d.submission_id, d.row_number
        FROM public.child_identity i
        JOIN public.child_doubt d ON d.authority = i.authority AND d.date_of_birth = i.date_of_birth
          AND d.child_match_id IS NULL AND ${isNamed('d.given_name', 'd.family_name')}
        JOIN public.submission_row r ON r.authority = d.authority AND r.submission_id = d.submission_id
          AND r.row_number = d.row_number AND r.outcome = 'held'
        WHERE i.authority = of_authority AND i.child_id = of_child;
      END`);
  }

  /** A row that is emptied because a child is deleted says nothing any more of who the child is. */
  private async forgetDoubts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION forget_doubts_of_row() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        DELETE FROM public.held_form f USING public.child_doubt d
          WHERE d.authority = NEW.authority AND d.submission_id = NEW.submission_id AND d.row_number = NEW.row_number
            AND strpos(lower(f.path), d.id::text) > 0;
        DELETE FROM public.child_doubt d
          WHERE d.authority = NEW.authority AND d.submission_id = NEW.submission_id AND d.row_number = NEW.row_number;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER forget_doubts_of_row AFTER UPDATE OF record ON submission_row
      FOR EACH ROW WHEN (NEW.record = '{}') EXECUTE FUNCTION forget_doubts_of_row()`);
  }

  /** Only the deletion of a record deletes an identity. What was left out is forgotten with the last row that it kept out. */
  private async forgetMatches(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION forget_names_and_matches() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$
      DECLARE
        matches uuid[];
      BEGIN
        SELECT coalesce(array_agg(m.id), '{}') INTO matches FROM public.child_match m
          WHERE m.authority = OLD.authority AND (m.child_id = OLD.child_id OR (m.child_id IS NULL AND NOT EXISTS (
            SELECT FROM public.child_doubt d WHERE d.authority = m.authority AND d.claim_key = m.claim_key)));
        DELETE FROM public.held_form f USING unnest(matches) AS u (id) WHERE strpos(lower(f.path), u.id::text) > 0;
        UPDATE public.child_doubt d SET child_match_id = NULL
          WHERE d.authority = OLD.authority AND d.child_match_id = ANY (matches);
        DELETE FROM public.child_match m WHERE m.authority = OLD.authority AND m.id = ANY (matches);
        DELETE FROM public.child_name_alias a WHERE a.authority = OLD.authority AND a.child_id = OLD.child_id;
        RETURN OLD;
      END $$`);
    await runner.query(`
      CREATE TRIGGER forget_names_and_matches BEFORE DELETE ON child_identity
      FOR EACH ROW EXECUTE FUNCTION forget_names_and_matches()`);
  }
}
