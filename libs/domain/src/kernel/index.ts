export type {
  AlertId,
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
export { accept, refuse, unreachable } from './result.js';
export type { Result } from './result.js';
