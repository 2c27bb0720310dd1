export { signInNameOf } from './account-context.js';
export type { AccountContext, Occasion } from './account-context.js';
export { contextOfKey, contextOfPerson, keyName, missingScope } from './acting.js';
export type { Origin } from './origin.js';
export { UnsafeLoginError, assertSafeLogin } from './assert-safe-login.js';
export { LOCK_MINUTES, MOST_FAILURES_OF_ACCOUNT, MOST_FAILURES_OF_ADDRESS } from './attempts.js';
export { appendAudit } from './audit-trail.js';
export type { AuditAction, AuditOutcome } from './audit-trail.js';
export { auditActions, wordsOfAction } from './audit-words.js';
export {
  CONTACT_CODE_MINUTES,
  confirmContact,
  contactOf,
  dropContact,
  readOwnContact,
  wantContact,
} from './contacts.js';
export type { Contact, OwnContact } from './contacts.js';
export { recordDeploymentEvent, recordKeyAttempt } from './deployment-events.js';
export type { DeploymentAction, DeploymentEvent } from './deployment-events.js';
export { clearSignInLeftovers, dropHeldForm, holdForm, listHeldForms, markHeldFormSent } from './held-forms.js';
export type { HeldForm } from './held-forms.js';
export { acceptInvitation, acceptMembership, linkIdentity, recordMisdirected } from './accept-invitation.js';
export type { Followed, FollowingContext } from './accept-invitation.js';
export {
  KeyInUse,
  clearIdempotencyKeys,
  findEarlierUse,
  keepAnswer,
  keepOwnKey,
  takeKey,
  takeOwnKey,
} from './idempotency-keys.js';
export type { KeptAnswer, KeyUse, OwnAnswer, SentKey } from './idempotency-keys.js';
export { HasAccountAlready, findInvitation, inviteAccount, lapseOf } from './invitations.js';
export type { FoundInvitation, OpenInvitation } from './invitations.js';
export { changePassword, countRecoveryCodes, findAccountOf, replaceRecoveryCodes } from './local-accounts.js';
export type { LocalAccount } from './local-accounts.js';
export { tryBoth, tryCode, tryPassword, trySetUp } from './local-sign-in.js';
export { totpAddress } from './one-time-codes.js';
export { findOpenIdPerson } from './openid-identities.js';
export type { OpenIdIdentity } from './openid-identities.js';
export { LONGEST_PASSWORD, SHORTEST_PASSWORD, checkNewPassword } from './passwords.js';
export type { PasswordFault } from './passwords.js';
export { inNameOf } from './in-name-of.js';
export { recordRefusal } from './refusals.js';
export type { Asker } from './refusals.js';
export {
  DEPLOYMENT_CHAIN,
  exportAudit,
  exportDeployment,
  findAuditHead,
  sealAudit,
  sealDeployment,
  sealEverything,
  sealedTables,
  verifyAudit,
} from './sealing/index.js';
export type { VerifiedAudit, VerifiedChain } from './sealing/index.js';
export {
  SESSION_HOURS,
  SESSION_IDLE_MINUTES,
  beginSession,
  endSession,
  endOtherSessions,
  findSession,
  findSessionsUnused,
  listSessions,
} from './sessions.js';
export type { Membership, OwnSession, ShownToBegin, SignedInPerson } from './sessions.js';
export { recordSignIn } from './sign-in-record.js';
export { beginOpenIdStep, beginSetUp, findStep, takeStep } from './sign-in-steps.js';
export type { OpenIdChecks } from './sign-in-steps.js';
export { countNewNotices, listViews, noteSeen, noticeViews, readAudit, readNotices } from './viewing/index.js';
export type { AuditFilter, AuditPage, AuditedEvent, EventPage, RecordedEvent, ViewingNotice } from './viewing/index.js';
export { openAccessReviews, suspendUnconfirmed } from './access-reviews.js';
export { answerReview, lastSignIns, listOpenQuestions } from './answer-review.js';
export type { OpenQuestion, ReviewAnswer } from './answer-review.js';
export { endAgreement, recordAgreement } from './agreements.js';
export { endAccess, endAccessThatRanOut } from './end-access.js';
export { authoritiesEngaging, issueKeyOnRecord, revokeKeyOnRecord } from './key-changes.js';
export type { Deployment } from './key-changes.js';
export { findProviderKey } from './known-key.js';
export type { KnownProviderKey } from './known-key.js';
export { changeRole, invitePerson, removeMember } from './manage-people.js';
export type { Invited, PeopleFault, RoleGiven } from './manage-people.js';
export { findMember, findOrAddPerson, listMembers, listProviderManagers, organisationOf } from './people.js';
export type { Member, Organisation } from './people.js';
export { issueKey, listKeys } from './provider-keys.js';
export type { KeyIssue, ListedKey } from './provider-keys.js';
