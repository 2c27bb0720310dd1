import { missingFromPlaces, policeClassifications, policeRisks } from '../episodes/index.js';
import { cells } from '../submissions/index.js';
import type { CellReader } from '../submissions/index.js';
import { notificationSources } from './missing-notification.js';

/** A list of notifications: every column and how its cells are read. The same names as in a provider return mean the same. */
export const listColumns = {
  reference: cells.text(100),
  child: cells.text(40),
  given_name: cells.text(100),
  family_name: cells.text(100),
  date_of_birth: cells.day,
  missing: cells.moment,
  returned: cells.moment,
  police_class: cells.oneOf(policeClassifications),
  police_risk: cells.oneOf(policeRisks),
  missing_from: cells.oneOf(missingFromPlaces),
  source: cells.oneOf(notificationSources),
} as const satisfies Readonly<Record<string, CellReader<unknown>>>;

export type ListColumn = keyof typeof listColumns;
type ValueOf<Column extends ListColumn> = (typeof listColumns)[Column] extends CellReader<infer Value> ? Value : never;

/** A blank cell says nothing and leaves out its key; `-` clears and is null. */
export type ListValues = { readonly [Column in ListColumn]?: ValueOf<Column> | null };

/** Columns without which a row is no notification. One of `child` and a full name is needed besides. */
export const neededListColumns = ['reference', 'date_of_birth', 'missing'] as const satisfies readonly ListColumn[];

/** Other names by which the columns come, those of a provider return among them. */
const otherNames: Readonly<Record<string, ListColumn>> = {
  child_id: 'child',
  missing_at: 'missing',
  returned_at: 'returned',
  police_classification: 'police_class',
  risk: 'police_risk',
};

/** The column that a header names; null where it names none. */
export function listColumnOf(header: string): ListColumn | null {
  const key = header.trim().toLowerCase().replaceAll(/\s+/g, '_');
  const column = otherNames[key] ?? key;
  return isListColumn(column) ? column : null;
}

function isListColumn(name: string): name is ListColumn {
  return Object.hasOwn(listColumns, name);
}
