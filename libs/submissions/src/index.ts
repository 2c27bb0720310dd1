export { APPLY_SUBMISSION } from './apply-job.js';
export type { ReceivedReturn } from './keep-return.js';
export { ProviderReturns } from './provider-returns.js';
export { ReturnRefused, returnFormats } from './return-refused.js';
export type { ReturnFormat } from './return-refused.js';
export type { SubmissionResult } from './submission-result.js';
