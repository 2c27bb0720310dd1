import { describe, expect, it } from '@jest/globals';
import { aReadRow } from '../../../../test/builders/index.js';
import { columns, neededColumns } from './index.js';
import type { ColumnName } from './index.js';

/** What a cell of a column reads as, or the codes of what is wrong with it. */
function read(column: ColumnName, cell: string): unknown {
  const { values, findings, faulty } = aReadRow({ [column]: cell });
  const found = findings
    .filter((finding) => finding.column === column)
    .map(({ code, severity }) => `${code} ${severity}`);
  expect(faulty.has(column)).toBe(values[column] === undefined);
  const value = values[column];
  const shown = typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as unknown) : value;
  if (found.length === 0) return shown;
  return value === undefined ? found.join() : [shown, ...found];
}

const at = (instant: string, timeKnown = true) => ({ at: instant, timeKnown });

describe('readRow, cell by cell', () => {
  it.each<[ColumnName, string, unknown]>([
    ['council_ref', 'M/25/1', 'M/25/1'],
    ['council_ref', 'x'.repeat(100), 'x'.repeat(100)],
    ['council_ref', 'EP\u200B-17', ['EP-17', 'PR-013 info']],
    ['council_ref', '#REF!', 'PR-015 error'],
    ['missing_at', '3 Oct 2025', at('2025-10-02T23:00:00Z', false)],
    ['council_ref', 'x'.repeat(101), 'PR-011 error'],
    ['child_id', 'S'.repeat(41), 'PR-011 error'],
    ['themes', '=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['row_version', '3', 3],
    ['row_version', '0', 0],
    ['row_version', '1.5', 'PR-040 error'],
    ['row_version', '-1', 'PR-040 error'],
    ['row_version', '1e3', 'PR-040 error'],
    ['date_of_birth', '14/03/2010', '2010-03-14'],
    ['date_of_birth', '2010-03-14', '2010-03-14'],
    ['date_of_birth', '14/03/10', 'PR-025 error'],
    ['date_of_birth', '29/02/2010', 'PR-024 error'],
    ['missing_at', '10/10/2025 20:00', at('2025-10-10T19:00:00Z')],
    ['missing_at', '10/10/2025', at('2025-10-09T23:00:00Z', false)],
    ['missing_at', 'Friday', 'PR-020 error'],
    ['missing_at', '31/09/2025 20:00', 'PR-021 error'],
    ['missing_at', '30/03/2025 01:30', 'PR-022 error'],
    ['missing_at', '26/10/2025 01:30', [at('2025-10-26T00:30:00Z'), 'PR-023 warning']],
    ['missing_at', '2025-10-26T01:30:00Z', at('2025-10-26T01:30:00Z')],
    ['care_status', 'looked_after', 'looked_after'],
    ['care_status', 'Looked after', 'looked_after'],
    ['care_status', 'LOOKED-AFTER other  authority', 'looked_after_other_authority'],
    ['care_status', 'LAC', 'PR-030 error'],
    ['episode_type', 'm', 'M'],
    ['episode_type', 'X', 'PR-030 error'],
    ['police_risk', 'no apparent', 'no_apparent'],
    ['interview_mode', 'In person', 'in_person'],
    ['independent', 'Y', true],
    ['independent', 'yes', true],
    ['independent', 'n', false],
    ['independent', 'No', false],
    ['independent', 'maybe', 'PR-031 error'],
    ['independent', 'constructor', 'PR-031 error'],
    ['host_authority', 'E09000008', 'E09000008'],
    ['host_authority', 'Croydon', 'E09000008'],
    ['host_authority', 'Atlantis', 'PR-032 error'],
    ['ethnicity', 'wbri', 'WBRI'],
    ['ethnicity', 'White British', 'PR-033 warning'],
    ['placement_type', 'k2', 'K2'],
    ['placement_type', 'Z9', 'PR-033 warning'],
    ['placement_postcode', 'sm1 1aa', 'SM1 1AA'],
    ['placement_postcode', 'SM1', 'SM1'],
    ['placement_postcode', 'zz9 9zz', ['ZZ9 9ZZ', 'PR-043 warning']],
    ['home_postcode', 'nowhere', 'PR-034 error'],
    ['home_postcode', 'SM1 1', 'PR-034 error'],
    ['fee_claimed', '245.50', 24550],
    ['fee_claimed', '£245.5', 24550],
    ['fee_claimed', '0', 0],
    ['fee_claimed', '0.29', 29],
    ['fee_claimed', '£ 1,245.50', 124550],
    ['fee_claimed', '1,234,567.89', 123456789],
    ['fee_claimed', '245,50', 'PR-041 error'],
    ['fee_claimed', '1,2,3', 'PR-041 error'],
    ['fee_claimed', '-5', 'PR-041 error'],
    ['fee_claimed', '245.505', 'PR-041 error'],
    ['mileage', '12.5', 12.5],
    ['mileage', '12 miles', 'PR-042 error'],
    ['interview_covers', 'H002; H003;H002;', ['H002', 'H003']],
  ])('%s "%s" is %p', (column, cell, expected) => expect(read(column, cell)).toEqual(expected));

  const optional = (Object.keys(columns) as ColumnName[]).filter(
    (column) => !neededColumns.some((each) => each === column),
  );

  it.each(optional)('clears %s by a hyphen, and says nothing by a blank', (column) => {
    expect(aReadRow({ [column]: '-' })).toMatchObject({ values: { [column]: null }, findings: [] });
    expect(aReadRow({ [column]: ' - ' }).values[column]).toBeNull();
    for (const blank of ['', '   ', ';', ' ; ;\n'])
      expect(aReadRow({ [column]: blank }).values).not.toHaveProperty(column);
  });

  it.each(neededColumns)('holds a row in which %s is blank or cleared', (column) => {
    for (const cell of ['', ' ', '-', ';'])
      expect(aReadRow({ [column]: cell }).findings).toMatchObject([
        { code: 'PR-010', severity: 'error', column, row: 2 },
      ]);
  });

  it('says what is wrong, what to do, where, and shows no more than a short piece of what was written', () => {
    const { findings } = aReadRow({ missing_at: 'the night\nbefore '.repeat(20), police_risk: 'huge' });
    expect(findings.map(({ code, row, ref, column }) => [code, row, ref, column])).toEqual([
      ['PR-020', 2, 'H001', 'missing_at'],
      ['PR-030', 2, 'H001', 'police_risk'],
    ]);
    expect(findings[0]?.message).toMatch(
      /^"the night before the night before the n…" is not a date and time; write dd\/mm\/yyyy/,
    );
    expect(findings[1]?.message).toContain('no_apparent, low, medium, high');
  });
});
