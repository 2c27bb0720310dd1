import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const onEpisode = `EXISTS (SELECT FROM missing_episode p WHERE p.authority = deadline_correction.authority AND p.id = deadline_correction.episode_id)`;

/** Which clock took the place of another, who changed what it rests on, and what that was. The old clock keeps its due time. */
export class CreateDeadlineCorrections1764000000204 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deadline_correction (
        authority text NOT NULL,
        deadline_id uuid NOT NULL,
        episode_id uuid NOT NULL,
        replaced_by_id uuid,
        because text NOT NULL CHECK (because IN (
          'return', 'missing', 'end', 'class', 'care_status', 'provider', 'referral', 'interview', 'form', 'terms')),
        person_id uuid REFERENCES person (id),
        corrected_at timestamptz NOT NULL,
        corrected_by text NOT NULL,
        PRIMARY KEY (authority, deadline_id),
        FOREIGN KEY (authority, deadline_id) REFERENCES deadline (authority, id),
        FOREIGN KEY (authority, replaced_by_id) REFERENCES deadline (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`CREATE INDEX deadline_correction_episode_id ON deadline_correction (authority, episode_id)`);
    await runner.query(
      `CREATE INDEX deadline_correction_replaced_by_id ON deadline_correction (authority, replaced_by_id)`,
    );
    await runner.query(`CREATE INDEX deadline_correction_person_id ON deadline_correction (person_id)`);
    await protectTenantTable(runner, 'deadline_correction', { council: onEpisode, provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT ON deadline_correction TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
