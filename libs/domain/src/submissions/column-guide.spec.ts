import { describe, expect, it } from '@jest/globals';
import { theLists } from '../../../../test/builders/index.js';
import { columnGuides, columns, readRow } from './index.js';

const lists = theLists();

describe('columnGuides', () => {
  it('tell of every column once, in the order of the format', () =>
    expect(columnGuides.map(({ column }) => column)).toEqual(Object.keys(columns)));

  it.each(
    columnGuides.flatMap(({ column, guide }) =>
      guide.kind === 'one of' ? guide.values.map((value) => [column, value] as const) : [],
    ),
  )('offer for %s only what is taken: %s', (column, value) => {
    const { findings, faulty } = readRow({ row: 2, cells: { [column]: value } }, lists);
    expect([...faulty]).toEqual([]);
    expect(findings.filter((finding) => finding.column === column)).toEqual([]);
  });

  it.each(
    columnGuides.flatMap(({ column, guide }) =>
      guide.kind === 'date' || guide.kind === 'date and time' ? [[column, guide.kind] as const] : [],
    ),
  )('call %s a %s, and it is read as one', (column, kind) => {
    const faultyWith = (text: string) => readRow({ row: 2, cells: { [column]: text } }, lists).faulty.has(column);
    expect([faultyWith('01/10/2025'), faultyWith('01/10/2025 21:00'), faultyWith('soon')]).toEqual([
      false,
      kind === 'date',
      true,
    ]);
  });
});
