export type { ReceivedReturn } from './keep-return.js';
export { ProviderReturns } from './provider-returns.js';
export { ReturnRefused, returnFormats } from './return-refused.js';
export type { ReturnFormat } from './return-refused.js';
export type { SubmissionResult } from './submission-store.js';
export { NotificationLists } from './notification-lists.js';
export type { ReceivedList } from './notification-lists.js';
export type { NotificationListResult, RecentList } from './notification-list-store.js';
