export { wordKeyOf, wordsOfTaxonomy } from './words-of-taxonomy.js';
export type { FactorWords } from './words-of-taxonomy.js';
export { aliasInForce, wordsWithAliases } from './factor-alias.js';
export type { FactorAlias } from './factor-alias.js';
export { factorCategories, factorSections, factorViews } from './factor.js';
export type {
  Factor,
  FactorCategory,
  FactorObservation,
  FactorSection,
  FactorView,
  SectionAnswer,
  VulnerabilityObservation,
} from './factor.js';
export {
  HARM_NONE_DISCLOSED,
  HARM_NOT_ASKED,
  factorTaxonomy,
  isActiveOn,
  sameDayAlertCodes,
} from './factor-taxonomy.js';
export type { FactorTaxonomy } from './factor-taxonomy.js';
