import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMonth, aReportBody, anInstant, reportCases } from '../../../../../test/builders/index.js';
import type { CountName, Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';
import { cellsOf, numbersOf } from './report-counts.js';
import { reportRelations } from './report-relations.js';

const twoYears = reportCases({
  ...{ from: '2023-09-01T00:00:00Z', days: 790, children: 12 },
  episodes: { least: 20, most: 70 },
});
const months = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 12, 13);
const heldFrom = fc.constantFrom(null, anInstant('2025-04-01T00:00:00Z'), anInstant('2025-10-01T00:00:00Z'));

/** What a relation says of the true counts; null where one of them is not a number in this report. */
function holdsOf(counts: ReadonlyMap<CountName, number>, { terms, is, to }: Relation): boolean | null {
  const values = terms.map(({ count, times }) => times * (counts.get(count) ?? NaN));
  const sum = values.reduce((total, each) => total + each, 0);
  if (Number.isNaN(sum)) return null;
  return is === 'equal' ? sum === to : sum <= to;
}

function expectTruth(report: MaceReportBody): void {
  const counts = numbersOf(cellsOf(report));
  expect(reportRelations(report).filter((relation) => holdsOf(counts, relation) === false)).toEqual([]);
}

describe('what readers know of a report', () => {
  it('is true of every report on a month', () =>
    fc.assert(
      fc.property(reportCases(), (cases) => expectTruth(aReportBody(cases))),
      { numRuns: 200 },
    ));

  it('is true of every report on several months, whenever the records begin', () =>
    fc.assert(
      fc.property(twoYears, months, heldFrom, (cases, length, held) => {
        const last = aMonth('2025-10');
        expectTruth(aReportBody(cases, { first: last.subtract({ months: length - 1 }), last, heldFrom: held }));
      }),
      { numRuns: 100 },
    ));
});
