export { DEPLOYMENT_CHAIN, sealedTables } from './chain.js';
export { findAuditHead, readSealState } from './chain-store.js';
export type { SealState } from './chain-store.js';
export { exportAudit, exportDeployment } from './export-audit.js';
export { sealAudit, sealDeployment, sealEverything } from './seal-audit.js';
export { verifyAudit } from './verify-audit.js';
export type { VerifiedAudit, VerifiedChain } from './verify-audit.js';
