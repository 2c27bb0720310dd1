import { describe, expect, it } from '@jest/globals';
import { aFactor, aTaxonomy } from '../../../../test/builders/index.js';
import { wordKeyOf, wordsOfTaxonomy } from './index.js';

const called = (code: string, label: string) => aFactor(code, { label });
const words = wordsOfTaxonomy(
  aTaxonomy([
    ...[aFactor('PU01'), aFactor('PL02')],
    ...[called('PU91', 'rows at home'), called('PU92', 'Ärger & rows'), called('PU93', '--')],
    ...[called('PU12', 'school'), called('PL05', 'School'), called('PU15', 'curfew'), called('PU08', 'curfews')],
  ]),
);
const codeOf = (word: string, ...categories: Parameters<typeof words.find>[1]) =>
  words.find(word, categories)?.code ?? null;

describe('wordsOfTaxonomy', () => {
  it.each([
    ['PU01', 'PU01'],
    [' pu01 ', 'PU01'],
    ['Family conflict or argument', 'PU01'],
    ['FAMILY CONFLICTS, OR ARGUMENTS!', 'PU01'],
    ['rows at home', 'PU91'],
    ['Row at  home.', 'PU91'],
    ['arger and row', 'PU92'],
    ['school', 'PU12'],
  ])('finds a push factor by %p', (word, code) => expect(codeOf(word, 'push')).toBe(code));

  it.each(['rows', 'nothing there', '', '--', 'PU77', 'PL02'])('finds no push factor by %p', (word) =>
    expect(codeOf(word, 'push')).toBeNull(),
  );

  it('takes no word that means two factors', () => {
    expect(codeOf('curfew', 'push')).toBeNull();
    expect(codeOf('school', 'push', 'pull')).toBeNull();
    expect(codeOf('school', 'pull')).toBe('PL05');
  });

  it('keeps the words of each category apart', () => {
    const both = wordsOfTaxonomy(aTaxonomy([aFactor('PU98', { label: 'Other' }), aFactor('PL98', { label: 'Other' })]));
    expect(both.find('other', ['push'])?.code).toBe('PU98');
    expect(both.find('other', ['pull'])?.code).toBe('PL98');
  });

  it('finds a label in its own category alone', () => {
    const bare = wordsOfTaxonomy(aTaxonomy([aFactor('PU11')]));
    expect(bare.find('bullying', ['push'])?.code).toBe('PU11');
    expect(bare.find('bullying', ['pull'])).toBeNull();
  });
});

describe('wordKeyOf', () => {
  it.each([
    ['Parties', 'party'],
    ['Boyfriend’s friends', 'boyfriend friend'],
    ['stress', 'stress'],
    ['matches', 'match'],
    ['bus', 'bus'],
    ['  Zoé & co ', 'zoe and co'],
    ['…', ''],
  ])('of %p is %p', (word, key) => expect(wordKeyOf(word)).toBe(key));
});
