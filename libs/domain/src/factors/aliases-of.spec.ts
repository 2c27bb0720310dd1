import { describe, expect, it } from '@jest/globals';
import { aFactor, aTaxonomy } from '../../../../test/builders/index.js';
import { aliasesOf, wordKeyOf } from './index.js';

const words = aliasesOf(aTaxonomy(), [
  { word: 'rows at home', code: 'PU01' },
  { word: 'Ärger & rows', code: 'PU01' },
  { word: 'school', code: 'PU12' },
  { word: 'School', code: 'PL05' },
  { word: 'curfew', code: 'PU15' },
  { word: 'curfews', code: 'PU08' },
  { word: 'nothing there', code: 'PU77' },
  { word: '--', code: 'PU01' },
]);
const codeOf = (word: string, ...categories: Parameters<typeof words.find>[1]) =>
  words.find(word, categories)?.code ?? null;

describe('aliasesOf', () => {
  it.each([
    ['PU01', 'PU01'],
    [' pu01 ', 'PU01'],
    ['Family conflict or argument', 'PU01'],
    ['FAMILY CONFLICTS, OR ARGUMENTS!', 'PU01'],
    ['rows at home', 'PU01'],
    ['Row at  home.', 'PU01'],
    ['arger and row', 'PU01'],
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
    const both = aliasesOf(aTaxonomy([aFactor('PU98', { label: 'Other' }), aFactor('PL98', { label: 'Other' })]), []);
    expect(both.find('other', ['push'])?.code).toBe('PU98');
    expect(both.find('other', ['pull'])?.code).toBe('PL98');
  });

  it('knows the labels without any alias', () => {
    const bare = aliasesOf(aTaxonomy([aFactor('PU11')]), []);
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
