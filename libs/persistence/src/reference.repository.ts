import type { Point } from '#domain/children';
import { wordsOfTaxonomy, factorTaxonomy } from '#domain/factors';
import type { FactorCategory, FactorTaxonomy, FactorWords } from '#domain/factors';
import type { AuthorityCode } from '#domain/kernel';
import { parseDay } from '#domain/time';
import type { DataSource } from 'typeorm';

/** The shipped lists as the service uses them: read once, they change only with a migration. */
export interface ReferenceLists {
  readonly taxonomy: FactorTaxonomy;
  /** The factors by the words of the published list. */
  readonly factorWords: FactorWords;
  readonly findOutwardCode: (outwardCode: string) => Point | null;
  readonly findAuthorityCentre: (authority: AuthorityCode) => Point | null;
  readonly findAuthority: (codeOrName: string) => AuthorityCode | null;
  readonly authorityName: (code: AuthorityCode) => string;
  readonly isKnownCode: (codeSet: 'PLACE' | 'ETHNIC', code: string) => boolean;
  readonly listCodes: (codeSet: 'PLACE' | 'ETHNIC') => readonly string[];
}

interface AuthorityRow {
  code: string;
  name: string;
  is_live: boolean;
  latitude: number | null;
  longitude: number | null;
}

export async function loadReferenceLists(dataSource: DataSource): Promise<ReferenceLists> {
  const authorities = await dataSource.query<AuthorityRow[]>(
    'SELECT code, name, is_live, latitude, longitude FROM local_authority ORDER BY is_live, code',
  );
  const outward = await dataSource.query<{ code: string; latitude: number; longitude: number }[]>(
    'SELECT code, latitude, longitude FROM outward_code',
  );
  const codes = await dataSource.query<{ code_set: string; code: string }[]>(
    'SELECT code_set, code FROM code_set_entry ORDER BY code_set, code',
  );
  const places = new Map(outward.map(({ code, latitude, longitude }) => [code, { latitude, longitude }]));
  const byCode = new Map(authorities.map((row) => [row.code, row]));
  const byName = new Map(authorities.map((row) => [row.name.toLowerCase(), row.code]));
  const known = new Set(codes.map(({ code_set, code }) => `${code_set}|${code}`));
  const taxonomy = await loadTaxonomy(dataSource);
  return {
    taxonomy,
    factorWords: wordsOfTaxonomy(taxonomy),
    findOutwardCode: (code) => places.get(code) ?? null,
    findAuthorityCentre: (code) => centre(byCode.get(code)),
    findAuthority: (text) =>
      byCode.has(text.trim().toUpperCase())
        ? text.trim().toUpperCase()
        : (byName.get(text.trim().toLowerCase()) ?? null),
    authorityName: (code) => byCode.get(code)?.name ?? code,
    isKnownCode: (codeSet, code) => known.has(`${codeSet}|${code}`),
    listCodes: (codeSet) => codes.filter((entry) => entry.code_set === codeSet).map(({ code }) => code),
  };
}

function centre(row: AuthorityRow | undefined): Point | null {
  return row && row.latitude !== null && row.longitude !== null
    ? { latitude: row.latitude, longitude: row.longitude }
    : null;
}

interface FactorRow {
  taxonomy_version: string;
  code: string;
  category: FactorCategory;
  label: string;
  definition: string;
  needs_same_day_alert: boolean;
  valid_from: string;
  valid_to: string | null;
}

async function loadTaxonomy(dataSource: DataSource): Promise<FactorTaxonomy> {
  const rows = await dataSource.query<FactorRow[]>(
    `SELECT taxonomy_version, code, category, label, definition, needs_same_day_alert, valid_from::text, valid_to::text FROM factor
     WHERE taxonomy_version = (SELECT max(taxonomy_version) FROM factor) ORDER BY code`,
  );
  const factors = rows.map((row) => ({
    code: row.code,
    category: row.category,
    label: row.label,
    definition: row.definition,
    needsSameDayAlert: row.needs_same_day_alert,
    validFrom: parseDay(row.valid_from),
    validTo: row.valid_to === null ? null : parseDay(row.valid_to),
  }));
  return factorTaxonomy(rows[0]?.taxonomy_version ?? '0', factors);
}
