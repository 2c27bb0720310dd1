export { decideAllocation, isLeadRole } from './allocation.js';
export type { Allocation, AllocationFacts, AllocationRefusal, AllocationWish } from './allocation.js';
export { decideBreakGlass, decideReview, reviewFindings } from './break-glass.js';
export type { EmergencyOpening, Review, ReviewFinding, ReviewRefusal } from './break-glass.js';
export { isReviewOver, mayAnswerFor, membershipsToSuspend, quarterOf, reviewDueOn } from './access-review.js';
export { NAME_MOST, decideMatch, decideMatchUndo, decideName } from './child-match.js';
export type {
  MatchCandidate,
  MatchQuestion,
  MatchRefusal,
  MatchUndoRefusal,
  MatchWish,
  NameRefusal,
  TypedName,
} from './child-match.js';
export { childVisibility, maySeeChild } from './child-visibility.js';
export type { Condition } from './condition.js';
export { granted, refused } from './decision.js';
export type { Decision } from './decision.js';
export { scopeOfFact, withFactsOf } from './scope-of-fact.js';
export { LOOK_UP_MOST, decideLookUp, familyNameKeyOf, lookUpLine } from './look-up.js';
export type { LookUp, LookUpRefusal } from './look-up.js';
export { decideMerge, decideMergeUndo, decideRecordMergeUndo } from './merge.js';
export type { MergeRefusal, MergeUndoRefusal, RecordMergeUndoRefusal, RecordToMerge } from './merge.js';
export { decideEpisodeDistinction, decideEpisodeMerge } from './merge-episodes.js';
export type { EpisodeDistinctionRefusal, EpisodeMergeRefusal, EpisodeToMerge } from './merge-episodes.js';
export { needsReason } from './opening.js';
export { MOST_KEYS_IN_FORCE, MOST_KEY_DAYS, isKeyScope, keyScopes, scopeOfAction } from './key-scope.js';
export type { KeyScope } from './key-scope.js';
export {
  MOST_INSPECTION_DAYS,
  acceptanceOf,
  checkChange,
  checkInvitation,
  checkRole,
  managerOf,
  rolesOf,
} from './membership-rules.js';
export type {
  Acceptance,
  ChangeFault,
  InvitationWish,
  OrganisationKind,
  RoleFault,
  RoleWish,
  WishFault,
} from './membership-rules.js';
export { actions } from './action.js';
export type { Action } from './action.js';
export { grantOf, permissions } from './permissions.js';
export type { Grant } from './permissions.js';
export { fieldGroups, reaches } from './reach.js';
export type { FieldGroup, Reach } from './reach.js';
export { REASON_LEAST, REASON_MOST, decideReason } from './reason.js';
export type { ReasonRefusal } from './reason.js';
export { decideAdmission, decideLifting, decideRemoval, decideRestriction } from './restriction.js';
export type { AccessList, AccessRefusal, Admissible } from './restriction.js';
export { isProviderRole, isRole, roles } from './role.js';
export type { Role } from './role.js';
export { decideInformation } from './third-party.js';
export type { InformationRefusal } from './third-party.js';
export type { ChildAccessFacts, ChildFact, Viewer, ViewerPart } from './viewer.js';
