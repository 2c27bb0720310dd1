import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aRowContext, neededCells, theLists } from '../../../../test/builders/index.js';
import { checkHeaders, checkRow, readRow } from './index.js';

/** A row in which nothing is wrong: a child who was back the next morning and interviewed in time. */
const sound: Readonly<Record<string, string>> = {
  ...neededCells,
  given_name: 'Testa',
  family_name: 'Ashgrove-Sample',
  ethnicity: 'WBRI',
  reported_at: '10/10/2025 21:00',
  found_at: '11/10/2025 07:30',
  found_where: 'Croydon',
  returned_at: '11/10/2025 08:00',
  referred_at: '11/10/2025 09:00',
  acknowledged_at: '11/10/2025 10:00',
  offered_at: '11/10/2025 12:00',
  offered_to: 'child',
  offer_outcome: 'accepted',
  interview_at: '12/10/2025 10:00',
  interview_ended_at: '12/10/2025 11:00',
  interview_mode: 'in_person',
  interviewer: 'R. Sample',
  independent: 'Y',
  push_factors: 'PU01;PU11:child',
  pull_factors: 'none_given',
  primary_factor: 'PU11',
  vulnerabilities: 'VU08=Y;VU10=N',
  form_returned_at: '13/10/2025',
  plan_informed_at: '14/10/2025',
  plan_change: 'Weekend contact agreed',
  fee_claimed: '245.50',
  mileage: '12.5',
};

const findings = (row: Readonly<Record<string, string>>) => {
  const read = readRow({ row: 2, cells: row }, theLists());
  return [...checkHeaders(Object.keys(row)), ...read.findings, ...checkRow(read, aRowContext())];
};

const blankCells = fc.dictionary(
  fc.constantFrom('themes', 'team', 'harms', 'attempts', 'booked_for', 'council_ref', 'risk_now'),
  fc.constantFrom('', ' ', ';', '\t', '\u00A0'),
);
const headerCase = fc.constantFrom(
  (header: string) => header,
  (header: string) => header.toUpperCase(),
  (header: string) => ` ${header} `,
  (header: string) => header.replace(/^./, (first) => first.toUpperCase()),
);

describe('a sound row', () => {
  it('raises nothing', () => expect(findings(sound)).toEqual([]));

  it('stays sound in any order of columns, case of headers and with blank cells besides', () => {
    const entries = fc.shuffledSubarray(Object.entries(sound), { minLength: Object.keys(sound).length });
    fc.assert(
      fc.property(
        entries,
        blankCells,
        fc.array(headerCase, { minLength: 40, maxLength: 40 }),
        (cells, blank, cases) => {
          const row = [...cells, ...Object.entries(blank)];
          const written = row.map(([header, cell], index) => [cases[index]?.(header) ?? header, ` ${cell} `] as const);
          expect(findings(Object.fromEntries(written))).toEqual([]);
        },
      ),
    );
  });

  it('stays sound with any single cell that is not needed left out, or raises a warning at most', () => {
    const optional = Object.keys(sound).filter((column) => !(column in neededCells));
    fc.assert(
      fc.property(fc.constantFrom(...optional), (absent) => {
        const row = Object.fromEntries(Object.entries(sound).filter(([column]) => column !== absent));
        expect(findings(row).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
    );
  });
});
