import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cell of a raw row by one of the names of its column, however its header was written. */
const cell = (...columns: readonly string[]) =>
  `(SELECT btrim(c.value) FROM jsonb_each_text(r.record) c WHERE lower(btrim(c.key)) IN (${columns.map((name) => `'${name}'`).join(', ')}) LIMIT 1)`;
/** A name without case, accents and punctuation. */
const nameKey = (name: string) =>
  `lower(btrim(regexp_replace(regexp_replace(normalize(coalesce(${name}, ''), NFD), '[\\u0300-\\u036f]+', '', 'g'), '[^[:alnum:]]+', ' ', 'g')))`;
const sameName = (name: string, column: string) =>
  `(${nameKey(name)} = ${nameKey(`i.${column}`)} AND ${nameKey(`i.${column}`)} <> '')`;
const britishDay = `regexp_replace(${cell('date_of_birth')}, '^0?(\\d{1,2})/0?(\\d{1,2})/(\\d{4})$', '\\1/\\2/\\3')`;

const REMOVED = 'Removed with the record at the end of its time of keeping.';

/**
 * What was notified of a child goes with who the child is: the deletion of an identity, which only the deletion of a
 * record can do, takes along whatever names the child in notifications, in the lists and in corrections.
 */
export class PurgeNotificationsOfAChild1764000000122 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createNotificationsOfChild(runner);
    await this.createRowsOfChild(runner);
    await this.createPurge(runner);
    await runner.query(
      `REVOKE ALL ON FUNCTION notifications_of_child, notification_rows_of_child, purge_notifications FROM PUBLIC`,
    );
    await runner.query(`GRANT EXECUTE ON FUNCTION notifications_of_child, notification_rows_of_child TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Those matched with the child; and of those matched with none, the ones with its council ID, or its name and birth. */
  private async createNotificationsOfChild(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION notifications_of_child(of_authority text, of_child uuid) RETURNS TABLE (notification_id uuid)
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT n.id FROM public.missing_notification n WHERE n.authority = of_authority AND n.child_id = of_child
        UNION
        SELECT n.id
        FROM public.child_identity i
        JOIN public.notification_identity o ON o.authority = i.authority
        JOIN public.missing_notification n ON n.authority = o.authority AND n.id = o.notification_id
        WHERE i.authority = of_authority AND i.child_id = of_child AND n.child_id IS NULL AND (
          o.council_child_id = i.council_child_id
          OR (o.date_of_birth = i.date_of_birth
            AND ${sameName('o.given_name', 'given_name')} AND ${sameName('o.family_name', 'family_name')}));
      END`);
  }

  /** Rows of lists that speak of the child: the applied ones, and of those held the ones with its council ID or name and birth. */
  private async createRowsOfChild(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION notification_rows_of_child(of_authority text, of_child uuid)
      RETURNS TABLE (list_id uuid, row_number integer)
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT r.list_id, r.row_number
        FROM public.notifications_of_child(of_authority, of_child) n
        JOIN public.notification_list_row r ON r.authority = of_authority AND r.notification_id = n.notification_id
        UNION
        SELECT r.list_id, r.row_number
        FROM public.child_identity i
        JOIN public.notification_list_row r ON r.authority = i.authority AND r.notification_id IS NULL
        WHERE i.authority = of_authority AND i.child_id = of_child AND (
          ${cell('child', 'child_id')} = i.council_child_id
          OR (${sameName(cell('given_name'), 'given_name')} AND ${sameName(cell('family_name'), 'family_name')} AND (
            ${cell('date_of_birth')} = to_char(i.date_of_birth, 'YYYY-MM-DD')
            OR ${britishDay} = to_char(i.date_of_birth, 'FMDD/FMMM/YYYY'))));
      END`);
  }

  private async createPurge(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION purge_notifications() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $purge$
      DECLARE
        notifications uuid[];
        lists uuid[];
        numbers integer[];
      BEGIN
        SELECT coalesce(array_agg(n.notification_id), '{}') INTO notifications
          FROM public.notifications_of_child(OLD.authority, OLD.child_id) n;
        SELECT coalesce(array_agg(r.list_id), '{}'), coalesce(array_agg(r.row_number), '{}') INTO lists, numbers
          FROM public.notification_rows_of_child(OLD.authority, OLD.child_id) r;
        IF EXISTS (
          SELECT FROM public.legal_hold h
          JOIN public.missing_notification n ON n.authority = h.authority AND n.child_id = h.child_id
          JOIN public.notification_list_row r ON r.authority = n.authority AND r.notification_id = n.id
          JOIN public.notification_list_file f ON f.authority = r.authority AND f.list_id = r.list_id
          WHERE h.authority = OLD.authority AND h.lifted_at IS NULL AND f.list_id = ANY (lists)) THEN
          RAISE EXCEPTION 'purge refused: held-file' USING ERRCODE = 'insufficient_privilege';
        END IF;
        DELETE FROM public.notification_list_file f WHERE f.authority = OLD.authority AND f.list_id = ANY (lists);
        UPDATE public.notification_list l SET file_dropped_at = transaction_timestamp()
          WHERE l.authority = OLD.authority AND l.id = ANY (lists) AND l.file_dropped_at IS NULL;
        UPDATE public.notification_list_row r SET reference = NULL, record = '{}', findings = '[]'
          FROM unnest(lists, numbers) AS u (list, number)
          WHERE r.authority = OLD.authority AND r.list_id = u.list AND r.row_number = u.number;
        DELETE FROM public.held_form f
          USING unnest(notifications) AS u (id) WHERE strpos(lower(f.path), u.id::text) > 0;
        DELETE FROM public.notification_identity i
          WHERE i.authority = OLD.authority AND i.notification_id = ANY (notifications);
        UPDATE public.notification_link l SET before = '{}'
          WHERE l.authority = OLD.authority AND l.notification_id = ANY (notifications);
        UPDATE public.return_correction c SET reason = '${REMOVED}'
          FROM public.missing_episode e
          WHERE e.authority = OLD.authority AND e.child_id = OLD.child_id
            AND c.authority = e.authority AND c.episode_id = e.id;
        RETURN OLD;
      END $purge$`);
    await runner.query(`
      CREATE TRIGGER notifications_go_along BEFORE DELETE ON child_identity
      FOR EACH ROW EXECUTE FUNCTION purge_notifications()`);
  }
}
