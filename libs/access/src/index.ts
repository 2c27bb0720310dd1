export { openAccessReviews, suspendUnconfirmed } from './access-reviews.js';
export { contextOfKey, contextOfPerson, keyName, missingScope } from './acting.js';
export type { Origin } from './acting.js';
export { answerReview, lastSignIns, listOpenQuestions } from './answer-review.js';
export type { OpenQuestion, ReviewAnswer } from './answer-review.js';
export { UnsafeLoginError, assertSafeLogin } from './assert-safe-login.js';
export { endAgreement, recordAgreement } from './agreements.js';
export { appendAudit } from './audit-trail.js';
export type { AuditAction, AuditOutcome } from './audit-trail.js';
export { recordDeploymentEvent, recordKeyAttempt } from './deployment-events.js';
export type { DeploymentAction, DeploymentEvent } from './deployment-events.js';
export { endAccess, endAccessThatRanOut } from './end-access.js';
export { inviteAccount } from './invitations.js';
export { authoritiesEngaging, issueKeyOnRecord, revokeKeyOnRecord } from './key-changes.js';
export type { Deployment } from './key-changes.js';
export { findProviderKey } from './known-key.js';
export type { KnownProviderKey } from './known-key.js';
export { changeRole, invitePerson, removeMember } from './manage-people.js';
export type { Invited, PeopleFault, RoleGiven } from './manage-people.js';
export {
  findMember,
  findOrAddPerson,
  listMembers,
  listProviderManagers,
  onBehalfOf,
  organisationOf,
} from './people.js';
export type { Member, Organisation } from './people.js';
export { issueKey, listKeys } from './provider-keys.js';
export type { KeyIssue, ListedKey } from './provider-keys.js';
export { recordRefusal } from './refusals.js';
export type { Asker } from './refusals.js';
export { endSession, findSession, startSession } from './sessions.js';
export type { Membership, SignedInPerson } from './sessions.js';
