import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownProvider, protectTenantTable } from './protect-tenant-table.js';

/** The quarterly question to each organisation whether its people still need their access, and what was answered. */
export class CreateAccessReviews1764000000054 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_review (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        provider_id uuid,
        quarter_on date NOT NULL CHECK (quarter_on = date_trunc('quarter', quarter_on)::date),
        opened_at timestamptz NOT NULL,
        due_on date NOT NULL,
        closed_at timestamptz,
        PRIMARY KEY (authority, id),
        UNIQUE NULLS NOT DISTINCT (authority, provider_id, quarter_on),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id)
      )`);
    await runner.query(`
      CREATE TABLE access_review_answer (
        authority text NOT NULL,
        review_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        answer text CHECK (answer IN ('keeps', 'ends')),
        answered_at timestamptz,
        answered_by text,
        PRIMARY KEY (authority, review_id, membership_id),
        FOREIGN KEY (authority, review_id) REFERENCES access_review (authority, id),
        FOREIGN KEY (authority, membership_id) REFERENCES membership (authority, id),
        CHECK ((answer IS NULL) = (answered_at IS NULL)),
        CHECK ((answer IS NULL) = (answered_by IS NULL))
      )`);
    await runner.query(`
      CREATE INDEX access_review_answer_membership_id ON access_review_answer (authority, membership_id)`);
    await runner.query(`
      CREATE INDEX audit_event_sign_in ON audit_event (authority, person_id, occurred_at) WHERE action = 'SignIn'`);
    const ofOwnReview = `EXISTS (SELECT FROM access_review p
      WHERE p.authority = access_review_answer.authority AND p.id = access_review_answer.review_id)`;
    await protectTenantTable(runner, 'access_review', { council: 'true', provider: ownProvider });
    await protectTenantTable(runner, 'access_review_answer', { council: 'true', provider: ofOwnReview });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON access_review, access_review_answer TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
