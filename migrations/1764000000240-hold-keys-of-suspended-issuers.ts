import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const TODAY = `(transaction_timestamp() AT TIME ZONE 'Europe/London')::date`;

const concernsKeysOf = (provider: string) => `(
  CASE
    WHEN ${setting('actor')} = 'provider' THEN ${provider} = ${setting('provider')}::uuid
    WHEN ${setting('actor')} IN ('authority', 'system') THEN EXISTS (
      SELECT FROM public.authority_provider e WHERE e.authority = ${setting('authority')} AND e.provider_id = ${provider})
    ELSE false
  END)`;

/**
 * Whoever issued the key `k` is suspended in its provider, for whichever council: they were shown it and may have kept it,
 * and it opens every council that the provider works for.
 */
const isIssuerSuspended = `EXISTS (
  SELECT FROM public.membership m
  WHERE m.person_id = CASE WHEN k.created_by ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN k.created_by::uuid END
    AND m.provider_id = k.provider_id AND m.suspended_at IS NOT NULL
    AND (m.valid_to IS NULL OR m.valid_to > ${TODAY}))`;

/**
 * A key opens nothing while whoever issued it is suspended, and opens again what it did once they are confirmed. Nothing
 * is stored of that with the key: it follows from the memberships each time that the key is shown.
 */
export class HoldKeysOfSuspendedIssuers1764000000240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createFind(runner);
    await this.createList(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async createFind(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION find_provider_key(wanted bytea, at timestamptz)
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
               WHEN ${isIssuerSuspended} THEN 'issuer-suspended'
               WHEN NOT EXISTS (
                 SELECT FROM public.sharing_agreement a
                 WHERE a.provider_id = k.provider_id AND a.signed_on <= ${TODAY} AND a.valid_from <= ${TODAY}
                   AND (a.valid_to IS NULL OR a.valid_to > ${TODAY})) THEN 'no-agreement'
               ELSE 'in-force' END
        FROM public.provider_key k JOIN public.provider p ON p.id = k.provider_id
        WHERE k.secret_hash = wanted;
      END $$`);
  }

  private async createList(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION list_provider_keys()`);
    await runner.query(`
      CREATE FUNCTION list_provider_keys()
      RETURNS TABLE (key_id uuid, provider_id uuid, provider_code text, provider_name text, prefix text, scopes text[],
                     created_at timestamptz, created_by text, issuer_name text, expires_at timestamptz,
                     last_used_at timestamptz, revoked_at timestamptz, is_issuer_suspended boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT k.id, k.provider_id, p.code, p.name, k.prefix, k.scopes, k.created_at, k.created_by,
               (SELECT i.display_name FROM public.person i WHERE i.id::text = k.created_by),
               k.expires_at, k.last_used_at, k.revoked_at, ${isIssuerSuspended}
        FROM public.provider_key k JOIN public.provider p ON p.id = k.provider_id
        WHERE ${concernsKeysOf('k.provider_id')}
        ORDER BY p.code, k.created_at DESC, k.id;
      END`);
    await runner.query(`REVOKE ALL ON FUNCTION list_provider_keys FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION list_provider_keys TO homeward_app`);
  }
}
