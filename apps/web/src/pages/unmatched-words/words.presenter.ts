import type { AliasInForce, UnmatchedWordsPage, WaitingGroup } from '#casework';
import { isActiveOn } from '#domain/factors';
import type { FactorCategory, FactorTaxonomy } from '#domain/factors';
import { showDay } from '#domain/time';
import type { Day } from '#domain/time';
import type { ProviderName } from '#persistence';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import { EVERY_PROVIDER, NO_FACTOR } from './words.form.js';
import type { TypedWords } from './words.form.js';

const sectionWords: Readonly<Record<FactorCategory, string>> = {
  push: 'Push factors',
  pull: 'Pull factors',
  harm: 'Harm while missing',
  protective: 'Protective factors',
  vulnerability: 'Vulnerabilities',
};

/** The words that wait and the decisions in force. */
export function presentUnmatchedWords(
  { groups, aliases, providers }: UnmatchedWordsPage,
  choice: AuthorityChoice,
  taxonomy: FactorTaxonomy,
) {
  return {
    choice,
    groups: groups.map((group) => ({
      ...{ words: group.words, count: group.count, section: sectionWords[group.section] },
      providers: group.providerIds.map((id) => nameOf(providers, id)).join(', '),
      href: `/unmatched-words/${group.id}?authority=${choice.authority}`,
    })),
    aliases: aliases.map((alias) => presentAlias(alias, providers, taxonomy, choice.authority)),
  };
}

function presentAlias(
  alias: AliasInForce,
  providers: readonly ProviderName[],
  taxonomy: FactorTaxonomy,
  authority: string,
) {
  return {
    ...{ words: alias.words, section: sectionWords[alias.section], waiting: alias.waiting },
    whose: alias.providerId === null ? 'every provider' : nameOf(providers, alias.providerId),
    means: meaningOf(alias, taxonomy),
    since: showDay(alias.validFrom),
    apply: alias.waiting === 0 ? null : `/unmatched-words/aliases/${alias.id}/apply?authority=${authority}`,
    end: `/unmatched-words/aliases/${alias.id}/end?authority=${authority}`,
  };
}

function meaningOf({ code, reason }: Pick<AliasInForce, 'code' | 'reason'>, taxonomy: FactorTaxonomy): string {
  return code === null ? `no factor: ${reason}` : `${code} ${taxonomy.findByCode(code)?.label ?? ''}`;
}

function nameOf(providers: readonly ProviderName[], id: string): string {
  return providers.find((each) => each.id === id)?.name ?? '';
}

/** The form that asks what words mean. */
export function presentWordsForm(
  group: WaitingGroup,
  providers: readonly ProviderName[],
  { taxonomy, today }: { readonly taxonomy: FactorTaxonomy; readonly today: Day },
  typed: TypedWords,
) {
  const factors = taxonomy.factors.filter((factor) => factor.category === group.section && isActiveOn(factor, today));
  const whose = [
    [EVERY_PROVIDER, 'Those of every provider'] as const,
    ...group.providerIds.map((id) => [id, `Only those of ${nameOf(providers, id)}`] as const),
  ];
  return {
    ...{ words: group.words, section: sectionWords[group.section], count: group.count },
    isOne: group.count === 1,
    codes: choices(
      [
        [NO_FACTOR, 'No factor: leave the words aside'] as const,
        ...factors.map(({ code, label }) => [code, `${code} ${label}`] as const),
      ],
      typed.code,
    ),
    whose: choices(whose, typed.whose),
    past: choices(
      [
        ['yes', 'Yes, put the factor into the forms that wait'],
        ['no', 'No, only for what comes from now on'],
      ],
      typed.past,
    ),
    reason: {
      ...{ id: 'reason', name: 'reason', label: 'Why do they name no factor? (only then)', value: typed.reason ?? '' },
      ...{ hint: 'The reason is kept for good: name no child in it.', rows: 3 },
    },
  };
}
