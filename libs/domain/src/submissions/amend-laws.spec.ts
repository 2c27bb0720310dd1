import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anAmendContext, soundValues } from '../../../../test/builders/index.js';
import type { Cells } from '../../../../test/builders/index.js';
import type { CaseRecord } from '../cases/index.js';
import { isEqual } from '../kernel/index.js';
import { amendCase } from './index.js';

const factors = ['PU01', 'PU11:child', 'PU11', 'PU12:other', 'PU15:interviewer', 'PU11:interviewer'];
const list = (items: readonly string[]) =>
  fc.shuffledSubarray([...items], { minLength: 1 }).map((some) => some.join(';'));
const written: Readonly<Record<string, fc.Arbitrary<string>>> = {
  returned_at: fc.constantFrom('11/10/2025', '11/10/2025 08:00'),
  found_at: fc.constantFrom('11/10/2025 07:00'),
  gender: fc.constantFrom('female', 'male'),
  police_risk: fc.constantFrom('low', 'high'),
  episode_end: fc.constantFrom('cancelled'),
  attempts: list(['12/10/2025=text=no_response', '13/10/2025 10:00=visit=accepted']),
  offered_at: fc.constantFrom('11/10/2025 12:00', '12/10/2025'),
  offered_to: fc.constantFrom('child', 'carer', 'both'),
  offer_outcome: fc.constantFrom('accepted', 'declined'),
  booked_for: fc.constantFrom('13/10/2025 10:00'),
  interview_at: fc.constantFrom('13/10/2025 10:00', '14/10/2025'),
  interview_mode: fc.constantFrom('in_person', 'telephone'),
  interview_covers: list(['H002', 'H003']),
  not_completed_reason: fc.constantFrom('custody', 'declined_by_child'),
  push_factors: fc.oneof(fc.constantFrom('none_given', 'not_asked'), list(factors)),
  harms: fc.constantFrom('HA00', 'HA99', 'HA02;HA07'),
  primary_factor: fc.constantFrom('PU01', 'PU11', 'HA02'),
  vulnerabilities: list(['VU08=Y', 'VU10=N']),
  plan_change: fc.constantFrom('Curfew agreed'),
  fee_claimed: fc.constantFrom('245.50'),
};
const columns = Object.keys(written);
const cells: fc.Arbitrary<Cells> = fc.record(
  Object.fromEntries(
    Object.entries(written).map(([column, cell]) => [column, fc.oneof(cell, fc.constantFrom('', '-'))]),
  ),
);
const histories = fc.array(cells, { minLength: 1, maxLength: 4 });

function after(rows: readonly Cells[], context = anAmendContext()): CaseRecord | null {
  return rows.reduce<CaseRecord | null>((known, row) => amendCase(known, soundValues(row), context), null);
}

function reordered(row: Cells): Cells {
  const list = (cell: string) => cell.split(';').toReversed().join(';');
  const lists = new Set(['push_factors', 'harms', 'vulnerabilities', 'interview_covers']);
  return Object.fromEntries(
    Object.entries(row)
      .toReversed()
      .map(([column, cell]) => [column, lists.has(column) ? list(cell) : cell]),
  );
}

describe('amendCase', () => {
  it('leaves the same record when the same row is applied twice', () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const context = anAmendContext();
        const once = after(rows, context);
        const twice = amendCase(once, soundValues(rows.at(-1)), context);
        expect(isEqual(once, twice)).toBe(true);
      }),
    );
  });

  it('leaves the record as it is when a row says nothing new', () => {
    const blank = Object.fromEntries(columns.map((column) => [column, '']));
    fc.assert(fc.property(histories, (rows) => isEqual(after(rows), after([...rows, blank]))));
  });

  it('leaves the record of a fresh row when everything is cleared first', () => {
    const cleared = Object.fromEntries(columns.map((column) => [column, '-']));
    const withoutIds = (record: CaseRecord | null): unknown =>
      JSON.parse(JSON.stringify(record), (key, value: unknown) =>
        /^(id|episodeId|covers)$/.test(key) ? undefined : value,
      );
    fc.assert(
      fc.property(histories, cells, (rows, row) => {
        expect(withoutIds(after([...rows, cleared, row]))).toEqual(withoutIds(after([row])));
      }),
    );
  });

  it('does not depend on the order of columns, nor of what a list names', () => {
    fc.assert(fc.property(histories, (rows) => isEqual(after(rows), after(rows.map(reordered)))));
  });
});
