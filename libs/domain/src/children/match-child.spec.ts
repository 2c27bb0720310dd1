import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aChild } from '../../../../test/builders/index.js';
import { parseDay } from '../time/index.js';
import { candidatesOf, claimKey, isFullName, matchChild, nameKey } from './index.js';

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

describe('matchChild by an alias', () => {
  const claimed = aChild({ councilChildId: null, givenName: 'Tess', familyName: 'Borne' });
  const known = { ...aChild(), aliases: [{ givenName: 'Tess', familyName: 'Borne' }] };

  it('goes by date of birth and any name by which the child is known', () => {
    expect(matchChild(claimed, [stranger, known])).toEqual({ kind: 'known', child: known });
    expect(matchChild(aChild({ councilChildId: null }), [known])).toEqual({ kind: 'known', child: known });
  });

  it.each([
    ['alone', { dateOfBirth: another }],
    ['with its parts turned round', { givenName: 'Borne', familyName: 'Tess' }],
    ['with a part of the name on record', { familyName: 'Ashgrove-Sample' }],
    ['against two council IDs', { councilChildId: 'S7' }],
  ])('never goes by it %s', (_words, said) =>
    expect(matchChild({ ...claimed, ...said }, [known])).toEqual({ kind: 'new' }),
  );

  it('is in doubt when one child bears the name and another is known by it', () => {
    const bearer = aChild({ childId: 'child-2', councilChildId: 'S2', givenName: 'Tess', familyName: 'Borne' });
    expect(matchChild(claimed, [known, bearer])).toEqual({ kind: 'doubtful', because: 'several-children' });
  });
});

describe('matchChild always', () => {
  const name = fc.constantFrom('Zoë', 'Zoe', 'Anne-Marie', 'O’Brien', 'Łuka', null, '?');
  const born = fc.constantFrom('2010-03-14', '2011-01-01').map((text) => parseDay(text));
  const person = fc.record({
    councilChildId: fc.constantFrom('S1', 'S2', null),
    givenName: name,
    familyName: name,
    dateOfBirth: born,
  });
  const children = fc
    .array(fc.tuple(person, fc.array(fc.record({ givenName: name, familyName: name }), { maxLength: 2 })), {
      maxLength: 4,
    })
    .map((each) => each.map(([who, aliases], at) => ({ ...aChild({ ...who, childId: `child-${at}` }), aliases })))
    // A council ID is one child's.
    .filter((each) => {
      const ids = each.flatMap(({ councilChildId }) => councilChildId ?? []);
      return new Set(ids).size === ids.length;
    });

  it('finds only a child of the same date of birth, and of the same ID or of a name that is borne', () =>
    fc.assert(
      fc.property(person, children, (claimed, known) => {
        const match = matchChild(claimed, known);
        if (match.kind !== 'known') return;
        const { child } = match;
        expect(child.dateOfBirth.equals(claimed.dateOfBirth)).toBe(true);
        const isSameId = claimed.councilChildId !== null && claimed.councilChildId === child.councilChildId;
        const names = [child, ...child.aliases].map((each) => nameKey(each));
        expect(isSameId || (isFullName(claimed) && names.includes(nameKey(claimed)))).toBe(true);
      }),
    ));

  it('says the same in whatever order the children come, and whoever else is on record', () =>
    fc.assert(
      fc.property(person, children, (claimed, known) => {
        const bystander = aChild({ childId: 'other', councilChildId: 'S9', dateOfBirth: parseDay('2001-01-01') });
        expect(matchChild(claimed, [bystander, ...known.toReversed()])).toEqual(matchChild(claimed, known));
      }),
    ));

  it('names as candidates whoever it finds, and somebody for each doubt', () =>
    fc.assert(
      fc.property(person, children, (claimed, known) => {
        const match = matchChild(claimed, known);
        const candidates = candidatesOf(claimed, known);
        if (match.kind === 'known') expect(candidates).toContain(match.child);
        if (match.kind === 'doubtful') expect(candidates).not.toEqual([]);
      }),
    ));
});

describe('nameKey', () => {
  it.each([
    ['Zoë', 'Ashgrove-Sample', 'zoe ashgrovesample'],
    ['ZOE', 'ashgrove  sample', 'zoe ashgrovesample'],
    [' Zoe\u0308 ', 'Ashgrove – Sample', 'zoe ashgrovesample'],
    ['Seán', 'O’Brien', 'sean obrien'],
    ['Sean', "O'Brien", 'sean obrien'],
    ['Sean', 'O Brien', 'sean obrien'],
    ['Sean', 'OBRIEN', 'sean obrien'],
    ['Anne-Marie', 'Groß', 'annemarie gross'],
    ['Annemarie', 'Gross', 'annemarie gross'],
    ['Łukasz', 'Nowak', 'lukasz nowak'],
    ['Søren', 'Ægir', 'soren aegir'],
    ['李', 'Ива́н', '李 иван'],
    [null, 'Nowak', ' nowak'],
  ])('of %s %s is "%s"', (givenName, familyName, key) => expect(nameKey({ givenName, familyName })).toBe(key));

  it('tells the given name from the family name', () =>
    expect(nameKey({ givenName: 'Kim', familyName: 'Lee' })).not.toBe(
      nameKey({ givenName: 'Lee', familyName: 'Kim' }),
    ));

  it('does not depend on case, on how accents are written, or on hyphens, apostrophes and spaces', () => {
    const letters = fc.array(fc.constantFrom('a', 'é', 'ß', 'Ç', 'ł', 'ø', 'ñ', 'ž', 'I', 'İ'), {
      minLength: 1,
      maxLength: 8,
    });
    const marks = fc.constantFrom('', '-', '’', "'", ' ', '.', ' - ');
    fc.assert(
      fc.property(letters, fc.array(marks, { minLength: 9, maxLength: 9 }), (name, between) => {
        const plain = nameKey({ givenName: name.join(''), familyName: 'x' });
        const typed = name.map((letter, at) => `${between[at] ?? ''}${letter}`).join('');
        for (const form of [typed, typed.normalize('NFD'), typed.normalize('NFC'), typed.toLowerCase()])
          expect(nameKey({ givenName: form, familyName: 'X' })).toBe(plain);
      }),
    );
  });
});

describe('claimKey', () => {
  it('is the same for what says the same, and differs where ID, birth or name do', () => {
    const claimed = aChild({ givenName: 'Zoë' });
    expect(claimKey(claimed)).toBe(claimKey({ ...claimed, givenName: 'ZOE' }));
    const others = [{ councilChildId: null }, { dateOfBirth: another }, { givenName: 'Joe' }];
    expect(new Set([claimed, ...others.map((each) => ({ ...claimed, ...each }))].map(claimKey)).size).toBe(4);
  });
});
