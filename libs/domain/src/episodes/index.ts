export { decideReturn } from './correct-return.js';
export type { ReturnRefusal } from './correct-return.js';
export {
  episodeEnds,
  missingEpisode,
  missingFromPlaces,
  policeClassifications,
  policeRisks,
} from './missing-episode.js';
export type {
  EpisodeEnd,
  EpisodeFacts,
  EpisodeStart,
  MissingFrom,
  PoliceClassification,
  PoliceRisk,
} from './missing-episode.js';
export { earliestForGood, earliestOf, joinSpan, latestOf } from './join-span.js';
export { isSameAbsence } from './same-absence.js';
export type { Absence } from './same-absence.js';
export { compareDoubleReports, findDoubleReports, whyDouble } from './double-report.js';
export type { DoubleReport, WhyDouble } from './double-report.js';
