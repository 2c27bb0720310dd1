import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cell of a raw row by its column, however its header was written. */
const cell = (column: string) =>
  `(SELECT btrim(c.value) FROM jsonb_each_text(r.record) c WHERE lower(btrim(c.key)) = '${column}' LIMIT 1)`;
/** A name without case, accents and punctuation. */
const nameKey = (name: string) =>
  `lower(btrim(regexp_replace(regexp_replace(normalize(coalesce(${name}, ''), NFD), '[\\u0300-\\u036f]+', '', 'g'), '[^[:alnum:]]+', ' ', 'g')))`;
const sameName = (column: string) =>
  `(${nameKey(cell(column))} = ${nameKey(`i.${column}`)} AND ${nameKey(`i.${column}`)} <> '')`;
const britishDay = `regexp_replace(${cell('date_of_birth')}, '^0?(\\d{1,2})/0?(\\d{1,2})/(\\d{4})$', '\\1/\\2/\\3')`;

/** What is left where a free text stood. */
const REMOVED = 'Removed with the record at the end of its time of keeping.';

/**
 * The one way in which a child's data leave the database. The service has no right to delete them itself: this function
 * does it as the owner, for a decision that a person has made in the same transaction, and for nothing else.
 */
export class CreatePurgeOfAChild1764000000062 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createRowsOfChild(runner);
    await this.createIdsInAddresses(runner);
    await this.createRefusal(runner);
    await this.createPurge(runner);
    await runner.query(
      `REVOKE ALL ON FUNCTION rows_of_child, ids_in_addresses, purge_refusal, purge_child FROM PUBLIC`,
    );
    await runner.query(`GRANT EXECUTE ON FUNCTION rows_of_child, purge_child TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /**
   * The rows of provider returns that speak of a child: those that were applied to it; and of those held, which hang on
   * nothing, the ones with its council ID, with its name and date of birth, or with a reference of its episodes and no
   * other child's ID. A held row that gives a name alone is not known to be this child's.
   */
  private async createRowsOfChild(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION rows_of_child(of_authority text, of_child uuid)
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
          OR (${sameName('given_name')} AND ${sameName('family_name')} AND (
            ${cell('date_of_birth')} = to_char(i.date_of_birth, 'YYYY-MM-DD')
            OR ${britishDay} = to_char(i.date_of_birth, 'FMDD/FMMM/YYYY'))))
        UNION
        SELECT r.submission_id, r.row_number
        FROM public.missing_episode e
        JOIN public.source_reference s ON s.authority = e.authority AND s.episode_id = e.id
        JOIN public.submission b ON b.authority = s.authority AND b.provider_id = s.provider_id
        JOIN public.submission_row r ON r.authority = b.authority AND r.submission_id = b.id AND r.ref = s.ref
          AND r.episode_id IS NULL AND r.outcome = 'held'
        WHERE e.authority = of_authority AND e.child_id = of_child AND NOT EXISTS (
          SELECT FROM public.child_identity o
          WHERE o.authority = r.authority AND o.child_id <> of_child AND o.council_child_id = ${cell('child_id')});
      END`);
  }

  /** The ids by which addresses name a child, or what hangs on it: a form that is held says by its address what it is about. */
  private async createIdsInAddresses(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION ids_in_addresses(of_authority text, of_child uuid) RETURNS TABLE (id uuid)
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT of_child
        UNION SELECT e.id FROM public.missing_episode e WHERE e.authority = of_authority AND e.child_id = of_child
        UNION SELECT a.id FROM public.child_admission a WHERE a.authority = of_authority AND a.child_id = of_child
        UNION SELECT h.id FROM public.legal_hold h WHERE h.authority = of_authority AND h.child_id = of_child
        UNION SELECT n.id FROM public.viewing_notice n WHERE n.authority = of_authority AND n.child_id = of_child;
      END`);
  }

  /** Why a child must not be deleted now, in one word; null where nothing stands against it. */
  private async createRefusal(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION purge_refusal(of_authority text, of_child uuid, in_files uuid[]) RETURNS text
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT CASE
          WHEN EXISTS (
            SELECT FROM public.legal_hold h
            WHERE h.authority = of_authority AND h.lifted_at IS NULL AND (h.child_id IS NULL OR h.child_id = of_child))
            THEN 'held'
          WHEN EXISTS (
            SELECT FROM public.legal_hold h
            JOIN public.missing_episode e ON e.authority = h.authority AND e.child_id = h.child_id
            JOIN public.submission_row r ON r.authority = e.authority AND r.episode_id = e.id
            JOIN public.submission_file f ON f.authority = r.authority AND f.submission_id = r.submission_id
            WHERE h.authority = of_authority AND h.lifted_at IS NULL AND f.submission_id = ANY (in_files))
            THEN 'held-file'
          WHEN EXISTS (SELECT FROM public.submission b WHERE b.authority = of_authority AND b.applied_at IS NULL)
            THEN 'returns-not-applied'
        END;
      END`);
  }

  private async createPurge(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION purge_child(of_authority text, of_child uuid) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $purge$
      DECLARE
        files uuid[];
        numbers integer[];
        episodes uuid[];
        refusal text;
      BEGIN
        IF current_setting('app.actor', true) IS DISTINCT FROM 'system'
            OR current_setting('app.authority', true) IS DISTINCT FROM of_authority THEN
          RAISE EXCEPTION 'purge refused: not-the-service' USING ERRCODE = 'insufficient_privilege';
        END IF;
        -- No return is applied and no hold is placed meanwhile.
        PERFORM pg_advisory_xact_lock(hashtextextended('homeward import ' || of_authority, 0));
        PERFORM pg_advisory_xact_lock(hashtextextended('homeward keeping ' || of_authority, 0));
        PERFORM FROM public.child c
          WHERE c.authority = of_authority AND c.id = of_child AND c.deleted_at IS NULL FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'purge refused: no-such-child' USING ERRCODE = 'no_data_found';
        END IF;
        UPDATE public.deletion_decision d SET executed_at = transaction_timestamp()
          WHERE d.authority = of_authority AND d.child_id = of_child AND d.executed_at IS NULL
            AND d.decided_at = transaction_timestamp() AND d.decided_by::text = current_setting('app.person', true)
            AND d.due_on <= (transaction_timestamp() AT TIME ZONE 'Europe/London')::date;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'purge refused: not-decided' USING ERRCODE = 'insufficient_privilege';
        END IF;
        SELECT coalesce(array_agg(r.submission_id), '{}'), coalesce(array_agg(r.row_number), '{}') INTO files, numbers
          FROM public.rows_of_child(of_authority, of_child) r;
        refusal := public.purge_refusal(of_authority, of_child, files);
        IF refusal IS NOT NULL THEN
          RAISE EXCEPTION 'purge refused: %', refusal USING ERRCODE = 'insufficient_privilege';
        END IF;
        SELECT coalesce(array_agg(e.id), '{}') INTO episodes
          FROM public.missing_episode e WHERE e.authority = of_authority AND e.child_id = of_child;

        DELETE FROM public.submission_file f WHERE f.authority = of_authority AND f.submission_id = ANY (files);
        UPDATE public.submission b
          SET file_dropped_at = transaction_timestamp(), file_dropped_because = 'child_deleted'
          WHERE b.authority = of_authority AND b.id = ANY (files) AND b.file_dropped_at IS NULL;
        UPDATE public.finding f SET ref = NULL, message = '${REMOVED}'
          FROM unnest(files, numbers) AS u (file, number)
          WHERE f.authority = of_authority AND f.submission_id = u.file AND f.row_number = u.number;
        UPDATE public.submission_row r SET ref = NULL, record = '{}'
          FROM unnest(files, numbers) AS u (file, number)
          WHERE r.authority = of_authority AND r.submission_id = u.file AND r.row_number = u.number;

        DELETE FROM public.held_form f
          USING public.ids_in_addresses(of_authority, of_child) a WHERE strpos(lower(f.path), a.id::text) > 0;

        DELETE FROM public.source_reference s WHERE s.authority = of_authority AND s.episode_id = ANY (episodes);
        DELETE FROM public.case_text t WHERE t.authority = of_authority AND t.episode_id = ANY (episodes);
        DELETE FROM public.third_party_information t WHERE t.authority = of_authority AND t.child_id = of_child;
        UPDATE public.interview_offer o SET method = NULL
          WHERE o.authority = of_authority AND o.episode_id = ANY (episodes);
        UPDATE public.episode_classification k SET council_classification = NULL
          WHERE k.authority = of_authority AND k.episode_id = ANY (episodes);
        UPDATE public.missing_episode e SET council_classification = NULL, start_placement_outward_code = NULL
          WHERE e.authority = of_authority AND e.id = ANY (episodes);

        DELETE FROM public.child_care_status s WHERE s.authority = of_authority AND s.child_id = of_child;
        DELETE FROM public.child_admission a WHERE a.authority = of_authority AND a.child_id = of_child;
        DELETE FROM public.child_opening o WHERE o.authority = of_authority AND o.child_id = of_child;
        DELETE FROM public.viewing_notice n WHERE n.authority = of_authority AND n.child_id = of_child;
        DELETE FROM public.child_allocation a WHERE a.authority = of_authority AND a.child_id = of_child;
        UPDATE public.legal_hold h SET reason = '${REMOVED}', lift_reason = '${REMOVED}'
          WHERE h.authority = of_authority AND h.child_id = of_child;
        DELETE FROM public.child_identity i WHERE i.authority = of_authority AND i.child_id = of_child;
        UPDATE public.child c
          SET deleted_at = transaction_timestamp(), modified_at = transaction_timestamp(),
              modified_by = current_setting('app.person', true)
          WHERE c.authority = of_authority AND c.id = of_child;
      END $purge$`);
  }
}
