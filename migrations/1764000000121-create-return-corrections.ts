import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const onEpisode = `EXISTS (SELECT FROM missing_episode p WHERE p.authority = return_correction.authority AND p.id = return_correction.episode_id)`;

/** Each correction of a child's return by the council: what stood before, what stands since, who made it, and why. */
export class CreateReturnCorrections1764000000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE return_correction (
        authority text NOT NULL,
        id uuid NOT NULL,
        episode_id uuid NOT NULL,
        old_returned_at timestamptz,
        old_returned_time_known boolean,
        new_returned_at timestamptz,
        new_returned_time_known boolean,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        person_id uuid REFERENCES person (id),
        corrected_at timestamptz NOT NULL,
        corrected_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        CHECK ((old_returned_at IS NULL) = (old_returned_time_known IS NULL)),
        CHECK ((new_returned_at IS NULL) = (new_returned_time_known IS NULL))
      )`);
    await runner.query(`
      CREATE INDEX return_correction_episode_id ON return_correction (authority, episode_id, corrected_at)`);
    await runner.query(`CREATE INDEX return_correction_person_id ON return_correction (person_id)`);
    await protectTenantTable(runner, 'return_correction', { council: onEpisode, provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT ON return_correction TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
