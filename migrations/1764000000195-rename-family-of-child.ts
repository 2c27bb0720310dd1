import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The function that lists the records of a child is named after that: a child's family is something else. What was
 * parsed when it was written, such as `purge_refusal`, goes on by itself; what asks for it by name is written anew.
 */
export class RenameFamilyOfChild1764000000195 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER FUNCTION family_of_child RENAME TO records_of_child`);
    await runner.query(`
      DO $$ DECLARE caller regprocedure; BEGIN
        FOR caller IN
          SELECT p.oid FROM pg_proc p
          WHERE p.pronamespace = 'public'::regnamespace AND p.prosrc LIKE '%family_of_child%'
        LOOP
          EXECUTE replace(pg_get_functiondef(caller), 'family_of_child', 'records_of_child');
        END LOOP;
      END $$`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
