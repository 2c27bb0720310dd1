import { describe, expect, it } from '@jest/globals';
import { aTaxonomy } from '../../../../test/builders/a-taxonomy.js';
import { wordsOfTaxonomy } from '../factors/index.js';
import { factorWordsOf } from './index.js';

const read = (cells: Readonly<Record<string, string>>) => factorWordsOf(cells, wordsOfTaxonomy(aTaxonomy()));

describe('factorWordsOf', () => {
  it('finds the words that are no code and no label, with whose view they are', () => {
    expect(read({ Push_Factors: 'PU01:child; Rows: at home:Other ;Bullying', notes: 'x' })).toEqual({
      told: ['push'],
      unmatched: [{ section: 'push', words: 'Rows: at home', view: 'other', isPresent: null }],
    });
  });

  it('finds those of every section of a row, and none among the codes', () => {
    const cells = { push_factors: 'PU01;rows:child', vulnerabilities: 'low mood=Y', primary_factor: 'PU01' };
    expect(read({ ...cells, harms: 'HA02', pull_factors: 'none_given' }).unmatched).toMatchObject([
      { section: 'push', words: 'rows' },
      { section: 'vulnerability', words: 'low mood' },
    ]);
  });

  it.each(['none_given', 'None given', 'not asked', 'not-asked', 'PU08'])('finds none in %j', (cell) =>
    expect(read({ push_factors: cell }).unmatched).toEqual([]),
  );

  it('takes a code of another section for words that are not known', () =>
    expect(read({ push_factors: 'PL02' }).unmatched).toMatchObject([{ words: 'PL02' }]));

  it.each([
    ['Sad=Y', true],
    ['Sad = n', false],
    ['Sad', null],
    ['Sad=perhaps', null],
  ])('reads of the vulnerability %j whether it is there: %p', (cell, isPresent) =>
    expect(read({ vulnerabilities: cell }).unmatched).toEqual([
      { section: 'vulnerability', words: 'Sad', view: null, isPresent },
    ]),
  );

  it('says which sections are told: a blank cell tells nothing, a cleared one has no words', () => {
    expect(read({ push_factors: ' ; ', pull_factors: '', harms: '-', protective_factors: 'PR01' })).toEqual({
      told: ['harm', 'protective'],
      unmatched: [{ section: 'protective', words: 'PR01', view: null, isPresent: null }],
    });
  });
});
