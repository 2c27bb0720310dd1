import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { entities } from './entities/index.js';

/**
 * How many connections one process opens at most. A request holds one for as long as several commits take; web, worker and
 * commands together stay below the hundred that PostgreSQL allows by default.
 */
const POOL_SIZE = 24;

/**
 * A process that falls silent in the middle of a transaction, because it was paused or its machine went to sleep, keeps the
 * cases that it had locked from everybody else. After this time the database ends its transaction: another worker goes on,
 * and what it writes when it wakes is refused. The address may set another: `?idle_in_transaction_session_timeout=60000`.
 */
const SILENT_AT_MOST_MS = 30_000;

/**
 * A policy on each row makes a query of many tables look costlier than it is, and the more so as statistics age. Past
 * 100,000 a server that can compiles it, thousands of functions anew each time: seconds, where the query takes some 50 ms.
 * The address may ask for it all the same: `?options=-c%20jit%3Don`.
 */
const NOT_COMPILED = '-c jit=off';

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
    extra: {
      ...{ connectionTimeoutMillis: 10_000, idle_in_transaction_session_timeout: SILENT_AT_MOST_MS },
      options: NOT_COMPILED,
    },
  });
}
