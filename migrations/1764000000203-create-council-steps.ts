import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const onEpisode = `EXISTS (SELECT FROM missing_episode p WHERE p.authority = council_step.authority AND p.id = council_step.episode_id)`;

/** What the council did itself about an episode, which its own clocks wait for; what was put down in error is taken back. */
export class CreateCouncilSteps1764000000203 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council_step (
        authority text NOT NULL,
        id uuid NOT NULL,
        episode_id uuid NOT NULL,
        step text NOT NULL CHECK (
          step IN ('senior_manager_told', 'strategy_meeting_held', 'director_told', 'quality_check_made')),
        taken_at timestamptz NOT NULL,
        taken_time_known boolean NOT NULL,
        person_id uuid REFERENCES person (id),
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        taken_back_at timestamptz,
        taken_back_by text,
        taken_back_person_id uuid REFERENCES person (id),
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL)),
        CHECK (taken_back_person_id IS NULL OR taken_back_at IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX council_step_episode_id ON council_step (authority, episode_id)`);
    await runner.query(`CREATE INDEX council_step_person_id ON council_step (person_id)`);
    await runner.query(`CREATE INDEX council_step_taken_back_person_id ON council_step (taken_back_person_id)`);
    await protectTenantTable(runner, 'council_step', { council: onEpisode, provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON council_step TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
