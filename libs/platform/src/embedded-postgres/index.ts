export { EmbeddedPostgresError } from './embedded-postgres-error.js';
export { openEmbeddedPostgres } from './open-embedded-postgres.js';
export type { EmbeddedPostgres } from './server.js';
