// The returns that are imported: invented, and the same in every run.
import { stringify } from 'csv-stringify/sync';
import { generateReturns } from '#demonstration';
import { parseInstant, plusHours } from '#domain/time';

export const SUTTON = 'E09000029';
export const at = parseInstant('2025-11-03T09:00:00Z');

const authority = { code: SUTTON, name: 'Sutton', outwardCodes: ['SM1', 'SM2', 'SM3', 'SM5', 'SM6'] };
const MONTHS = 18;

export function received(bytes, judgedAt = at) {
  return {
    authority: SUTTON,
    providerCode: 'HARBOUR',
    period: '2025-10',
    format: 'csv',
    bytes,
    at: judgedAt,
    actorName: 'bench',
    personId: null,
    requestId: null,
  };
}

function asCsv(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Buffer.from(stringify(rows, { header: true, columns }));
}

/** One provider's rows of several invented boroughs in one file; each borough brings children of its own. */
export function largeReturn(size) {
  const rows = [];
  for (let borough = 0; rows.length < size; borough += 1) rows.push(...rowsOfBorough(borough));
  const taken = rows.slice(0, size);
  return { bytes: asCsv(taken), rows: size, children: new Set(taken.map((row) => row.child_id)).size };
}

function rowsOfBorough(borough) {
  const unique = (ref) => `B${borough}-${ref}`;
  const options = { authorityIndex: borough, authority, months: MONTHS, seed: 2018 + borough, at };
  return generateReturns(options)
    .filter(({ providerCode }) => providerCode === 'HARBOUR')
    .flatMap(({ rows }) => rows)
    .map((row) => ({
      ...row,
      provider_ref: unique(row.provider_ref),
      ...(row.interview_covers && { interview_covers: row.interview_covers.split(';').map(unique).join(';') }),
    }));
}

/** Children whose first offer is missed at these instants, in milliseconds: each raises one alert. */
export function returnDueAt(prefix, dues) {
  const DAY = 24 * 3_600_000;
  const rows = dues.map((due, index) => ({
    ...personOf(prefix, index),
    missing_at: new Date(due - 2 * DAY).toISOString(),
    returned_at: new Date(due - DAY).toISOString(),
  }));
  return asCsv(rows);
}

function personOf(prefix, index) {
  return {
    provider_ref: `${prefix}-${index}`,
    child_id: `${prefix}${index}`,
    given_name: `${prefix} Given${index}`,
    family_name: `Sample${index}`,
    date_of_birth: `2011-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    care_status: 'home',
    episode_type: 'M',
  };
}

/** Children who came back some hours ago and were offered nothing: two clocks run for each. */
export function unansweredReturn(size) {
  const rows = Array.from({ length: size }, (_, index) => ({
    ...personOf('U', index),
    missing_at: plusHours(at, -30 - (index % 7)).toString(),
    returned_at: plusHours(at, -1 - (index % 9)).toString(),
  }));
  return asCsv(rows);
}
