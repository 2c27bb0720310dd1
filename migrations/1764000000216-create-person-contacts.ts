import type { MigrationInterface, QueryRunner } from 'typeorm';
import { stands } from './standing-membership.js';

const definer = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;

/**
 * Where people want to be written to. The address is theirs, so the service's login reads it for whoever holds the secret
 * of a session of theirs, and, as the service, for people who belong to the authority that writes. An address is used
 * once its person has shown that it is theirs; until then the one before it stays.
 */
export class CreatePersonContacts1764000000216 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person_contact (
        person_id uuid PRIMARY KEY REFERENCES person (id),
        channel text CHECK (channel IN ('email', 'notify')),
        address text,
        confirmed_at timestamptz,
        wanted_channel text CHECK (wanted_channel IN ('email', 'notify')),
        wanted_address text,
        code_hash bytea,
        code_sent_at timestamptz,
        code_failures smallint NOT NULL DEFAULT 0,
        CHECK ((address IS NULL) = (confirmed_at IS NULL) AND (address IS NULL) = (channel IS NULL)),
        CHECK ((wanted_address IS NULL) = (code_hash IS NULL) AND (wanted_address IS NULL) = (wanted_channel IS NULL)),
        CHECK (wanted_address IS NULL OR code_sent_at IS NOT NULL),
        CHECK (length(address) BETWEEN 3 AND 254 AND length(wanted_address) BETWEEN 3 AND 254)
      )`);
    await this.createOwnFunctions(runner);
    await this.createLookUp(runner);
    const functions = 'own_contact, want_contact, confirm_contact, drop_contact, contacts_of';
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** A code is sent once a minute at most, also after an address was dropped, holds for half an hour, and is tried five times. */
  private async createOwnFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION own_contact(proof bytea, at timestamptz)
      RETURNS TABLE (channel text, address text, confirmed_at timestamptz, wanted_address text, code_sent_at timestamptz)
      LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT c.channel, c.address, c.confirmed_at, c.wanted_address, c.code_sent_at FROM public.person_contact c
        WHERE c.person_id = public.person_of_session(proof, at);
      END`);
    await runner.query(`
      CREATE FUNCTION want_contact(proof bytea, by_channel text, at_address text, hash bytea, at timestamptz)
      RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        INSERT INTO public.person_contact AS c (person_id, wanted_channel, wanted_address, code_hash, code_sent_at)
        SELECT w.whose, by_channel, at_address, hash, at FROM (SELECT public.person_of_session(proof, at) AS whose) w
        WHERE w.whose IS NOT NULL
        ON CONFLICT (person_id) DO UPDATE SET wanted_channel = by_channel, wanted_address = at_address, code_hash = hash,
          code_sent_at = at, code_failures = 0
          WHERE c.code_sent_at IS NULL OR c.code_sent_at <= at - interval '1 minute'
        RETURNING c.person_id;
      END`);
    await runner.query(`
      CREATE FUNCTION confirm_contact(proof bytea, hash bytea, at timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql ${definer}
      AS $$
      DECLARE whose uuid := public.person_of_session(proof, at);
      BEGIN
        RETURN QUERY UPDATE public.person_contact c
          SET channel = c.wanted_channel, address = c.wanted_address, confirmed_at = at, wanted_channel = NULL,
            wanted_address = NULL, code_hash = NULL, code_failures = 0
          WHERE c.person_id = whose AND c.code_hash = hash AND c.code_failures < 5
            AND c.code_sent_at > at - interval '30 minutes'
          RETURNING c.person_id;
        IF NOT FOUND THEN
          UPDATE public.person_contact c SET code_failures = c.code_failures + 1
          WHERE c.person_id = whose AND c.code_hash IS NOT NULL AND c.code_failures < 5;
        END IF;
      END $$`);
    await runner.query(`
      CREATE FUNCTION drop_contact(proof bytea, at timestamptz) RETURNS SETOF uuid LANGUAGE sql ${definer}
      BEGIN ATOMIC
        UPDATE public.person_contact SET channel = NULL, address = NULL, confirmed_at = NULL, wanted_channel = NULL,
          wanted_address = NULL, code_hash = NULL
        WHERE person_id = public.person_of_session(proof, at) RETURNING person_id;
      END`);
  }

  /**
   * Whoever has no membership in force left is not written to. Invented people of a demonstration have an address that
   * leads nowhere, so that their messages can be seen waiting.
   */
  private async createLookUp(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION contacts_of(people uuid[], at timestamptz)
      RETURNS TABLE (person_id uuid, channel text, address text) LANGUAGE sql STABLE ${definer}
      BEGIN ATOMIC
        SELECT p.id, coalesce(c.channel, 'email'), coalesce(c.address, p.sign_in_name || '@people.example')
        FROM public.person p LEFT JOIN public.person_contact c ON c.person_id = p.id
        WHERE p.id = ANY (people) AND ${setting('actor')} = 'system'
          AND (c.address IS NOT NULL OR p.is_demonstration AND EXISTS (SELECT FROM public.demonstration))
          AND EXISTS (SELECT FROM public.membership m WHERE m.person_id = p.id AND m.authority = ${setting('authority')}
                      AND m.accepted_at IS NOT NULL AND ${stands});
      END`);
  }
}
