export { chaseReturns } from './chase-returns.js';
export { expectedReturnDocument, readExpectedReturns, readOpenChases } from './read-expected-returns.js';
export type { ExpectedReturns, NamedExpectedReturn } from './read-expected-returns.js';
export { setReturnRule } from './set-return-rule.js';
