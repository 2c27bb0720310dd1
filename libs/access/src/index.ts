export { contextOfKey, contextOfPerson, keyName } from './acting.js';
export type { Origin } from './acting.js';
export { UnsafeLoginError, assertSafeLogin } from './assert-safe-login.js';
export { appendAudit } from './audit-trail.js';
export type { AuditAction, AuditOutcome } from './audit-trail.js';
export { auditActions, wordsOfAction } from './audit-words.js';
export { recordDeploymentEvent } from './deployment-events.js';
export type { DeploymentAction, DeploymentEvent } from './deployment-events.js';
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
export { endSession, findProviderKey, findSession, startSession } from './sessions.js';
export type { KnownProviderKey, Membership, SignedInPerson } from './sessions.js';
export { listViews, noteSeen, noticeViews, readAudit, readNotices, readViews } from './viewing/index.js';
export type { AuditFilter, AuditPage, AuditedEvent, EventPage, RecordedEvent, ViewingNotice } from './viewing/index.js';
