import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A child with merged records is set apart like a restricted one: whether it is restricted may stand on another of its
 * records, so that the policies ask the whole rule for each of them. The flag is worked out by a trigger from now on,
 * because it depends on another table; nobody writes it.
 */
export class GuardMergedChildren1764000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE child ALTER COLUMN is_guarded DROP EXPRESSION`);
    await runner.query(`
      CREATE FUNCTION work_out_guard() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        NEW.is_guarded = NEW.is_restricted OR NEW.deleted_at IS NOT NULL OR EXISTS (
          SELECT FROM public.child_merge m
          WHERE m.authority = NEW.authority AND m.undone_at IS NULL AND m.child_id = NEW.id)
        OR EXISTS (
          SELECT FROM public.child_merge m
          WHERE m.authority = NEW.authority AND m.undone_at IS NULL AND m.into_child_id = NEW.id);
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER work_out_guard BEFORE INSERT OR UPDATE ON child FOR EACH ROW EXECUTE FUNCTION work_out_guard()`);
    await runner.query(`
      CREATE FUNCTION guard_merged_children() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        UPDATE public.child c SET is_guarded = c.is_guarded
          WHERE c.authority = NEW.authority AND c.id IN (NEW.child_id, NEW.into_child_id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER guard_merged_children AFTER INSERT OR UPDATE OF undone_at ON child_merge
      FOR EACH ROW EXECUTE FUNCTION guard_merged_children()`);
    await runner.query(`REVOKE ALL ON FUNCTION work_out_guard, guard_merged_children FROM PUBLIC`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
