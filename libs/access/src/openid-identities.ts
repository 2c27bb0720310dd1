import type { Database } from './database.js';

/** Who somebody is at an issuer. Nothing else of what an issuer says is used: an address for mail can be given away. */
export interface OpenIdIdentity {
  readonly issuer: string;
  /** Empty where the issuer has no tenants. */
  readonly tenant: string;
  readonly subject: string;
}

export async function findOpenIdPerson(
  database: Database,
  { issuer, tenant, subject }: OpenIdIdentity,
): Promise<string | null> {
  const [row] = await database.query<{ find_openid_person: string }[]>('SELECT find_openid_person($1, $2, $3)', [
    ...[issuer, tenant, subject],
  ]);
  return row?.find_openid_person ?? null;
}
