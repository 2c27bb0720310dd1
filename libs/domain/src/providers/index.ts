export { contractInForce, episodeCodes, interviewModes } from './contract.js';
export type { Contract, ContractKind, EpisodeCode, InterviewMode } from './contract.js';
export { expectedReturns, returnRuleOfMonth, returnState } from './expected-returns.js';
export type { ExpectedReturn, ReturnState, ReturnTerms, SentReturn } from './expected-returns.js';
export { LATEST_WORKING_DAY, checkReturnRule, returnRuleOn } from './return-rule.js';
export type { ReturnRule, ReturnRuleFault } from './return-rule.js';
export { checkEnd, checkNewAgreement, isAgreementInForce } from './sharing-agreement.js';
export type { AgreementFault, SharingAgreement } from './sharing-agreement.js';
