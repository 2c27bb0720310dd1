import { describe, expect, it } from '@jest/globals';
import { checkRequiredColumns } from './index.js';

describe('checkRequiredColumns', () => {
  it('warns of each column that the contract asks for and the header lacks, whatever the case of the others', () => {
    const findings = checkRequiredColumns(['provider_ref', ' Mileage '], ['mileage', 'fee_claimed', 'themes']);
    expect(findings).toMatchObject([
      { code: 'PR-004', severity: 'warning', row: null, column: 'fee_claimed' },
      { code: 'PR-004', severity: 'warning', row: null, column: 'themes' },
    ]);
  });

  it('says nothing where the contract asks for nothing more', () => {
    expect(checkRequiredColumns(['provider_ref'], [])).toEqual([]);
  });
});
