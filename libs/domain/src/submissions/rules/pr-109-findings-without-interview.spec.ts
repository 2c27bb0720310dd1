import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { findingsWithoutInterview } from './pr-109-findings-without-interview.js';

const columnsOf = (cells: Cells) =>
  findingsWithoutInterview.check(aReadRow(cells).values, aRowContext()).map(({ column }) => column);
const findings = {
  push_factors: 'PU01',
  pull_factors: 'none_given',
  harms: 'HA99',
  protective_factors: 'not_asked',
  vulnerabilities: 'VU08=N',
  primary_factor: 'PU01',
  risk_now: 'low',
};

describe('findingsWithoutInterview', () => {
  it.each(Object.entries(findings))('warns of %s "%s" without an interview', (column, cell) => {
    expect(columnsOf({ [column]: cell })).toEqual([column]);
    expect(columnsOf({ [column]: cell, interview_at: '-' })).toEqual([column]);
    expect(columnsOf({ [column]: '-' })).toEqual([]);
  });

  it('has nothing to say once the interview is given', () => {
    expect(columnsOf({ ...findings, interview_at: '12/10/2025' })).toEqual([]);
  });

  it('has nothing to say of a reason or of what the carer said', () => {
    expect(columnsOf({ not_completed_reason: 'no_contact', carer_information: 'x', plan_change: 'y' })).toEqual([]);
  });
});
