import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Return home interviews: what is owed after each return, the ledger of offers, interviews, the episodes they cover, and what they found. */
export class CreateInterviews1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE interview_requirement (
        authority text NOT NULL,
        episode_id uuid NOT NULL,
        referred_at timestamptz,
        referred_time_known boolean,
        acknowledged_at timestamptz,
        acknowledged_time_known boolean,
        booked_for timestamptz,
        booked_time_known boolean,
        form_returned_at timestamptz,
        form_returned_time_known boolean,
        safeguarding_alert_at timestamptz,
        safeguarding_alert_time_known boolean,
        not_completed_reason text,
        has_carer_information boolean NOT NULL,
        plan_informed_at timestamptz,
        plan_informed_time_known boolean,
        has_plan_change boolean NOT NULL,
        fee_claimed_pence integer CHECK (fee_claimed_pence >= 0),
        mileage numeric(7, 1) CHECK (mileage >= 0),
        arrived_overdue_at timestamptz,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, episode_id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        CHECK ((referred_at IS NULL) = (referred_time_known IS NULL)),
        CHECK ((acknowledged_at IS NULL) = (acknowledged_time_known IS NULL)),
        CHECK ((booked_for IS NULL) = (booked_time_known IS NULL)),
        CHECK ((form_returned_at IS NULL) = (form_returned_time_known IS NULL)),
        CHECK ((safeguarding_alert_at IS NULL) = (safeguarding_alert_time_known IS NULL)),
        CHECK ((plan_informed_at IS NULL) = (plan_informed_time_known IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE interview_offer (
        authority text NOT NULL,
        id uuid NOT NULL,
        episode_id uuid NOT NULL,
        origin text NOT NULL CHECK (origin IN ('offer', 'attempt')),
        offered_at timestamptz NOT NULL,
        offered_time_known boolean NOT NULL,
        method text,
        offered_to text CHECK (offered_to IN ('child', 'carer', 'both')),
        outcome text CHECK (outcome IN ('accepted', 'declined', 'no_response')),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX interview_offer_episode_id ON interview_offer (authority, episode_id)`);
    await runner.query(`
      CREATE TABLE interview (
        authority text NOT NULL,
        id uuid NOT NULL,
        episode_id uuid NOT NULL,
        provider_id uuid,
        began_at timestamptz NOT NULL,
        began_time_known boolean NOT NULL,
        ended_at timestamptz,
        ended_time_known boolean,
        mode text CHECK (mode IN ('in_person', 'video', 'telephone')),
        is_independent boolean,
        risk_now text CHECK (risk_now IN ('low', 'medium', 'high')),
        taxonomy_version text NOT NULL,
        push_answer text CHECK (push_answer IN ('answered', 'none_given', 'not_asked')),
        pull_answer text CHECK (pull_answer IN ('answered', 'none_given', 'not_asked')),
        harm_answer text CHECK (harm_answer IN ('answered', 'none_given', 'not_asked')),
        protective_answer text CHECK (protective_answer IN ('answered', 'none_given', 'not_asked')),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        CHECK ((ended_at IS NULL) = (ended_time_known IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX interview_episode_id ON interview (authority, episode_id)`);
    await runner.query(`
      CREATE INDEX interview_provider_id ON interview (authority, provider_id)`);
    await runner.query(`
      CREATE INDEX interview_began_at ON interview (authority, began_at)`);
    await runner.query(`
      CREATE TABLE interview_cover (
        authority text NOT NULL,
        interview_id uuid NOT NULL,
        episode_id uuid NOT NULL,
        PRIMARY KEY (authority, interview_id, episode_id),
        FOREIGN KEY (authority, interview_id) REFERENCES interview (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX interview_cover_episode_id ON interview_cover (authority, episode_id)`);
    await runner.query(`
      CREATE TABLE factor_observation (
        authority text NOT NULL,
        interview_id uuid NOT NULL,
        section text NOT NULL CHECK (section IN ('push', 'pull', 'harm', 'protective')),
        code text NOT NULL,
        view text CHECK (view IN ('child', 'other', 'interviewer')),
        is_primary boolean NOT NULL,
        PRIMARY KEY (authority, interview_id, code),
        FOREIGN KEY (authority, interview_id) REFERENCES interview (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE vulnerability_observation (
        authority text NOT NULL,
        interview_id uuid NOT NULL,
        code text NOT NULL,
        is_present boolean NOT NULL,
        PRIMARY KEY (authority, interview_id, code),
        FOREIGN KEY (authority, interview_id) REFERENCES interview (authority, id)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
