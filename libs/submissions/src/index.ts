export { APPLY_SUBMISSION } from './apply-job.js';
export type { ReceivedReturn } from './keep-return.js';
export { markReturn } from './mark-return.js';
export { parseReturn } from './parse-return.js';
export { ProviderReturns } from './provider-returns.js';
export { ReturnRefused, returnFormats } from './return-refused.js';
export { buildReturnTemplate } from './return-template.js';
export type { ReturnFormat } from './return-refused.js';
export type { SubmissionResult } from './submission-result.js';
