export { aliasesOf, wordKeyOf } from './aliases-of.js';
export type { FactorWords } from './aliases-of.js';
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
