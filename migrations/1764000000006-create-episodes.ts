import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Missing episodes: what happened, the history of how it was classed, the free text apart, and the references by which others know it. */
export class CreateEpisodes1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE missing_episode (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        provider_id uuid,
        code text NOT NULL CHECK (code IN ('M', 'A')),
        police_classification text CHECK (police_classification IN ('missing', 'absent', 'none')),
        police_risk text CHECK (police_risk IN ('no_apparent', 'low', 'medium', 'high')),
        council_classification text,
        missing_from text CHECK (missing_from IN ('home', 'placement', 'school', 'other')),
        missing_at timestamptz NOT NULL,
        missing_time_known boolean NOT NULL,
        reported_at timestamptz,
        reported_time_known boolean,
        found_at timestamptz,
        found_time_known boolean,
        returned_at timestamptz,
        returned_time_known boolean,
        episode_end text CHECK (episode_end IN ('cancelled', 'turned_18', 'ended_other')),
        start_age smallint NOT NULL CHECK (start_age BETWEEN 0 AND 25),
        start_gender text CHECK (start_gender IN ('female', 'male', 'neither')),
        start_ethnicity text CHECK (start_ethnicity ~ '^[A-Z]{4}$'),
        start_care_status text NOT NULL CHECK (start_care_status IN ('home', 'looked_after', 'looked_after_other_authority', 'care_leaver')),
        start_group text NOT NULL CHECK (start_group IN ('home', 'care_leaver', 'looked_after_in', 'looked_after_out_within_limit', 'looked_after_out_beyond_limit', 'looked_after_distance_not_known', 'other_authority_here')),
        start_placing_authority text,
        start_host_authority text,
        start_placement_type text CHECK (length(start_placement_type) <= 4),
        start_placement_outward_code text CHECK (length(start_placement_outward_code) <= 4),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        CHECK ((reported_at IS NULL) = (reported_time_known IS NULL)),
        CHECK ((found_at IS NULL) = (found_time_known IS NULL)),
        CHECK ((returned_at IS NULL) = (returned_time_known IS NULL)),
        CHECK (NOT (missing_time_known AND returned_time_known) OR returned_at >= missing_at)
      )`);
    await runner.query(`
      CREATE INDEX missing_episode_child_id ON missing_episode (authority, child_id, missing_at)`);
    await runner.query(`
      CREATE INDEX missing_episode_provider_id ON missing_episode (authority, provider_id, missing_at)`);
    await runner.query(`
      CREATE INDEX missing_episode_missing_at ON missing_episode (authority, missing_at)`);
    await runner.query(`
      CREATE INDEX missing_episode_returned_at ON missing_episode (authority, returned_at)`);
    await runner.query(`
      CREATE INDEX missing_episode_open ON missing_episode (authority) WHERE returned_at IS NULL AND episode_end IS NULL`);
    await runner.query(`
      CREATE TABLE episode_classification (
        authority text NOT NULL,
        episode_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        status text NOT NULL,
        code text NOT NULL,
        police_classification text,
        police_risk text,
        council_classification text,
        PRIMARY KEY (authority, episode_id, recorded_at),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE case_text (
        authority text NOT NULL,
        episode_id uuid NOT NULL,
        child_id uuid NOT NULL,
        council_ref text,
        police_ref text,
        found_where text,
        carer_information text,
        plan_change text,
        lead_worker text,
        team text,
        interviewer text,
        interviewer_role text,
        interview_place text,
        independence_reason text,
        themes text,
        child_voice text,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, episode_id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX case_text_child_id ON case_text (authority, child_id)`);
    await runner.query(`
      CREATE TABLE source_reference (
        authority text NOT NULL,
        provider_id uuid NOT NULL,
        ref text NOT NULL CHECK (length(ref) BETWEEN 1 AND 100),
        episode_id uuid NOT NULL,
        row_version integer,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, provider_id, ref),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id)
      )`);
    await runner.query(`
      CREATE INDEX source_reference_episode_id ON source_reference (authority, episode_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
