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
