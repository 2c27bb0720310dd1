import type { AuthorityCode } from '#domain/kernel';
import type { Transaction } from '#persistence';

/** A council of the demonstration: where its set point lies and which outward codes lie around it. */
export interface DemonstrationAuthority {
  readonly code: AuthorityCode;
  readonly name: string;
  readonly setPoint: string;
  readonly outwardCodes: readonly string[];
}

export const SUTTON = 'E09000029';
const SUTTON_SET_POINT = 'SM1';
const CODES_AROUND = 6;

interface Database {
  query: Transaction['query'];
}

/** Sutton first, then further London boroughs in the order of their codes. */
export async function demonstrationAuthorities(
  database: Database,
  count: number,
): Promise<readonly DemonstrationAuthority[]> {
  const boroughs = await database.query<{ code: string; name: string; around: string[] }>(
    `SELECT a.code, a.name, (
       SELECT array_agg(o.code) FROM (
         SELECT code FROM outward_code ORDER BY (latitude - a.latitude) ^ 2 + ((longitude - a.longitude) * 0.62) ^ 2, code LIMIT ${CODES_AROUND}) o) AS around
     FROM local_authority a
     WHERE a.is_live AND a.code LIKE 'E09%' AND a.latitude IS NOT NULL
     ORDER BY a.code <> '${SUTTON}', a.code LIMIT $1`,
    [count],
  );
  return boroughs.map(({ code, name, around }) => ({
    code,
    name,
    setPoint: code === SUTTON ? SUTTON_SET_POINT : (around[0] ?? SUTTON_SET_POINT),
    outwardCodes: code === SUTTON ? ['SM1', 'SM2', 'SM3', 'SM5', 'SM6'] : around,
  }));
}
