export { UnsafeLoginError, assertSafeLogin } from './assert-safe-login.js';
export { appendAudit } from './audit-trail.js';
export type { AuditAction } from './audit-trail.js';
export { endSession, findProviderKey, findSession, startSession } from './sessions.js';
export type { KnownProviderKey, Membership, SignedInPerson } from './sessions.js';
