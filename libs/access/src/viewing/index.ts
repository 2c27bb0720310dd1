export { noticeViews } from './notice-views.js';
export { readAudit } from './read-audit.js';
export type { AuditFilter, AuditPage, AuditedEvent } from './read-audit.js';
export { countNewNotices, noteSeen, readNotices } from './read-notices.js';
export type { ViewingNotice } from './read-notices.js';
export { listViews } from './read-views.js';
export type { EventPage } from './read-views.js';
export type { RecordedEvent } from './recorded-event.js';
