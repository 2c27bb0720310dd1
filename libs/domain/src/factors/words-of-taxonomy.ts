import type { FactorTaxonomy } from './factor-taxonomy.js';
import type { Factor, FactorCategory } from './factor.js';

/** Finds the factor that a word means among those of some categories; null when there is none, or more than one. */
export interface FactorWords {
  find(word: string, categories: readonly FactorCategory[]): Factor | null;
}

/**
 * The factors by the words that mean them: a code itself, or the label of the published list. Words are compared as
 * `wordKeyOf` says. A word with two meanings in one category means neither: it waits for a person.
 */
export function wordsOfTaxonomy(taxonomy: FactorTaxonomy): FactorWords {
  const meanings = new Map<string, Factor | null>();
  for (const factor of taxonomy.factors) {
    const key = keyIn(factor.category, factor.label);
    if (wordKeyOf(factor.label) !== '') meanings.set(key, meanings.has(key) ? null : factor);
  }
  return {
    find(word, categories) {
      const coded = taxonomy.findByCode(word.trim());
      if (coded) return categories.includes(coded.category) ? coded : null;
      const found = new Set(categories.flatMap((category) => meanings.get(keyIn(category, word)) ?? []));
      const [only = null] = found;
      return found.size === 1 ? only : null;
    },
  };
}

function keyIn(category: FactorCategory, word: string): string {
  return `${category}|${wordKeyOf(word)}`;
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
