import type { FactorTaxonomy } from './factor-taxonomy.js';
import type { Factor, FactorCategory } from './factor.js';

/** A word or phrase of the providers that the council has given a code, such as "rows at home" for PU01. */
interface FactorAlias {
  readonly word: string;
  readonly code: string;
}

/** Finds the factor that a word means among those of some categories; null when there is none, or more than one. */
export interface FactorWords {
  find(word: string, categories: readonly FactorCategory[]): Factor | null;
}

/**
 * The factors by the words that mean them: a code itself, the label of the published list, or an alias. Words are
 * compared as `wordKeyOf` says. A word with two meanings in one category means neither: it waits for a person.
 * An alias whose code the taxonomy does not have says nothing.
 */
export function aliasesOf(taxonomy: FactorTaxonomy, aliases: readonly FactorAlias[]): FactorWords {
  const meanings = new Map<string, Factor | null>();
  const add = (word: string, factor: Factor | null) => {
    if (factor === null || wordKeyOf(word) === '') return;
    const key = `${factor.category}|${wordKeyOf(word)}`;
    const known = meanings.get(key);
    meanings.set(key, known === undefined || known?.code === factor.code ? factor : null);
  };
  for (const factor of taxonomy.factors) add(factor.label, factor);
  for (const { word, code } of aliases) add(word, taxonomy.findByCode(code));
  return {
    find(word, categories) {
      const coded = taxonomy.findByCode(word.trim());
      if (coded) return categories.includes(coded.category) ? coded : null;
      const key = wordKeyOf(word);
      const found = new Set(categories.flatMap((category) => meanings.get(`${category}|${key}`) ?? []));
      const [only = null] = found;
      return found.size === 1 ? only : null;
    },
  };
}

/** A word as it is compared and kept waiting: without case, accents, punctuation, doubled blanks and plurals. */
export function wordKeyOf(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .map(singular)
    .join(' ');
}

/** Near enough for comparing: both sides go through it, so that a wrong singular does no harm. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
