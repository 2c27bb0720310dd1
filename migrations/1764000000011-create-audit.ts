import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did or saw what, and which children it touched: append-only, opaque ids only. */
export class CreateAudit1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_event (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('authority', 'provider', 'system')),
        actor text NOT NULL,
        person_id uuid,
        provider_id uuid,
        action text NOT NULL,
        request_id text,
        item_id uuid,
        item_count integer NOT NULL,
        PRIMARY KEY (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX audit_event_occurred_at ON audit_event (authority, occurred_at)`);
    await runner.query(`
      CREATE TABLE audit_subject (
        authority text NOT NULL,
        child_id uuid NOT NULL,
        event_id uuid NOT NULL,
        PRIMARY KEY (authority, child_id, event_id),
        FOREIGN KEY (authority, event_id) REFERENCES audit_event (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX audit_subject_event_id ON audit_subject (authority, event_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
