import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { entities } from './entities/index.js';

/** How many connections one process keeps at most. */
const POOL_SIZE = 10;

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
