import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { decideInformation, decideLookUp, lookUpLine } from './index.js';

const nothing = { councilChildId: '', familyName: '', dateOfBirth: '' };

describe('decideLookUp', () => {
  it('is by the whole council child ID', () => {
    expect(decideLookUp({ ...nothing, councilChildId: ' S1001 ' })).toEqual({
      kind: 'granted',
      value: { kind: 'council-child-id', councilChildId: 'S1001' },
    });
  });

  it('is by family name and date of birth together, without accents, capitals and punctuation', () => {
    expect(decideLookUp({ ...nothing, familyName: ' ASHGRÓVE-Sample', dateOfBirth: '14/3/2010' })).toEqual({
      kind: 'granted',
      value: { kind: 'name-and-birth', familyNameKey: 'ashgrovesample', dateOfBirth: parseDay('2010-03-14') },
    });
  });

  it.each([
    ['nothing', nothing, 'nothing-asked'],
    ['a name alone', { ...nothing, familyName: 'Ashgrove' }, 'birth-missing'],
    ['a date of birth alone', { ...nothing, dateOfBirth: '14/3/2010' }, 'family-name-missing'],
    ['a name of signs only', { ...nothing, familyName: '%*_', dateOfBirth: '14/3/2010' }, 'family-name-missing'],
    ['both ways at once', { councilChildId: 'S1', familyName: 'A', dateOfBirth: '14/3/2010' }, 'both-asked'],
    ['a day that does not exist', { ...nothing, familyName: 'A', dateOfBirth: '31/2/2010' }, 'no-such-day'],
    ['half a date', { ...nothing, familyName: 'A', dateOfBirth: '14/3/' }, 'no-such-day'],
  ])('refuses %s', (_, words, because) => {
    expect(decideLookUp(words)).toEqual({ kind: 'refused', because });
  });
});

describe('lookUpLine', () => {
  it('is the same for the same look-up, however it was written', () => {
    const line = (familyName: string, dateOfBirth: string) => {
      const decision = decideLookUp({ ...nothing, familyName, dateOfBirth });
      return decision.kind === 'granted' ? lookUpLine(decision.value) : '';
    };
    expect(line('ashgrove sample', '2010-03-14')).toBe('name ashgrovesample born 2010-03-14');
    expect(line('Ashgrove–SAMPLE', '14/03/2010')).toBe(line('ashgrove sample', '2010-03-14'));
  });
});

describe('decideInformation', () => {
  it('takes 1 to 4000 characters', () => {
    expect(decideInformation(' a ')).toEqual({ kind: 'granted', value: 'a' });
    expect(decideInformation(' \n ')).toEqual({ kind: 'refused', because: 'information-missing' });
    expect(decideInformation('a'.repeat(4000)).kind).toBe('granted');
    expect(decideInformation('a'.repeat(4001))).toEqual({ kind: 'refused', because: 'information-too-long' });
  });
});
