import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const seesField = (name: string) => `'${name}' = ANY (string_to_array(current_setting('app.fields', true), ','))`;
const hangsOn = (table: string, parent: string, column: string) =>
  `EXISTS (SELECT FROM ${parent} p WHERE p.authority = ${table}.authority AND p.id = ${table}.${column})`;

const wholeAuthority = `current_setting('app.reach', true) = 'authority'`;

/**
 * Which rows people of the council see. What speaks of a child follows the child; of a child that is not on record only
 * those see it whose view is the whole authority. The files are the service's alone. A provider sees nothing of it.
 */
const councilSees = {
  notification_list: seesField('identity'),
  notification_list_file: 'false',
  missing_notification: `((child_id IS NULL AND ${wholeAuthority}) OR ${hangsOn('missing_notification', 'child', 'child_id')})`,
  notification_list_row: `${seesField('identity')} AND ((notification_id IS NULL AND ${wholeAuthority}) OR ${hangsOn('notification_list_row', 'missing_notification', 'notification_id')})`,
  notification_identity: `${seesField('identity')} AND ${hangsOn('notification_identity', 'missing_notification', 'notification_id')}`,
  notification_link: hangsOn('notification_link', 'missing_notification', 'notification_id'),
} as const;

/**
 * What the police or the council itself notified of children going missing: the list as it came, each notification, who
 * it names (apart from it, so that it can be deleted), and by whom it was tied to an episode by hand.
 */
export class CreateMissingNotifications1764000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createLists(runner);
    await this.createNotifications(runner);
    await this.createListRows(runner);
    await this.createLinks(runner);
    for (const [table, council] of Object.entries(councilSees))
      await protectTenantTable(runner, table, { council, provider: 'false' });
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE ON notification_list, missing_notification, notification_identity TO homeward_app`);
    await runner.query(
      `GRANT SELECT, INSERT ON notification_list_file, notification_list_row, notification_link TO homeward_app`,
    );
    await runner.query(`GRANT SELECT ON missing_notification TO homeward_reader`);
    // Reports learn that a provider spoke of an episode, and not by which reference.
    await runner.query(`GRANT SELECT (authority, provider_id, episode_id) ON source_reference TO homeward_reader`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async createLists(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_list (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        source text NOT NULL CHECK (source IN ('police', 'council', 'placement', 'school', 'health', 'other')),
        received_at timestamptz NOT NULL,
        received_by text NOT NULL,
        judged_at timestamptz NOT NULL,
        byte_count integer NOT NULL CHECK (byte_count > 0),
        content_sha256 bytea NOT NULL,
        row_count integer NOT NULL CHECK (row_count >= 0),
        findings jsonb NOT NULL,
        applied_at timestamptz,
        file_dropped_at timestamptz,
        PRIMARY KEY (authority, id)
      )`);
    await runner.query(`CREATE INDEX notification_list_received_at ON notification_list (authority, received_at)`);
    await runner.query(`
      CREATE TABLE notification_list_file (
        authority text NOT NULL,
        list_id uuid NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (authority, list_id),
        FOREIGN KEY (authority, list_id) REFERENCES notification_list (authority, id)
      )`);
  }

  private async createNotifications(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE missing_notification (
        authority text NOT NULL,
        id uuid NOT NULL,
        list_id uuid,
        source text NOT NULL CHECK (source IN ('police', 'council', 'placement', 'school', 'health', 'other')),
        child_id uuid,
        described_child_id uuid NOT NULL,
        episode_id uuid,
        linked_by text CHECK (linked_by IN ('reference', 'child_and_times', 'recording', 'hand')),
        doubt text CHECK (doubt IN ('several_children', 'date_of_birth_differs', 'several_episodes', 'return_not_known', 'reference_of_another_child')),
        missing_at timestamptz NOT NULL,
        missing_time_known boolean NOT NULL,
        returned_at timestamptz,
        returned_time_known boolean,
        police_classification text CHECK (police_classification IN ('missing', 'absent', 'none')),
        police_risk text CHECK (police_risk IN ('no_apparent', 'low', 'medium', 'high')),
        missing_from text CHECK (missing_from IN ('home', 'placement', 'school', 'other')),
        received_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, list_id) REFERENCES notification_list (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        CHECK ((returned_at IS NULL) = (returned_time_known IS NULL)),
        CHECK (NOT (missing_time_known AND returned_time_known) OR returned_at >= missing_at)
      )`);
    await runner.query(`
      CREATE INDEX missing_notification_missing_at ON missing_notification (authority, missing_at)`);
    await runner.query(`CREATE INDEX missing_notification_list_id ON missing_notification (authority, list_id)`);
    await runner.query(`CREATE INDEX missing_notification_child_id ON missing_notification (authority, child_id)`);
    await runner.query(`CREATE INDEX missing_notification_episode_id ON missing_notification (authority, episode_id)`);
    await runner.query(`
      CREATE INDEX missing_notification_unlinked ON missing_notification (authority, child_id)
      WHERE episode_id IS NULL`);
    await runner.query(`
      CREATE TABLE notification_identity (
        authority text NOT NULL,
        notification_id uuid NOT NULL,
        source text NOT NULL CHECK (source IN ('police', 'council', 'placement', 'school', 'health', 'other')),
        reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
        council_child_id text CHECK (length(council_child_id) BETWEEN 1 AND 40),
        given_name text,
        family_name text,
        date_of_birth date NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, notification_id),
        UNIQUE (authority, source, reference),
        FOREIGN KEY (authority, notification_id) REFERENCES missing_notification (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX notification_identity_date_of_birth ON notification_identity (authority, date_of_birth)`);
    await runner.query(`
      CREATE INDEX notification_identity_council_child_id ON notification_identity (authority, council_child_id)`);
  }

  private async createListRows(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_list_row (
        authority text NOT NULL,
        list_id uuid NOT NULL,
        row_number integer NOT NULL CHECK (row_number > 0),
        reference text,
        record jsonb NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('new', 'same', 'changed', 'held')),
        findings jsonb NOT NULL,
        notification_id uuid,
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (authority, list_id, row_number),
        FOREIGN KEY (authority, list_id) REFERENCES notification_list (authority, id),
        FOREIGN KEY (authority, notification_id) REFERENCES missing_notification (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX notification_list_row_notification_id ON notification_list_row (authority, notification_id)`);
  }

  /** What stood before each link made or undone by hand: it is put back exactly so. */
  private async createLinks(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_link (
        authority text NOT NULL,
        id uuid NOT NULL,
        notification_id uuid NOT NULL,
        change text NOT NULL CHECK (change IN ('link', 'unlink', 'undo')),
        before jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, notification_id) REFERENCES missing_notification (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX notification_link_notification_id ON notification_link (authority, notification_id, changed_at)`);
  }
}
