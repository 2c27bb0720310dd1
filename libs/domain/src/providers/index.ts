export { contractInForce, episodeCodes, interviewModes } from './contract.js';
export type { Contract, ContractKind, EpisodeCode, InterviewMode } from './contract.js';
export { checkEnd, checkNewAgreement, isAgreementInForce } from './sharing-agreement.js';
export type { AgreementFault, SharingAgreement } from './sharing-agreement.js';
