import { outwardCodeOf } from '#domain/children';
import type { ChildIdentity, TravelRules } from '#domain/children';
import { wordsOfTaxonomy } from '#domain/factors';
import { readRow } from '#domain/submissions';
import type { AmendContext, ReadRow, ReturnLists, RowContext, SoundValues } from '#domain/submissions';
import { parseDay } from '#domain/time';
import { aContract } from './a-contract.js';
import { aTaxonomy } from './a-taxonomy.js';
import { anInstant } from './moments.js';

/** Cells of a provider return by column, as they are written. */
export type Cells = Readonly<Record<string, string>>;

const authorities: Readonly<Record<string, string>> = { sutton: 'E09000029', croydon: 'E09000008', kent: 'E10000016' };
const outwardCodes: Readonly<Record<string, readonly [number, number]>> = {
  SM1: [51.3704, -0.1929],
  CR0: [51.3628, -0.0716],
  CT9: [51.3751, 1.3886],
};

/** A few councils, placement codes and ethnicity codes, and the taxonomy of the other builders. */
export function theLists(): ReturnLists {
  const taxonomy = aTaxonomy();
  return {
    taxonomy,
    factorWords: wordsOfTaxonomy(taxonomy),
    findOutwardCode: (code) => theTravelRules().findOutwardCode(code),
    findAuthority: (written) =>
      authorities[written.toLowerCase()] ?? Object.values(authorities).find((code) => code === written) ?? null,
    isKnownCode: (codeSet, code) => ({ PLACE: ['K2', 'U6'], ETHNIC: ['WBRI', 'WOTH', 'BAFR'] })[codeSet].includes(code),
  };
}

/** Sutton measures from the middle of SM1, up to 20 miles; the centre of Kent is known, that of Croydon is not. */
export function theTravelRules(words: Partial<TravelRules> = {}): TravelRules {
  const place = (code: string) => {
    const found = outwardCodes[outwardCodeOf(code) ?? ''];
    return found ? { latitude: found[0], longitude: found[1] } : null;
  };
  return {
    authority: 'E09000029',
    setPoint: { latitude: 51.3704, longitude: -0.1929 },
    travelLimitMiles: 20,
    findOutwardCode: place,
    findAuthorityCentre: (authority) => (authority === 'E10000016' ? { latitude: 51.1976, longitude: 0.7308 } : null),
    ...words,
  };
}

/** The cells that every row needs. */
export const neededCells: Cells = {
  provider_ref: 'H001',
  child_id: 'S1001',
  date_of_birth: '14/03/2010',
  care_status: 'home',
  episode_type: 'M',
  missing_at: '10/10/2025 20:00',
};

/** A row with nothing but the needed columns and what the test adds, read against `theLists`. */
export function aReadRow(cells: Cells = {}): ReadRow {
  return readRow({ row: 2, cells: { ...neededCells, ...cells } }, theLists());
}

/** The values of a row in which no needed cell is blank or faulty. */
export function soundValues(cells: Cells = {}): SoundValues {
  const { provider_ref, date_of_birth, care_status, episode_type, missing_at, ...rest } = aReadRow(cells).values;
  if (!provider_ref || !date_of_birth || !care_status || !episode_type || !missing_at)
    throw new Error('A test lacks a needed cell.');
  return { ...rest, provider_ref, date_of_birth, care_status, episode_type, missing_at };
}

/** Sutton looks at a row on Monday 3 November 2025 at 9:00, under one contract that covers children at home. */
export function aRowContext(words: Partial<RowContext> = {}): RowContext {
  return {
    authority: 'E09000029',
    now: anInstant('2025-11-03T09:00:00Z'),
    contractOn: () => aContract(),
    group: 'home',
    isCovered: () => false,
    ...words,
  };
}

export function aChild(words: Partial<ChildIdentity> = {}): ChildIdentity {
  return {
    childId: 'child-1',
    councilChildId: 'S1001',
    givenName: 'Testa',
    familyName: 'Ashgrove-Sample',
    dateOfBirth: parseDay('2010-03-14'),
    gender: null,
    ethnicity: null,
    homePostcode: null,
    ...words,
  };
}

/** Ids count up; the episode of a reference is the reference with `episode-` before it. */
export function anAmendContext(words: Partial<AmendContext> = {}): AmendContext {
  let made = 0;
  return {
    providerId: 'provider-1',
    child: aChild(),
    travelRules: theTravelRules(),
    taxonomyVersion: 'test-1',
    newId: () => `new-${++made}`,
    episodeOf: (ref) => `episode-${ref}`,
    ...words,
  };
}
