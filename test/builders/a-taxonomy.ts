import { factorTaxonomy } from '#domain/factors';
import type { Factor, FactorCategory, FactorTaxonomy } from '#domain/factors';
import { parseDay } from '#domain/time';

const labels: Readonly<Record<string, string>> = {
  PU01: 'Family conflict or argument',
  PU08: 'Unhappy with placement',
  PU10: 'Placed far from home or network',
  PU11: 'Bullying',
  PU12: 'Problems at school',
  PU15: 'Boundaries or restrictions',
  PL02: 'To be with friends or peers',
  PL03: 'Boyfriend, girlfriend or partner',
  PL04: 'Negative peer group or peer pressure',
  PL05: 'Parties or gatherings',
  PL07: 'Suspected or known sexual exploitation',
  PL13: 'Return to former area or placement',
  HA00: 'No harm disclosed',
  HA02: 'Sexual assault or exploitation',
  HA07: 'Slept rough or in unsafe place',
  HA99: 'Not asked or not known',
  VU05: 'Known or suspected child sexual exploitation',
  VU08: 'Mental or emotional health need',
  VU09: 'Self-harm or suicidal thoughts',
  VU10: 'Substance misuse',
};

const categoryOf: Readonly<Record<string, FactorCategory>> = {
  PU: 'push',
  PL: 'pull',
  HA: 'harm',
  PR: 'protective',
  VU: 'vulnerability',
};

/** A factor in force from 1 April 2018, under its label in the published list where it is one of those. */
export function aFactor(code: string, words: Partial<Factor> = {}): Factor {
  return {
    code,
    category: categoryOf[code.slice(0, 2)] ?? 'push',
    label: labels[code] ?? `Factor ${code}`,
    definition: '',
    needsSameDayAlert: false,
    validFrom: parseDay('2018-04-01'),
    validTo: null,
    ...words,
  };
}

/** A part of the factor taxonomy: enough for the sample provider return. */
export function aTaxonomy(
  factors: readonly Factor[] = Object.keys(labels).map((code) => aFactor(code)),
): FactorTaxonomy {
  return factorTaxonomy('test-1', factors);
}
