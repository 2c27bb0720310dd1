import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const TODAY = `(transaction_timestamp() AT TIME ZONE 'Europe/London')::date`;

/** Whether the acting council or provider, or the service for the acting authority, has to do with the keys of `provider`. */
const concernsKeysOf = (provider: string) => `(
  CASE
    WHEN ${setting('actor')} = 'provider' THEN ${provider} = ${setting('provider')}::uuid
    WHEN ${setting('actor')} IN ('authority', 'system') THEN EXISTS (
      SELECT FROM public.authority_provider e WHERE e.authority = ${setting('authority')} AND e.provider_id = ${provider})
    ELSE false
  END)`;

/**
 * Keys get scopes and a record of when they were last used and who took them back, and the service's login reaches them
 * through functions only: to issue one, to take one back, to list those it has to do with, and to find one by its hash.
 */
export class NarrowKeys1764000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE provider_key
        ADD COLUMN scopes text[] NOT NULL DEFAULT '{returns:send,returns:read}'
          CHECK (cardinality(scopes) > 0 AND scopes <@ '{returns:send,returns:read}'::text[]),
        ADD COLUMN last_used_at timestamptz,
        ADD COLUMN revoked_by text,
        ADD CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))`);
    await runner.query(`ALTER TABLE provider_key ALTER COLUMN scopes DROP DEFAULT`);
    await runner.query(`UPDATE provider_key SET prefix = substr(prefix, 4) WHERE prefix LIKE 'hw\\_%'`);
    await runner.query(`REVOKE INSERT ON provider_key FROM homeward_app`);
    await this.createIssue(runner);
    await this.createRevoke(runner);
    await this.createList(runner);
    await this.createFind(runner);
    const functions = 'issue_provider_key, revoke_provider_key, list_provider_keys, find_provider_key';
    await runner.query(`REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** False where two keys are in force already. The provider's row is locked, so that two who issue at once wait in turn. */
  private async createIssue(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION issue_provider_key(key_id uuid, of_provider uuid, key_prefix text, key_hash bytea,
                                         key_scopes text[], valid_days integer, issuer text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$
      DECLARE at timestamptz := transaction_timestamp();
      BEGIN
        IF NOT coalesce(${setting('actor')} IN ('provider', 'system') AND ${concernsKeysOf('of_provider')}, false) THEN
          RAISE EXCEPTION 'a key is issued by the provider or by the service' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF valid_days NOT BETWEEN 1 AND 365 THEN
          RAISE EXCEPTION 'a key is valid for 1 to 365 days' USING ERRCODE = 'check_violation';
        END IF;
        PERFORM FROM public.provider WHERE id = of_provider FOR NO KEY UPDATE;
        IF (SELECT count(*) FROM public.provider_key k
            WHERE k.provider_id = of_provider AND k.revoked_at IS NULL AND k.expires_at > at) >= 2 THEN
          RETURN false;
        END IF;
        INSERT INTO public.provider_key (id, provider_id, prefix, secret_hash, scopes, expires_at,
                                         created_at, created_by, modified_at, modified_by)
        VALUES (key_id, of_provider, key_prefix, key_hash, key_scopes, at + make_interval(days => valid_days),
                at, issuer, at, issuer);
        RETURN true;
      END $$`);
  }

  /** The provider whose key it was; null where no such key is in force for the one who asks. */
  private async createRevoke(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION revoke_provider_key(key_id uuid, revoker text) RETURNS uuid
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        UPDATE public.provider_key k
        SET revoked_at = transaction_timestamp(), revoked_by = revoker,
            modified_at = transaction_timestamp(), modified_by = revoker
        WHERE k.id = key_id AND k.revoked_at IS NULL AND ${concernsKeysOf('k.provider_id')}
        RETURNING k.provider_id;
      END`);
  }

  private async createList(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION list_provider_keys()
      RETURNS TABLE (key_id uuid, provider_id uuid, provider_code text, provider_name text, prefix text, scopes text[],
                     created_at timestamptz, created_by text, issuer_name text, expires_at timestamptz,
                     last_used_at timestamptz, revoked_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT k.id, k.provider_id, p.code, p.name, k.prefix, k.scopes, k.created_at, k.created_by,
               (SELECT i.display_name FROM public.person i WHERE i.id::text = k.created_by),
               k.expires_at, k.last_used_at, k.revoked_at
        FROM public.provider_key k JOIN public.provider p ON p.id = k.provider_id
        WHERE ${concernsKeysOf('k.provider_id')}
        ORDER BY p.code, k.created_at DESC, k.id;
      END`);
  }

  /**
   * What a secret is: a key in force, or why it is none. No row for one that was never issued. A key without any sharing
   * agreement in force opens nothing anywhere. Its use is noted at most once a minute.
   */
  private async createFind(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION find_provider_key(bytea, timestamptz)`);
    await runner.query(`
      CREATE FUNCTION find_provider_key(wanted bytea, at timestamptz)
      RETURNS TABLE (key_id uuid, provider_id uuid, provider_code text, scopes text[], state text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$
      #variable_conflict use_column
      BEGIN
        UPDATE public.provider_key k SET last_used_at = at
        WHERE k.secret_hash = wanted AND k.revoked_at IS NULL AND k.expires_at > at
          AND (k.last_used_at IS NULL OR k.last_used_at <= at - interval '1 minute');
        RETURN QUERY
        SELECT k.id, k.provider_id, p.code, k.scopes,
          CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked'
               WHEN k.expires_at <= at THEN 'expired'
               WHEN NOT EXISTS (
                 SELECT FROM public.sharing_agreement a
                 WHERE a.provider_id = k.provider_id AND a.signed_on <= ${TODAY} AND a.valid_from <= ${TODAY}
                   AND (a.valid_to IS NULL OR a.valid_to > ${TODAY})) THEN 'no-agreement'
               ELSE 'in-force' END
        FROM public.provider_key k JOIN public.provider p ON p.id = k.provider_id
        WHERE k.secret_hash = wanted;
      END $$`);
  }
}
