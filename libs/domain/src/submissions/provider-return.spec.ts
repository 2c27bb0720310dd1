import { describe, expect, it } from '@jest/globals';
import { wordsOfTaxonomy, wordsWithAliases } from '../factors/index.js';
import { parseDay } from '../time/index.js';
import { theLists } from '../../../../test/builders/index.js';
import { absentColumns, checkHeaders, columns, factorWordsOf, neededColumns, readRow } from './index.js';

const needed = [...neededColumns];
const codesOf = (headers: readonly string[]) => checkHeaders(headers).map(({ code, column }) => [code, column]);

describe('checkHeaders', () => {
  it('finds nothing wrong with the whole format, in any order, case and spacing', () => {
    expect(checkHeaders(Object.keys(columns))).toEqual([]);
    expect(
      checkHeaders(
        Object.keys(columns)
          .toReversed()
          .map((column) => ` ${column.toUpperCase()} `),
      ),
    ).toEqual([]);
  });

  it('finds nothing wrong with the needed columns alone, nor with a column without a header', () => {
    expect(checkHeaders([...needed, '', '  '])).toEqual([]);
  });

  it.each(needed)('holds the file when %s is absent', (absent) => {
    expect(codesOf(needed.filter((column) => column !== absent))).toEqual([['PR-003', absent]]);
  });

  it('holds the file when a column stands there twice, and says it once', () => {
    expect(codesOf([...needed, 'themes', 'Themes', ' THEMES '])).toEqual([['PR-002', 'themes']]);
  });

  it('warns of columns it does not know, such as those every object has', () => {
    expect(codesOf([...needed, ' Notes to self', 'constructor'])).toEqual([
      ['PR-001', 'Notes to self'],
      ['PR-001', 'constructor'],
    ]);
    expect(checkHeaders([...needed, 'Notes'])[0]).toMatchObject({ severity: 'warning', row: null, ref: null });
  });
});

describe('absentColumns', () => {
  it('names what is needed and lacking', () => {
    expect(absentColumns(['Provider_Ref', ' missing_at '])).toEqual(['date_of_birth', 'care_status', 'episode_type']);
  });
});

describe('readRow', () => {
  const read = (cells: Record<string, string>) => readRow({ row: 7, cells }, theLists());

  it('finds cells whatever the case and spacing of their headers, and ignores unknown ones', () => {
    expect(read({ ' Gender ': ' female ', 'Notes to self': 'call back' }).values).toEqual({ gender: 'female' });
  });

  it('does not repeat on a row what the whole file lacks', () => {
    const row = readRow({ row: 7, cells: {} }, theLists(), needed);
    expect(row).toEqual({ row: 7, ref: null, values: {}, findings: [], faulty: new Set() });
  });

  it('shows with each finding what stands in the cell, shortened, and nothing where it is blank', () => {
    const { findings } = read({ missing_at: `=soon ${'later '.repeat(20)}`, episode_type: 'M', care_status: 'home' });
    expect(findings.map(({ code, value }) => [code, value])).toEqual([
      ['PR-020', '=soon later later later later later lat…'],
      ['PR-010', undefined],
      ['PR-010', undefined],
    ]);
  });

  it('reads a word that the council has given a code', () => {
    const lists = theLists();
    const validFrom = parseDay('2025-10-01');
    const alias = { id: 'a1', providerId: null, section: 'push', wordsKey: 'row at home', code: 'PU01' } as const;
    const aliases = [{ ...alias, validFrom, validTo: null }];
    const known = wordsOfTaxonomy(lists.taxonomy);
    const factorWords = wordsWithAliases(lists.taxonomy, known, { aliases, providerId: 'p1', day: validFrom });
    const cells = { push_factors: 'row at home:child' };
    const row = readRow({ row: 7, cells }, { ...lists, factorWords });
    expect(factorWordsOf(cells, factorWords).unmatched).toEqual([]);
    expect(row.values.push_factors).toMatchObject({ factors: [{ code: 'PU01', view: 'child' }] });
  });

  it('collects every fault of a row', () => {
    const { findings, faulty, ref } = read({
      provider_ref: 'H9',
      missing_at: 'x',
      episode_type: 'Z',
      care_status: 'home',
    });
    expect(ref).toBe('H9');
    expect([...faulty]).toEqual(['missing_at', 'episode_type']);
    expect(findings.map(({ code, column }) => [code, column])).toEqual([
      ['PR-020', 'missing_at'],
      ['PR-030', 'episode_type'],
      ['PR-010', 'date_of_birth'],
    ]);
  });

  it.each(['#N/A', '#REF!', '#DIV/0!'])(
    'takes %s, which a spreadsheet shows for a formula that failed, for no text',
    (cell) => {
      const { findings, faulty, values } = read({ themes: cell });
      expect([...faulty]).toEqual(['themes']);
      expect(values).not.toHaveProperty('themes');
      expect(findings.filter(({ column }) => column === 'themes').map(({ code }) => code)).toEqual(['PR-015']);
    },
  );

  it.each(['', ' ', '-'])('has no reference when that is "%s"', (cell) => {
    expect(read({ provider_ref: cell }).ref).toBeNull();
  });
});
