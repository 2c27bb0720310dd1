import { readFileSync } from 'node:fs';
import { sameDayAlertCodes } from '#domain/factors';
import { projectPath } from '#platform';
import { parse } from 'csv-parse/sync';
import type { DataSource } from 'typeorm';

/** The day from which the shipped taxonomy is in force: before any record that this service can hold. */
const TAXONOMY_VALID_FROM = '2000-01-01';
const TAXONOMY_VERSION = '1';

type Line = Readonly<Record<string, string>>;

/** Brings the shipped lists into the database; what is there already is made to say the same. Runs as owner. */
export async function loadReferenceData(dataSource: DataSource): Promise<void> {
  await upsert(
    dataSource,
    'local_authority',
    'code',
    {
      code: ['text', (line) => field(line, 'gss_code')],
      name: ['text', (line) => field(line, 'name')],
      dfe_code: ['text', (line) => field(line, 'dfe_la_code')],
      region_code: ['text', (line) => field(line, 'region_code')],
      region_name: ['text', (line) => field(line, 'region_name')],
      kind: ['text', (line) => field(line, 'authority_type')],
      valid_from: ['date', (line) => field(line, 'valid_from')],
      valid_to: ['date', (line) => field(line, 'valid_to')],
      is_live: ['boolean', (line) => String(line['status'] === 'live')],
      latitude: ['double precision', (line) => field(line, 'centroid_lat')],
      longitude: ['double precision', (line) => field(line, 'centroid_lon')],
    },
    read('english-local-authorities.csv'),
  );
  await upsert(
    dataSource,
    'police_force_area',
    'code',
    {
      code: ['text', (line) => field(line, 'pfa_code')],
      name: ['text', (line) => field(line, 'name')],
      is_active: ['boolean', (line) => String(line['status'] === 'active')],
    },
    read('police-force-areas.csv'),
  );
  await upsert(
    dataSource,
    'outward_code',
    'code',
    {
      code: ['text', (line) => field(line, 'outward_code')],
      latitude: ['double precision', (line) => field(line, 'lat')],
      longitude: ['double precision', (line) => field(line, 'lon')],
    },
    read('outward-codes.csv').filter(isInBritain),
  );
  await upsert(
    dataSource,
    'bank_holiday',
    'held_on',
    {
      held_on: ['date', (line) => field(line, 'date')],
      title: ['text', (line) => field(line, 'title')],
    },
    read('bank-holidays-england-and-wales.csv'),
  );
  await upsert(
    dataSource,
    'code_set_entry',
    'code_set, code',
    {
      code_set: ['text', (line) => field(line, 'field')],
      code: ['text', (line) => field(line, 'code')],
      label: ['text', (line) => field(line, 'label')],
    },
    read('ssda903-code-sets.csv'),
  );
  await upsert(
    dataSource,
    'factor',
    'taxonomy_version, code',
    {
      taxonomy_version: ['text', () => TAXONOMY_VERSION],
      code: ['text', (line) => field(line, 'code')],
      category: ['text', (line) => field(line, 'category')],
      label: ['text', (line) => field(line, 'label')],
      definition: ['text', (line) => field(line, 'definition')],
      needs_same_day_alert: ['boolean', (line) => String(sameDayAlertCodes.has(line['code'] ?? ''))],
      valid_from: ['date', () => TAXONOMY_VALID_FROM],
    },
    read('rhi-factor-taxonomy.csv'),
  );
}

function read(file: string): readonly Line[] {
  return parse(readFileSync(projectPath('libs', 'persistence', 'reference-data', file)), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
}

function field(line: Line, name: string): string | null {
  const value = line[name]?.trim() ?? '';
  return value === '' ? null : value;
}

/** The list of outward codes also holds a few without a place on the map. */
function isInBritain(line: Line): boolean {
  const [latitude, longitude] = [Number(line['lat']), Number(line['lon'])];
  return latitude >= 49 && latitude <= 62 && longitude >= -9 && longitude <= 3;
}

type Columns = Readonly<Record<string, readonly [type: string, value: (line: Line) => string | null]>>;

async function upsert(
  dataSource: DataSource,
  table: string,
  key: string,
  columns: Columns,
  lines: readonly Line[],
): Promise<void> {
  const names = Object.keys(columns);
  const keys = key.split(', ');
  const sets = names.filter((name) => !keys.includes(name)).map((name) => `${name} = excluded.${name}`);
  await dataSource.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT * FROM unnest(${Object.values(columns)
       .map(([type], index) => `$${index + 1}::text[]::${type}[]`)
       .join(', ')})
     ON CONFLICT (${key}) DO UPDATE SET ${sets.join(', ')}`,
    Object.values(columns).map(([, value]) => lines.map(value)),
  );
}
