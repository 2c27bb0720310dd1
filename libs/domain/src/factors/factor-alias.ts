import type { Id, ProviderId } from '../kernel/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';
import type { FactorCategory } from './factor.js';
import { wordKeyOf } from './words-of-taxonomy.js';
import type { FactorWords } from './words-of-taxonomy.js';
import type { FactorTaxonomy } from './factor-taxonomy.js';

/**
 * What a provider’s words mean in a section of the form: a code, or no factor at all. In force for returns that are taken
 * in on days in [validFrom, validTo); never edited, only ended.
 */
export interface FactorAlias {
  readonly id: Id<'factor alias'>;
  /** Whose words they are; null for those of every provider. */
  readonly providerId: ProviderId | null;
  readonly section: FactorCategory;
  /** The words as they are compared. */
  readonly wordsKey: string;
  /** Null where the words name no factor and are left aside. */
  readonly code: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** The alias of some words that is in force on a day; the provider’s own goes before the one of all. */
export function aliasInForce(
  aliases: readonly FactorAlias[],
  {
    providerId,
    section,
    words,
  }: { readonly providerId: ProviderId; readonly section: FactorCategory; readonly words: string },
  day: Day,
): FactorAlias | null {
  const key = wordKeyOf(words);
  const fitting = aliases.filter(
    (alias) => alias.section === section && alias.wordsKey === key && isInForce(alias, day),
  );
  return (
    fitting.find((alias) => alias.providerId === providerId) ??
    fitting.find((alias) => alias.providerId === null) ??
    null
  );
}

function isInForce({ validFrom, validTo }: FactorAlias, day: Day): boolean {
  return (
    Temporal.PlainDate.compare(day, validFrom) >= 0 &&
    (validTo === null || Temporal.PlainDate.compare(day, validTo) < 0)
  );
}

/** The factors that words mean, by a provider’s aliases in force on a day as well. What is known otherwise goes before them. */
export function wordsWithAliases(
  taxonomy: FactorTaxonomy,
  known: FactorWords,
  { aliases, providerId, day }: { aliases: readonly FactorAlias[]; providerId: ProviderId; day: Day },
): FactorWords {
  const codeOf = (section: FactorCategory, words: string) =>
    aliasInForce(aliases, { providerId, section, words }, day)?.code ?? '';
  return {
    find: (words, categories) =>
      known.find(words, categories) ??
      categories.map((section) => taxonomy.findByCode(codeOf(section, words))).find((factor) => factor !== null) ??
      null,
  };
}
