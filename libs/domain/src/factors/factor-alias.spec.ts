import { describe, expect, it } from '@jest/globals';
import { aTaxonomy } from '../../../../test/builders/a-taxonomy.js';
import { parseDay } from '../time/index.js';
import { aliasInForce, wordsOfTaxonomy, wordsWithAliases } from './index.js';
import type { FactorAlias } from './index.js';

function anAlias(words: Partial<FactorAlias> = {}): FactorAlias {
  return {
    ...{ id: 'all', providerId: null, section: 'push', wordsKey: 'row at home', code: 'PU01' },
    ...{ validFrom: parseDay('2025-10-01'), validTo: parseDay('2025-11-01') },
    ...words,
  };
}
const own = anAlias({ id: 'own', providerId: 'p1', code: 'PU11' });
const day = parseDay('2025-10-15');
const idOf = (aliases: readonly FactorAlias[], words: string, on = day) =>
  aliasInForce(aliases, { providerId: 'p1', section: 'push', words }, on)?.id ?? null;

describe('aliasInForce', () => {
  it.each([
    ['2025-09-30', null],
    ['2025-10-01', 'all'],
    ['2025-10-31', 'all'],
    ['2025-11-01', null],
  ])('on %s is %p', (on, id) => expect(idOf([anAlias()], 'rows at home', parseDay(on))).toBe(id));

  it('compares words without case, punctuation and spacing', () =>
    expect(idOf([anAlias()], ' Rows – AT  home! ')).toBe('all'));

  it('prefers the provider’s own, and takes no notice of another provider’s or another section’s', () => {
    expect(idOf([anAlias(), own], 'rows at home')).toBe('own');
    expect(idOf([anAlias({ providerId: 'p2' })], 'rows at home')).toBeNull();
    expect(idOf([anAlias({ section: 'pull' })], 'rows at home')).toBeNull();
  });
});

describe('wordsWithAliases', () => {
  const taxonomy = aTaxonomy();
  const aliases = [own, anAlias({ wordsKey: 'bullying', code: 'PU01' }), anAlias({ wordsKey: 'see note', code: null })];
  const words = wordsWithAliases(taxonomy, wordsOfTaxonomy(taxonomy), { aliases, providerId: 'p1', day });
  const codeOf = (typed: string) => words.find(typed, ['push'])?.code ?? null;

  it('knows a provider’s words', () => expect(codeOf('ROWS at home')).toBe('PU11'));

  it('lets codes and labels go before aliases', () => {
    expect(codeOf('Bullying')).toBe('PU11');
    expect(codeOf('pu01')).toBe('PU01');
  });

  it('knows no factor for words that are left aside, or in another section', () => {
    expect(codeOf('see notes')).toBeNull();
    expect(words.find('rows at home', ['pull'])).toBeNull();
  });
});
