export { contractInForce, episodeCodes, interviewModes } from './contract.js';
export type { Contract, ContractKind, EpisodeCode, InterviewMode } from './contract.js';
