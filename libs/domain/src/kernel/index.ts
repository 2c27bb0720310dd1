export type {
  AuthorityCode,
  ChildId,
  DeadlineId,
  EpisodeId,
  Id,
  InterviewId,
  NewId,
  OfferId,
  ProviderId,
} from './id.js';
export { isEqual } from './equal.js';
