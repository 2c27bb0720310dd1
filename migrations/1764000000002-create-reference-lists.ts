import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The shipped lists: councils with dated codes, places, holidays, code sets and the factor taxonomy. Global. */
export class CreateReferenceLists1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE local_authority (
        code text PRIMARY KEY,
        name text NOT NULL,
        dfe_code text,
        region_code text,
        region_name text,
        kind text,
        valid_from date,
        valid_to date,
        is_live boolean NOT NULL,
        latitude double precision,
        longitude double precision,
        CHECK ((latitude IS NULL) = (longitude IS NULL)),
        CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)
      )`);
    await runner.query(`
      CREATE TABLE police_force_area (code text PRIMARY KEY, name text NOT NULL, is_active boolean NOT NULL)`);
    await runner.query(`
      CREATE TABLE outward_code (
        code text PRIMARY KEY,
        latitude double precision NOT NULL CHECK (latitude BETWEEN 49 AND 62),
        longitude double precision NOT NULL CHECK (longitude BETWEEN -9 AND 3)
      )`);
    await runner.query(`
      CREATE TABLE bank_holiday (held_on date PRIMARY KEY, title text NOT NULL)`);
    await runner.query(`
      CREATE TABLE code_set_entry (
        code_set text NOT NULL,
        code text NOT NULL,
        label text NOT NULL,
        PRIMARY KEY (code_set, code)
      )`);
    await runner.query(`
      CREATE TABLE factor (
        taxonomy_version text NOT NULL,
        code text NOT NULL,
        category text NOT NULL CHECK (category IN ('push', 'pull', 'harm', 'protective', 'vulnerability')),
        label text NOT NULL,
        definition text NOT NULL,
        needs_same_day_alert boolean NOT NULL,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to > valid_from),
        PRIMARY KEY (taxonomy_version, code)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
