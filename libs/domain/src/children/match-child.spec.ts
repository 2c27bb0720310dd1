import { describe, expect, it } from '@jest/globals';
import { aChild } from '../../../../test/builders/index.js';
import { parseDay } from '../time/index.js';
import { matchChild, nameKey } from './index.js';

const another = parseDay('2011-01-01');
const stranger = aChild({ childId: 'child-9', councilChildId: 'S9999', givenName: 'Demo', dateOfBirth: another });

describe('matchChild', () => {
  it('finds nobody among no children', () => {
    expect(matchChild(aChild(), [])).toEqual({ kind: 'new' });
  });

  describe('with a council ID', () => {
    it('goes by it, whatever the name', () => {
      const known = aChild({ givenName: 'Tessa', familyName: 'Ash' });
      expect(matchChild(aChild(), [stranger, known])).toEqual({ kind: 'known', child: known });
    });

    it('is in doubt when the date of birth differs', () => {
      expect(matchChild(aChild({ dateOfBirth: another }), [aChild()])).toEqual({
        kind: 'doubtful',
        because: 'date-of-birth-differs',
      });
    });

    it('tells twins of one name apart', () => {
      expect(matchChild(aChild({ councilChildId: 'S1002' }), [aChild()])).toEqual({ kind: 'new' });
    });

    it('recognises a child who was known without one, by date of birth and full name', () => {
      const known = aChild({ councilChildId: null });
      expect(matchChild(aChild(), [stranger, known])).toEqual({ kind: 'known', child: known });
    });

    it('prefers the child of that ID to one without who is alike', () => {
      const [known, alike] = [aChild(), aChild({ childId: 'child-2', councilChildId: null })];
      expect(matchChild(aChild(), [alike, known])).toEqual({ kind: 'known', child: known });
    });
  });

  describe('without a council ID', () => {
    const claimed = aChild({ councilChildId: null });

    it('goes by date of birth and full name', () => {
      expect(matchChild(claimed, [stranger, aChild()])).toEqual({ kind: 'known', child: aChild() });
    });

    it.each([
      ['the name alone', aChild({ dateOfBirth: another })],
      ['the date of birth alone', aChild({ givenName: 'Proofa' })],
      ['the family name and date of birth of a twin', aChild({ givenName: 'Demo' })],
      ['a given name given as family name', aChild({ givenName: 'Ashgrove-Sample', familyName: 'Testa' })],
    ])('never goes by %s', (_words, known) => expect(matchChild(claimed, [known])).toEqual({ kind: 'new' }));

    it('is in doubt when several answer to the description', () => {
      const twin = aChild({ childId: 'child-2', councilChildId: 'S1002' });
      expect(matchChild(claimed, [aChild(), twin])).toEqual({ kind: 'doubtful', because: 'several-children' });
    });

    it.each([
      [null, null],
      ['?', '-'],
      ['Testa', null],
      ['Testa', '.'],
    ])('matches nobody under the name %p %p, which says too little', (givenName, familyName) => {
      const nameless = aChild({ councilChildId: null, givenName, familyName });
      expect(matchChild(nameless, [aChild({ givenName, familyName })])).toEqual({ kind: 'new' });
    });
  });
});

describe('nameKey', () => {
  it.each([
    ['Zoë', 'Ashgrove-Sample', 'zoe ashgrove sample'],
    ['ZOE', 'ashgrove  sample', 'zoe ashgrove sample'],
    [' Zoe\u0308 ', 'Ashgrove – Sample', 'zoe ashgrove sample'],
    ['Seán', 'O’Brien', 'sean o brien'],
    ['Sean', "O'Brien", 'sean o brien'],
    ['Łukasz', 'Nowak', 'łukasz nowak'],
    [null, 'Nowak', ' nowak'],
  ])('of %s %s is "%s"', (givenName, familyName, key) => expect(nameKey({ givenName, familyName })).toBe(key));
});
