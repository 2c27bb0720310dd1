export { DEPLOYMENT_CHAIN, sealedTables } from './chain.js';
export { exportDeployment, exportAudit } from './export-audit.js';
export { sealAudit, sealDeployment, sealEverything } from './seal-audit.js';
export { verifyAudit } from './verify-audit.js';
export type { VerifiedAudit, VerifiedChain } from './verify-audit.js';
