import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { entities } from './entities/index.js';

/**
 * How many connections one process opens at most. A request holds one for as long as several commits take; web, worker and
 * commands together stay below the hundred that PostgreSQL allows by default.
 */
const POOL_SIZE = 24;

/** A connection pool to the service's database; not yet connected. */
export function createDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    poolSize: POOL_SIZE,
    applicationName: 'homeward',
    extra: { connectionTimeoutMillis: 10_000 },
  });
}
