import { childVisibility } from '#domain/access';
import { visibilitySql } from './visibility-sql.js';
import type { ViewerSql } from './visibility-sql.js';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;

/** The viewer that the transaction's settings describe. */
const settings: ViewerSql = {
  authority: setting('authority'),
  person: setting('person'),
  provider: setting('provider'),
  team: setting('team'),
  reaches: (reach) => `coalesce(${setting('reach')} = '${reach}', false)`,
};

/** People and machines of a provider reach the provider's children and no other, and people of the council never by provider. */
const goesWithActor = `CASE ${setting('actor')} WHEN 'authority' THEN ${setting('reach')} <> 'provider' WHEN 'provider' THEN ${setting('reach')} = 'provider' END`;

/** No child that is not there is seen: asked by an id, the database answers alike for what is not there and what is not yours. */
const isThere = `EXISTS (SELECT FROM public.child c WHERE c.authority = of_authority AND c.id = of_child)`;

/**
 * Writes the rule about who may see a child into the function that every policy asks. Done each time a database is
 * migrated, so that the policies always say what this version's rule says.
 */
export async function installVisibility(database: { query(sql: string): Promise<unknown> }): Promise<void> {
  const rule = visibilitySql(childVisibility, settings, {
    ...{ authority: 'of_authority', id: 'of_child', records: 'records' },
  });
  await database.query(`
    CREATE OR REPLACE FUNCTION may_see_child(of_authority text, of_child uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    AS $rule$ DECLARE records uuid[] := public.records_of_child(of_authority, of_child); BEGIN RETURN coalesce(${goesWithActor}, false) AND ${isThere} AND ${rule}; END $rule$`);
}
