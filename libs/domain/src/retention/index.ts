export { dueSieve } from './due-sieve.js';
export type { DueSieve } from './due-sieve.js';
export { factsOfChild } from './facts-of-child.js';
export { keepUntil } from './keep-until.js';
export type { Keeping, RetentionFacts } from './keep-until.js';
export { retentionAnchors, retentionRules, rulesInForce } from './retention-rules.js';
export type { LocalRetention, RetentionAnchor, RetentionRule } from './retention-rules.js';
