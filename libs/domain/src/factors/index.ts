export { aliasInForce, taxonomyWithAliases } from './factor-alias.js';
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
  wordKey,
} from './factor-taxonomy.js';
export type { FactorTaxonomy } from './factor-taxonomy.js';
