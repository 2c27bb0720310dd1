import type { MigrationInterface, QueryRunner } from 'typeorm';

const inAuthority = `authority = current_setting('app.authority', true)`;
const isSystem = `current_setting('app.actor', true) = 'system'`;
const isCouncil = `current_setting('app.actor', true) = 'authority'`;
const asProvider = `${inAuthority} AND current_setting('app.actor', true) = 'provider' AND (SELECT agreement_in_force())`;
const seesIdentity = `'identity' = ANY (string_to_array(current_setting('app.fields', true), ','))`;
/** The rule lets everybody whose view is the whole authority see a child that is neither restricted nor deleted. */
const plain = `NOT is_guarded AND current_setting('app.reach', true) = 'authority'`;
const ofChild = (table: string) =>
  `EXISTS (SELECT FROM child p WHERE p.authority = ${table}.authority AND p.id = ${table}.child_id)`;

/** The council's condition on the tables for which it becomes cheaper. */
const councilGuards: Readonly<Record<string, string>> = {
  child: `((${plain}) OR may_see_child(authority, id))`,
  missing_episode: `((${plain}) OR may_see_child(authority, child_id))`,
  child_identity: `${seesIdentity} AND ${ofChild('child_identity')}`,
  child_care_status: ofChild('child_care_status'),
  child_allocation: ofChild('child_allocation'),
};

/**
 * Most rows of most views belong to children that nothing sets apart. A flag on the child, and a copy on its episodes
 * that a foreign key keeps equal, lets the policies pass those without asking the whole rule for each row.
 */
export class FlagGuardedChildrenOnTheirRows1764000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE child ADD COLUMN is_guarded boolean NOT NULL
        GENERATED ALWAYS AS (is_restricted OR deleted_at IS NOT NULL) STORED`);
    await runner.query(`ALTER TABLE child ADD UNIQUE (authority, id, is_guarded)`);
    await runner.query(`ALTER TABLE missing_episode ADD COLUMN is_guarded boolean NOT NULL DEFAULT false`);
    await runner.query(`
      UPDATE missing_episode e SET is_guarded = true
      FROM child c WHERE c.authority = e.authority AND c.id = e.child_id AND c.is_guarded`);
    await this.keepEqual(runner);
    for (const [table, guard] of Object.entries(councilGuards)) {
      const rule = `${inAuthority} AND (${isSystem} OR (${isCouncil} AND ${guard}))`;
      await runner.query(`ALTER POLICY council ON ${table} USING (${rule}) WITH CHECK (${rule})`);
    }
    await runner.query(`
      ALTER POLICY provider_reads ON missing_episode USING (
        ${asProvider} AND provider_id::text = current_setting('app.provider', true)
        AND ((NOT is_guarded AND current_setting('app.reach', true) = 'provider') OR may_see_child(authority, child_id)))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Set when an episode is written, cascaded when the child's flag changes, and refused where it would differ. */
  private async keepEqual(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION copy_guard_of_child() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        SELECT c.is_guarded INTO NEW.is_guarded FROM public.child c
        WHERE c.authority = NEW.authority AND c.id = NEW.child_id;
        NEW.is_guarded = coalesce(NEW.is_guarded, false);
        RETURN NEW;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION copy_guard_of_child FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER guard_of_child BEFORE INSERT OR UPDATE OF child_id ON missing_episode
      FOR EACH ROW EXECUTE FUNCTION copy_guard_of_child()`);
    await runner.query(`DROP INDEX missing_episode_child_id`);
    await runner.query(`
      CREATE INDEX missing_episode_child_id ON missing_episode (authority, child_id, is_guarded, missing_at)`);
    await runner.query(`ALTER TABLE missing_episode DROP CONSTRAINT missing_episode_authority_child_id_fkey`);
    await runner.query(`
      ALTER TABLE missing_episode ADD CONSTRAINT missing_episode_child_id_fkey
        FOREIGN KEY (authority, child_id, is_guarded) REFERENCES child (authority, id, is_guarded) ON UPDATE CASCADE`);
  }
}
