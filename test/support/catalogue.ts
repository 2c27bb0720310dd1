import type { Client } from 'pg';

export interface CatalogueColumn {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly default: string | null;
  /** Worked out by the database itself: never written. */
  readonly isGenerated: boolean;
}

export interface CatalogueKey {
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

export interface CatalogueIndex {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isUnique: boolean;
  readonly isPartial: boolean;
}

export interface CataloguePolicy {
  readonly roles: readonly string[];
  readonly command: string;
  readonly isPermissive: boolean;
  readonly using: string | null;
  readonly check: string | null;
}

/** A table as PostgreSQL itself describes it. */
export interface CatalogueTable {
  readonly name: string;
  readonly owner: string;
  readonly isProtected: boolean;
  readonly isForced: boolean;
  readonly columns: readonly CatalogueColumn[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly CatalogueKey[];
  readonly indexes: readonly CatalogueIndex[];
  readonly checks: readonly string[];
  readonly policies: readonly CataloguePolicy[];
}

/** The tables that belong to no authority. Every other one is a tenant table and has to obey the rules for it. */
export const globalTables: ReadonlySet<string> = new Set([
  'authority',
  'bank_holiday',
  'code_set_entry',
  'demonstration',
  'deployment_event',
  'deployment_seal',
  'factor',
  'held_form',
  'invitation',
  'local_account',
  'invitation',
  'local_authority',
  'openid_identity',
  'outward_code',
  'person',
  'person_contact',
  'police_force_area',
  'provider',
  'provider_key',
  'recovery_code',
  'session',
  'sign_in_failure',
  'sign_in_step',
]);

/** The tables that the service only ever adds to. */
export const appendOnlyTables: ReadonlySet<string> = new Set([
  'alert',
  'alert_acknowledgement',
  'audit_event',
  'audit_seal',
  'audit_subject',
  'child_opening',
  'deadline_correction',
  'authority_retention',
  'deletion_decision',
  'deployment_event',
  'deployment_seal',
  'episode_classification',
  'finding',
  'provider_return_alert',
  'notification_link',
  'notification_list_file',
  'notification_list_row',
  'provider_question',
  'question_message',
  'report_snapshot',
  'return_correction',
  'submission_file',
]);

/** What a council has agreed and set, and who belongs to it: people read it, and the service alone writes it. */
export const serviceWrittenTables: ReadonlySet<string> = new Set([
  'access_review',
  'access_review_answer',
  'authority_provider',
  'authority_retention',
  'authority_setting',
  'clock_setting',
  'contract',
  'contract_fee',
  'contract_price',
  'daily_task',
  'hours_of_work',
  'membership',
  'message_setting',
  'sweep_round',
  'sharing_agreement',
]);

const columnNames = (table: string, numbers: string) => `(
  SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]') FROM unnest(${numbers}) WITH ORDINALITY AS k (number, place)
  JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.number)`;

const sql = `
  SELECT c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
    c.relrowsecurity AS "isProtected", c.relforcerowsecurity AS "isForced",
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'isNullable', NOT a.attnotnull, 'isGenerated', a.attgenerated <> '', 'default', pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attnum)
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    coalesce((SELECT ${columnNames('c.oid', 'k.conkey')} FROM pg_constraint k
     WHERE k.conrelid = c.oid AND k.contype = 'p'), '[]') AS "primaryKey",
    (SELECT coalesce(json_agg(json_build_object('columns', ${columnNames('c.oid', 'k.conkey')}, 'target', t.relname,
        'targetColumns', ${columnNames('t.oid', 'k.confkey')}) ORDER BY k.conname), '[]')
     FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.conrelid = c.oid AND k.contype = 'f') AS "foreignKeys",
    (SELECT coalesce(json_agg(json_build_object('name', n.relname, 'columns', ${columnNames('c.oid', 'i.indkey::int2[]')},
        'isUnique', i.indisunique, 'isPartial', i.indpred IS NOT NULL) ORDER BY n.relname), '[]')
     FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid WHERE i.indrelid = c.oid) AS indexes,
    (SELECT coalesce(json_agg(pg_get_constraintdef(k.oid) ORDER BY k.conname), '[]')
     FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c') AS checks,
    (SELECT coalesce(json_agg(json_build_object('roles', p.roles, 'command', p.cmd, 'isPermissive', p.permissive = 'PERMISSIVE',
        'using', p.qual, 'check', p.with_check) ORDER BY p.policyname), '[]')
     FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname) AS policies
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migration'
  ORDER BY c.relname`;

/** Every table of the service, without TypeORM's own. */
export async function readCatalogue(client: Client): Promise<readonly CatalogueTable[]> {
  const { rows } = await client.query<CatalogueTable>(sql);
  if (rows.length === 0) throw new Error('The database has no table: it is not migrated.');
  return rows;
}

export function tenantTablesOf(tables: readonly CatalogueTable[]): readonly CatalogueTable[] {
  return tables.filter(({ name }) => !globalTables.has(name));
}

export function hasColumn(table: CatalogueTable, name: string): boolean {
  return table.columns.some((column) => column.name === name);
}
