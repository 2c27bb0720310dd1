import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The roles of the service: app, which the service logs in as, and reader, which reports run as. Where they were made
 * beforehand (docker/postgres-roles.sql) they are left as they are.
 */
export class CreateRoles1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'homeward_reader') THEN
          CREATE ROLE homeward_reader NOLOGIN;
        END IF;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'homeward_app') THEN
          CREATE ROLE homeward_app NOLOGIN NOINHERIT;
          GRANT homeward_reader TO homeward_app;
        END IF;
      END $$`);
    await runner.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO homeward_app, homeward_reader`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
