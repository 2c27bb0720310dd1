export { EmbeddedPostgresError, openEmbeddedPostgres } from './embedded-postgres/index.js';
export type { EmbeddedPostgres } from './embedded-postgres/index.js';
export { newId } from './ids.js';
export { POSTGRES_QUEUE_POOL, QUEUE_NAME, QUEUE_PREFIX, migrateQueueSchema, openJobQueue } from './job-queue.js';
export type { Job, JobQueue, QueueConnection } from './job-queue.js';
export { projectPath } from './project-root.js';
export { hashSecret, newSecret } from './secrets.js';
export { Settings, SettingsError, readSettings } from './settings.js';
export type { Role } from './settings.js';
