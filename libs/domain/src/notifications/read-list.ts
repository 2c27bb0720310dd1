import { ageOn } from '../children/index.js';
import { shorten } from '../submissions/index.js';
import type { Finding, RawRow, ReturnLists } from '../submissions/index.js';
import { dayOf, isAfter, isSurelyAfter } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { listColumnOf, listColumns, neededListColumns } from './list-columns.js';
import type { ListColumn, ListValues } from './list-columns.js';
import type { NotificationSource } from './missing-notification.js';

/** A row whose needed columns are filled and without an error. */
export type SoundNotification = ListValues & {
  readonly [Column in (typeof neededListColumns)[number]]: NonNullable<ListValues[Column]>;
};

/** A row of a list with what was found; without `sound` it is held. */
export interface ReadNotification {
  readonly row: number;
  readonly reference: string | null;
  /** Whose notification it is, where the row says so. */
  readonly source: NotificationSource | null;
  readonly findings: readonly Finding[];
  readonly sound: SoundNotification | null;
}

/** What is wrong with the header: a list that lacks a needed column, or has one twice, says nothing that can be relied on. */
export function checkListHeaders(headers: readonly string[]): readonly Finding[] {
  const columns = headers.map(listColumnOf);
  const absent = neededListColumns.filter((column) => !columns.includes(column));
  const doubled = [...new Set(columns.filter((column, index) => column !== null && columns.indexOf(column) !== index))];
  const unknown = headers.filter((header) => header.trim() !== '' && listColumnOf(header) === null);
  return [
    ...absent.map((column) =>
      ofList('NL-003', 'error', column, `Column ${column} is absent; add it, every row needs it.`),
    ),
    ...doubled.map((column) =>
      ofList('NL-002', 'error', column, `Column ${column ?? ''} stands there twice; remove one.`),
    ),
    ...unknown.map((header) =>
      ofList(
        'NL-001',
        'warning',
        null,
        `Column "${shorten(header)}" is not part of the format; it is kept and not read.`,
      ),
    ),
  ];
}

function ofList(code: string, severity: Finding['severity'], column: string | null, message: string): Finding {
  return { code, severity, row: null, ref: null, column, message };
}

/** Oldest age at which somebody is still notified as a missing child or care leaver. */
const OLDEST = 25;

/** Reads every cell of a row and looks at the row as a whole; collects all that is wrong and stops at none. */
export function readNotification(raw: RawRow, lists: ReturnLists, now: Instant): ReadNotification {
  const values: Partial<Record<ListColumn, unknown>> = {};
  const faulty = new Set<ListColumn>();
  const findings: Omit<Finding, 'row' | 'ref'>[] = [];
  for (const [header, text] of Object.entries(raw.cells)) {
    const column = listColumnOf(header);
    const cell = text.trim();
    if (column === null || cell === '') continue;
    const reading = cell === '-' ? { value: null, notes: [] } : listColumns[column](cell, lists);
    findings.push(...reading.notes.map((note) => ({ ...note, column })));
    if (reading.value === undefined) faulty.add(column);
    else values[column] = reading.value;
  }
  const said = values as ListValues;
  for (const column of neededListColumns) {
    if (!faulty.has(column) && (said[column] ?? null) === null)
      findings.push({ code: 'NL-010', severity: 'error', column, message: `${column} is blank; every row needs it.` });
  }
  findings.push(...checkRow(said, faulty, now));
  const reference = said.reference ?? null;
  const isHeld = findings.some(({ severity }) => severity === 'error');
  return {
    row: raw.row,
    reference,
    source: said.source ?? null,
    findings: findings.map((finding) => ({ ...finding, row: raw.row, ref: reference })),
    sound: !isHeld && hasWhatIsNeeded(said) ? said : null,
  };
}

const namingColumns = ['child', 'given_name', 'family_name'] as const satisfies readonly ListColumn[];

function checkRow(said: ListValues, faulty: ReadonlySet<ListColumn>, now: Instant): Omit<Finding, 'row' | 'ref'>[] {
  const found: Omit<Finding, 'row' | 'ref'>[] = [];
  const error = (code: string, column: ListColumn, message: string) =>
    found.push({ code, severity: 'error', column, message });
  const { missing, returned, date_of_birth: born } = said;
  if (missing && returned && isSurelyAfter(missing, returned))
    error('NL-101', 'returned', 'returned lies before missing; correct whichever of the two is wrong.');
  for (const [column, moment] of [
    ['missing', missing],
    ['returned', returned],
  ] as const)
    if (moment && isAfter(moment.at, now)) error('NL-102', column, `${column} lies in the future; check the date.`);
  const isNamed = Boolean(said.given_name) && Boolean(said.family_name);
  if (!said.child && !isNamed && !namingColumns.some((column) => faulty.has(column)))
    error(
      'NL-103',
      'child',
      'It is not said who the child is; give the council child ID, or given_name and family_name.',
    );
  if (missing && born) {
    const age = ageOn(born, dayOf(missing));
    if (age < 0 || age > OLDEST)
      error('NL-104', 'date_of_birth', `On the day of missing the age would be ${age}; check date_of_birth.`);
  }
  return found;
}

function hasWhatIsNeeded(values: ListValues): values is SoundNotification {
  return Boolean(values.reference && values.date_of_birth && values.missing);
}
