export { matchAll } from './link-notifications.js';
export { readReconciliation, reconciliationDocument } from './read-reconciliation.js';
export type { NamedDifference, NamedReconciliation, ReconciliationLists } from './read-reconciliation.js';
